"""Where the store of raw mail puts its bytes: a folder of this machine, or a bucket elsewhere.

Both take a whole batch at once: a folder because names are cheap there and renames are not, a
bucket because many requests at a time hide how far away it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import ObjectStore, from_url

_AT_ONCE = 16


class Shelf(Protocol):
    """Keeps bytes under names; a name never gets other bytes."""

    def put(self, blobs: Mapping[str, bytes]) -> None:
        """Keep bytes by name; keeping them again changes nothing."""

    def get(self, name: str) -> bytes:
        """Return the bytes kept under a name.

        Raises:
            FileNotFoundError: nothing is kept under it.
        """


class LocalShelf:
    """A folder: one file a name, written in place.

    Since a name stands for its content, the usual detour by a second name and a rename buys
    nothing but its cost, which is ten times the writing: nobody reads a name before the
    database has it, and what a crash left torn is replaced when the same bytes come again.
    """

    def __init__(self, root: Path) -> None:
        """Keep everything below `root`."""
        self.root = root

    @classmethod
    def at(cls, url: str) -> LocalShelf:
        """Return the shelf a file:// address names."""
        return cls(Path(unquote(urlsplit(url).path)))

    def put(self, blobs: Mapping[str, bytes]) -> None:
        """Keep bytes by name."""
        for name, content in blobs.items():
            path = self.root / name
            try:
                _write_new(path, content)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_new(path, content)
            except FileExistsError:
                if path.read_bytes() != content:
                    _replace(path, content)

    def get(self, name: str) -> bytes:
        """Return the bytes kept under a name."""
        return (self.root / name).read_bytes()


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb", buffering=0) as file:
        _write_all(file.fileno(), content)


def _write_all(descriptor: int, content: bytes) -> None:
    """Write everything: a full disk may take a part without complaint."""
    written = os.write(descriptor, content)
    while written < len(content):
        written += os.write(descriptor, content[written:])


def _replace(path: Path, content: bytes) -> None:
    """Put whole bytes where another process is writing, or was when it died."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        beside.unlink()
    _write_new(beside, content)
    beside.replace(path)


class RemoteShelf:
    """A bucket of S3, GCS, Azure or anything else obstore knows."""

    def __init__(self, store: ObjectStore) -> None:
        """Keep everything in `store`."""
        self.store = store

    @classmethod
    def at(cls, url: str) -> RemoteShelf:
        """Return the shelf an address names."""
        return cls(from_url(url))

    def put(self, blobs: Mapping[str, bytes]) -> None:
        """Keep bytes by name, several at a time."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            # Asking for every result raises what went wrong with any.
            list(pool.map(lambda one: obstore.put(self.store, *one), blobs.items()))

    def get(self, name: str) -> bytes:
        """Return the bytes kept under a name."""
        return bytes(obstore.get(self.store, name).bytes())
