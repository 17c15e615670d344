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
    # Other processes see a new key at once: the file's time is part of what is remembered.
    return _ring_at(path, path.stat().st_mtime_ns if path.exists() else 0)


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
def _ring_at(path: Path, changed_ns: int) -> KeyRing:
    return KeyRing.load(path)
