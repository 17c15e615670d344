"""Stage 4: keep the raw bytes, note the folder entry, move the cursor, in one commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kartotek.mail import blobs
from kartotek.mail.bulk import insert_each
from kartotek.mail.models import Blob, Folder, FolderEntry, Place


@dataclass(frozen=True, slots=True)
class Arrival:
    """One delivered copy: raw bytes and what the server says of them.

    Args:
        sha256: the digest of `raw`, where the caller has it already.
    """

    uid: int
    raw: bytes
    is_read: bool
    internal_at: datetime
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where both cursors of a folder stand after the arrivals."""

    high_uid: int
    low_uid: int


def store(
    folder: Folder, arrivals: Sequence[Arrival], cursor: Cursor | None, *, at: datetime
) -> int:
    """Keep a batch and return how many entries are new; storing it twice changes nothing.

    The bytes go to the store first: a crash before the commit leaves at most bytes that nobody
    names, and the same UIDs are fetched again. The cursor never passes a UID whose entry is not
    in the same commit.

    Args:
        folder: with `uidvalidity` set.
        arrivals: up to a few hundred.
        cursor: where the folder's cursors stand afterwards; None leaves them.
        at: now.

    Raises:
        StoreUnwell: the store did not take the bytes; nothing was noted.
    """
    named = [(arrival.sha256 or blobs.digest(arrival.raw), arrival) for arrival in arrivals]
    places = blobs.keep(folder.company_id, _unknown(folder.company_id, named))
    with transaction.atomic():
        _note_bytes(folder.company_id, named, places, at)
        new_count = _note(folder, named, at)
        if cursor is not None:
            folder.high_uid, folder.low_uid = cursor.high_uid, cursor.low_uid
            folder.save(update_fields=["high_uid", "low_uid"])
    return new_count


def _unknown(company_id: int, named: Sequence[tuple[str, Arrival]]) -> dict[str, bytes]:
    known = set(
        Blob.objects.filter(
            company_id=company_id, sha256__in=[sha256 for sha256, _ in named]
        ).values_list("sha256", flat=True)
    )
    return {sha256: arrival.raw for sha256, arrival in named if sha256 not in known}


def _note_bytes(
    company_id: int,
    named: Sequence[tuple[str, Arrival]],
    places: Mapping[str, Place],
    at: datetime,
) -> None:
    """Note where the new bytes lie; where another process kept the same ones, its place stays."""
    insert_each(
        Blob,
        ["company_id", *Place._fields, "size_bytes", "created_at"],
        [
            (company_id, *places[sha256], len(arrival.raw), at)
            for sha256, arrival in named
            if sha256 in places
        ],
        skips_known=True,
    )


def _note(folder: Folder, named: Sequence[tuple[str, Arrival]], at: datetime) -> int:
    company_id = folder.company_id
    blob_ids = dict(
        Blob.objects.filter(
            company_id=company_id, sha256__in=[sha256 for sha256, _ in named]
        ).values_list("sha256", "id")
    )
    uids = [arrival.uid for _, arrival in named]
    here = set(
        FolderEntry.objects.filter(
            company_id=company_id, folder=folder, uidvalidity=folder.uidvalidity or 0, uid__in=uids
        ).values_list("uid", flat=True)
    )
    fresh = [(sha256, arrival) for sha256, arrival in named if arrival.uid not in here]
    insert_each(
        FolderEntry,
        _ENTRY,
        [
            (
                company_id,
                folder.mailbox_id,
                folder.pk,
                folder.uidvalidity,
                arrival.uid,
                blob_ids[sha256],
                arrival.is_read,
                arrival.is_read,
                arrival.internal_at,
                at,
                "stored",
                "",
                "",
                0,
            )
            for sha256, arrival in fresh
        ],
    )
    return len(fresh)


_ENTRY = [
    "company_id",
    "mailbox_id",
    "folder_id",
    "uidvalidity",
    "uid",
    "blob_id",
    "is_read",
    "is_seen_there",
    "internal_at",
    "stored_at",
    "reached",
    "held_stage",
    "held_reason",
    "held_count",
]
