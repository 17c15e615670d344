"""The store of raw mail: bytes in, bytes out, under the hash of their content.

A local folder or S3, GCS, Azure: one interface (`KARTOTEK_BLOB_URL`). Bytes are compressed with
zstd; the name is the SHA-256 of what was delivered, below the company, so that one company's
mail can be removed or moved as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

import zstandard
from django.conf import settings
from django.utils.translation import gettext as _
from obstore.exceptions import BaseError

from kartotek.errors import Corrupt, RemoteError, Retry
from kartotek.lib.shelves import Shelf, shelf_at

LEVEL = 3

# The company whose mail is at hand, and the mail by its name.
_AT_HAND: ContextVar[tuple[int, Mapping[str, bytes]]] = ContextVar("at_hand", default=(0, {}))


class StoreUnwell(RemoteError):
    """The store of raw mail did not take or give bytes: a full disk, a dead server."""


class BlobDamaged(Corrupt):
    """Kept bytes are gone or are not what was delivered."""


@cache
def _shelf(url: str) -> Shelf:
    return shelf_at(url)


def _path(company_id: int, sha256: str) -> str:
    return f"{company_id}/{sha256[:2]}/{sha256}.zst"


def digest(raw: bytes) -> str:
    """Return the name under which raw bytes are kept: SHA-256 in hex."""
    return hashlib.sha256(raw).hexdigest()


def keep(company_id: int, mails: Mapping[str, bytes]) -> None:
    """Keep raw bytes by their name; keeping the same bytes again changes nothing.

    Raises:
        StoreUnwell: the store did not take them all; nothing was noted, so they are asked for
            again.
    """
    packer = zstandard.ZstdCompressor(level=LEVEL)
    packed = {_path(company_id, name): packer.compress(raw) for name, raw in mails.items()}
    try:
        _shelf(settings.BLOB_URL).put(packed)
    except (BaseError, OSError) as unwell:
        raise StoreUnwell(
            _("The mail store did not take a message. What is there is safe; check its disk."),
            Retry.BACK_OFF,
        ) from unwell


@contextmanager
def at_hand(company_id: int, mails: Mapping[str, bytes]) -> Iterator[None]:
    """Let `load` give what was just kept from memory, for as long as this lasts.

    Args:
        company_id: whose mail.
        mails: what `keep` took, by its name.
    """
    token = _AT_HAND.set((company_id, mails))
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def load(company_id: int, sha256: str) -> bytes:
    """Return kept bytes as they were delivered.

    Raises:
        BlobDamaged: they are gone or cannot be unpacked.
        StoreUnwell: the store does not answer.
    """
    of_company, mails = _AT_HAND.get()
    if of_company == company_id and sha256 in mails:
        return mails[sha256]
    try:
        packed = _shelf(settings.BLOB_URL).get(_path(company_id, sha256))
        return zstandard.ZstdDecompressor().decompress(packed)
    except FileNotFoundError as gone:
        raise BlobDamaged(f"The raw mail {sha256} is not in the store.") from gone
    except zstandard.ZstdError as damaged:
        raise BlobDamaged(f"The raw mail {sha256} is damaged in the store.") from damaged
    except (BaseError, OSError) as unwell:
        raise StoreUnwell(_("The mail store does not answer."), Retry.SOON) from unwell
