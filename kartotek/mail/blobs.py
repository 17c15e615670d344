"""The store of raw mail: bytes in, bytes out, under the hash of their content.

A local folder or S3, GCS, Azure: one interface (`KARTOTEK_BLOB_URL`). Bytes are compressed with
zstd, each mail by itself, and those that come together lie in one pack, one behind the other;
before there were packs each mail lay alone, under its digest. Everything is below the company, so
that one company's mail can be removed or moved as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import accumulate

import zstandard
from django.conf import settings
from django.utils.translation import gettext as _
from obstore.exceptions import BaseError

from kartotek.errors import Corrupt, RemoteError, Retry
from kartotek.lib.shelves import Shelf, shelf_at
from kartotek.mail.models import Place

# Mail of a few kilobytes is only two percent smaller at level 3, for half as much work again.
LEVEL = 1

# The company whose mail is at hand, and the mail by its name.
_AT_HAND: ContextVar[tuple[int, Mapping[str, bytes]]] = ContextVar("at_hand", default=(0, {}))


class StoreUnwell(RemoteError):
    """The store of raw mail did not take or give bytes: a full disk, a dead server."""


class BlobDamaged(Corrupt):
    """Kept bytes are gone or are not what was delivered."""


@cache
def _shelf(url: str) -> Shelf:
    return shelf_at(url)


def _path_alone(company_id: int, sha256: str) -> str:
    return f"{company_id}/{sha256[:2]}/{sha256}.zst"


def _path_of_pack(company_id: int, pack: str) -> str:
    return f"{company_id}/packs/{pack[:2]}/{pack}.zst"


def digest(raw: bytes) -> str:
    """Return the name under which raw bytes are kept: SHA-256 in hex."""
    return hashlib.sha256(raw).hexdigest()


def keep(company_id: int, mails: Mapping[str, bytes]) -> dict[str, Place]:
    """Keep raw bytes by their name and return where; keeping the same ones again changes nothing.

    Raises:
        StoreUnwell: the store did not take them; nothing was noted, so they are asked for again.
    """
    if not mails:
        return {}
    packer = zstandard.ZstdCompressor(level=LEVEL)
    frames = [packer.compress(raw) for raw in mails.values()]
    # The same mails always lie in the same pack, so that trying again leaves nothing behind.
    pack = digest("".join(mails).encode("ascii"))
    try:
        _shelf(settings.BLOB_URL).put({_path_of_pack(company_id, pack): b"".join(frames)})
    except (BaseError, OSError) as unwell:
        raise StoreUnwell(
            _("The mail store did not take a message. What is there is safe; check its disk."),
            Retry.BACK_OFF,
        ) from unwell
    ends = [0, *accumulate(map(len, frames))]
    return {
        name: Place(name, pack, start, len(frame))
        for name, start, frame in zip(mails, ends, frames, strict=False)
    }


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


def load(company_id: int, place: Place) -> bytes:
    """Return kept bytes as they were delivered.

    Raises:
        BlobDamaged: they are gone or cannot be unpacked.
        StoreUnwell: the store does not answer.
    """
    of_company, mails = _AT_HAND.get()
    if of_company == company_id and place.sha256 in mails:
        return mails[place.sha256]
    try:
        return zstandard.ZstdDecompressor().decompress(_packed(company_id, place))
    except FileNotFoundError as gone:
        raise BlobDamaged(f"The raw mail {place.sha256} is not in the store.") from gone
    except zstandard.ZstdError as damaged:
        raise BlobDamaged(f"The raw mail {place.sha256} is damaged in the store.") from damaged
    except (BaseError, OSError) as unwell:
        raise StoreUnwell(_("The mail store does not answer."), Retry.SOON) from unwell


def _packed(company_id: int, place: Place) -> bytes:
    shelf = _shelf(settings.BLOB_URL)
    if not place.pack:
        return shelf.get(_path_alone(company_id, place.sha256))
    path = _path_of_pack(company_id, place.pack)
    return shelf.get_part(path, place.offset_bytes, place.packed_bytes)
