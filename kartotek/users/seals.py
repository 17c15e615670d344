"""Text that goes out and comes back, and is nobody's to read on the way."""

from __future__ import annotations

import base64
import functools
import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from kartotek.errors import Invalid

NONCE_BYTES = 12


class Unsealed(Invalid):
    """What came back was not sealed here."""


def sealed(text: str) -> str:
    """Return text as letters for an address, which say nothing without the installation's key."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    closed = nonce + _seal().encrypt(nonce, text.encode(), None)
    return base64.urlsafe_b64encode(closed).decode().rstrip("=")


def opened(letters: str) -> str:
    """Return the text that was sealed.

    Raises:
        Unsealed: it was not sealed here, or was changed since.
    """
    try:
        closed = base64.urlsafe_b64decode(letters.encode() + b"=" * (-len(letters) % 4))
        return _seal().decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError) as error:
        raise Unsealed("This was not sealed here.") from error


@functools.cache
def _seal() -> AESGCM:
    return AESGCM(hashlib.sha256(b"seals" + settings.SECRET_KEY.encode()).digest())
