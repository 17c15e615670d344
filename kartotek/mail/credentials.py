"""Passwords of mailboxes: encrypted at rest with a ring of keys kept outside the database."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kartotek.lib.secrets import KeyRing
from kartotek.mail.models import Mailbox


def ring() -> KeyRing:
    """Return the key ring of this installation, as its file is now.

    Raises:
        Corrupt: the file holds no usable key.
    """
    path: Path = settings.KEY_RING
    # Other processes see a new key at once: which file it was is part of what is remembered. The
    # time alone would not do, because file systems count it in steps of some milliseconds.
    found = path.stat() if path.exists() else None
    return _ring_at(path, (found.st_ino, found.st_size, found.st_mtime_ns) if found else None)


def sealed(password: str) -> str:
    """Return a password as it is kept.

    Raises:
        Corrupt: the ring holds no usable key.
    """
    return ring().encrypt(password)


def password_of(mailbox: Mailbox) -> str:
    """Return the password that opens a mailbox; never to be logged or shown.

    Raises:
        Corrupt: no key of the ring opens it; its user must enter it again.
    """
    return ring().decrypt(mailbox.secret)


@contextmanager
def turning() -> Iterator[None]:
    """Let one process at a time change the ring: a key that gets lost takes passwords with it."""
    path: Path = settings.KEY_RING
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@lru_cache(maxsize=2)
def _ring_at(path: Path, version: tuple[int, int, int] | None) -> KeyRing:
    return KeyRing.load(path)
