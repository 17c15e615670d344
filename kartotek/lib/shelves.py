"""Where bytes are put under names: a folder of this machine, or a bucket elsewhere.

Both take a whole batch at once, since many requests at a time hide how far away a bucket is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import get_ident
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

    def get_part(self, name: str, start: int, length: int) -> bytes:
        """Return some of the bytes kept under a name; fewer where it ends before.

        Args:
            name: of the bytes.
            start: in bytes, from the first.
            length: in bytes, at least one.

        Raises:
            FileNotFoundError: nothing is kept under it.
        """

    def remove(self, name: str) -> None:
        """Forget the bytes kept under a name; a name that has none changes nothing."""


class LocalShelf:
    """A folder: one file a name, there as a whole or not at all."""

    def __init__(self, root: Path) -> None:
        """Keep everything below `root`."""
        self.root = root

    @classmethod
    def at(cls, url: str) -> LocalShelf:
        """Return the shelf a file:// address names."""
        return cls(Path(unquote(urlsplit(url).path)))

    def put(self, blobs: Mapping[str, bytes]) -> None:
        """Keep bytes by name."""
        # No other process or thread writes under this name, whatever it writes.
        mark = f"{os.getpid()}-{get_ident()}"
        for name, content in blobs.items():
            path = f"{self.root}/{name}"
            beside = f"{path}.{mark}"
            try:
                _write(beside, content)
            except FileNotFoundError:
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                _write(beside, content)
            os.replace(beside, path)  # noqa: PTH105 - a Path costs more than the rename

    def get(self, name: str) -> bytes:
        """Return the bytes kept under a name."""
        return (self.root / name).read_bytes()

    def get_part(self, name: str, start: int, length: int) -> bytes:
        """Return some of the bytes kept under a name."""
        descriptor = os.open(f"{self.root}/{name}", os.O_RDONLY)
        try:
            return os.pread(descriptor, length, start)
        finally:
            os.close(descriptor)

    def remove(self, name: str) -> None:
        """Forget the bytes kept under a name."""
        (self.root / name).unlink(missing_ok=True)


def _write(path: str, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        written = os.write(descriptor, content)
        # A disk that fills up takes a part first, and complains only when asked again.
        while written < len(content):
            written += os.write(descriptor, content[written:])
    except OSError:
        # Half a file would only take room on a disk that has none.
        Path(path).unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


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

    def get_part(self, name: str, start: int, length: int) -> bytes:
        """Return some of the bytes kept under a name."""
        return bytes(obstore.get_range(self.store, name, start=start, length=length))

    def remove(self, name: str) -> None:
        """Forget the bytes kept under a name."""
        with suppress(FileNotFoundError):
            obstore.delete(self.store, name)


def shelf_at(url: str) -> Shelf:
    """Return the shelf an address names: a folder for file://, a bucket for anything else."""
    return LocalShelf.at(url) if url.startswith("file://") else RemoteShelf.at(url)
