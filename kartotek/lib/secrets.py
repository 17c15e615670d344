"""Secrets at rest: a ring of keys for what must be read back, a hash for what must not.

The ring is a file, one key a line, newest first. The newest encrypts, all of them decrypt, so a
key is replaced by adding one and encrypting again at leisure.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from kartotek.errors import Corrupt


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one installation, newest first."""

    path: Path
    _ring: MultiFernet

    @classmethod
    def load(cls, path: Path) -> KeyRing:
        """Return the ring kept in a file; the file is made with a first key when there is none.

        Raises:
            Corrupt: the file holds no usable key.
        """
        path = Path(path)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _keep(path, [Fernet.generate_key().decode()], replace=False)
        # A ring restored from a backup may be open to others; a mounted one may refuse the change.
        with suppress(OSError):
            path.chmod(0o600)
        return cls(path, _ring_of(_keys(path), path))

    def encrypt(self, plain: str) -> str:
        """Return text sealed with the newest key."""
        return self._ring.encrypt(plain.encode()).decode()

    def decrypt(self, sealed: str) -> str:
        """Return what was sealed with any key of the ring.

        Raises:
            Corrupt: no key of this ring sealed it, or it was changed since.
        """
        try:
            return self._ring.decrypt(sealed.encode()).decode()
        except InvalidToken as problem:
            raise Corrupt("A stored secret cannot be read with the keys of this ring.") from problem

    def add_key(self) -> KeyRing:
        """Put a new key in front of the others and return the ring that has it."""
        _keep(self.path, [Fernet.generate_key().decode(), *_keys(self.path)], replace=True)
        return KeyRing.load(self.path)

    def drop_old_keys(self) -> KeyRing:
        """Keep the newest key alone, for nothing needs the others, and return the ring."""
        _keep(self.path, _keys(self.path)[:1], replace=True)
        return KeyRing.load(self.path)


def token_hash(token: str) -> str:
    """Return what is stored of a random token, 64 hexadecimal digits.

    Tokens are long and random, so one fast hash keeps them as well as a slow one would.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def _keys(path: Path) -> list[str]:
    """Return the keys in a file, in its order."""
    return path.read_text(encoding="ascii").split()


def _ring_of(keys: list[str], path: Path) -> MultiFernet:
    """Return keys made into a ring.

    Raises:
        Corrupt: there is none, or one is no key.
    """
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as problem:
        raise Corrupt(f"The key ring {path.name} holds no usable key.") from problem


def _keep(path: Path, keys: list[str], *, replace: bool) -> None:
    """Write keys whole or not at all; two processes that start at once agree on the first's."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    if replace:
        Path(name).replace(path)
        return
    with suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()
