"""The store of files and pictures: bytes in, bytes out, under the hash of their content.

It lies beside the raw mail (`KARTOTEK_BLOB_URL`), below the company as mail does, and apart from
it: a file that goes takes no mail along. Everything is a zstd frame; what is compressed already
goes through its fastest setting, which leaves it as it is.
"""

from __future__ import annotations

import errno
import hashlib
from functools import cache

import zstandard
from django.conf import settings
from django.utils.translation import gettext as _
from obstore.exceptions import BaseError

from kartotek.errors import Corrupt, Refused, RemoteError, Retry
from kartotek.lib.shelves import Shelf, shelf_at

LEVEL = 3
# Of zstd's negative levels: what cannot be compressed passes at the speed of memory.
FASTEST = -50

_PACKED = ("image/", "video/", "audio/", "application/zip", "application/vnd.openxmlformats")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class StoreFull(Refused):
    """The disk under the store has no room left; an administrator can make some."""


class StoreUnwell(RemoteError):
    """The store did not take or give bytes: a dead server, a folder that is gone."""


class ContentDamaged(Corrupt):
    """Kept bytes are gone or are not what was put in."""


def digest(raw: bytes) -> str:
    """Return the name under which bytes are kept: SHA-256 in hex."""
    return hashlib.sha256(raw).hexdigest()


def keep(company_id: int, raw: bytes, *, media_type: str = "", name: str = "") -> str:
    """Keep bytes and return their name; keeping the same bytes again changes nothing.

    Args:
        company_id: whose they are.
        raw: the bytes.
        media_type: what kind of file they are, which tells whether they are compressed already.
        name: 64 hex digits to keep them under; the hash of their content if left out.

    Raises:
        StoreFull: there is no room for them.
        StoreUnwell: the store did not take them.
    """
    name = name or digest(raw)
    level = FASTEST if media_type.startswith(_PACKED) else LEVEL
    packed = zstandard.ZstdCompressor(level=level).compress(raw)
    try:
        _shelf(settings.BLOB_URL).put({_path(company_id, name): packed})
    except (BaseError, OSError) as unwell:
        if getattr(unwell, "errno", 0) in _FULL:
            text = _("The server's disk is full, so this was not saved. Tell an administrator.")
            raise StoreFull(text) from unwell
        text = _("The store of files did not take this. What was saved before is safe.")
        raise StoreUnwell(text, Retry.BACK_OFF) from unwell
    return name


def load(company_id: int, name: str) -> bytes:
    """Return kept bytes.

    Raises:
        ContentDamaged: they are gone or cannot be unpacked.
        StoreUnwell: the store does not answer.
    """
    try:
        packed = _shelf(settings.BLOB_URL).get(_path(company_id, name))
        return zstandard.ZstdDecompressor().decompress(packed)
    except FileNotFoundError as gone:
        raise ContentDamaged(f"The content {name} is not in the store.") from gone
    except zstandard.ZstdError as damaged:
        raise ContentDamaged(f"The content {name} is damaged in the store.") from damaged
    except (BaseError, OSError) as unwell:
        raise StoreUnwell(_("The store of files does not answer."), Retry.SOON) from unwell


def drop(company_id: int, name: str) -> None:
    """Forget kept bytes; those that are not there change nothing.

    Raises:
        StoreUnwell: the store does not answer.
    """
    try:
        _shelf(settings.BLOB_URL).remove(_path(company_id, name))
    except (BaseError, OSError) as unwell:
        raise StoreUnwell(_("The store of files does not answer."), Retry.SOON) from unwell


@cache
def _shelf(url: str) -> Shelf:
    return shelf_at(url)


def _path(company_id: int, name: str) -> str:
    return f"{company_id}/files/{name[:2]}/{name}.zst"
