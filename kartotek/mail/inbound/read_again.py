"""Kept mail is read again, because this version reads it better than the one that did.

    kept bytes -> values -> the rows of the message, in place -> its entries go on from there

The message stays who it was, with its conversation and everything people said of it: only what
is read out of its bytes is new.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Min

from kartotek.errors import Corrupt
from kartotek.mail import blobs
from kartotek.mail.bulk import insert_each, update_each
from kartotek.mail.inbound.parse import COLUMNS, identity, keep_parts, row
from kartotek.mail.mime import parse as mime
from kartotek.mail.mime.limits import PARSER_VERSION
from kartotek.mail.mime.values import ParsedMessage
from kartotek.mail.models import (
    Attachment,
    FolderEntry,
    LineFingerprint,
    Message,
    MessageText,
    Participant,
    Place,
    QuotedLine,
)
from kartotek.mail.operations.duplicate import DUPLICATE
from kartotek.mail.operations.places import refresh

_PARTS: Final = (MessageText, Participant, Attachment, LineFingerprint)
# What was decided about a message since, or never changes.
_KEPT: Final = frozenset({"id", "company_id", "blob_id", "joined_by", "is_stranger", "created_at"})
_READ: Final = [name for name in COLUMNS if name not in _KEPT]
# A duplicate has no place among the references, and no words of its own in the index.
_OF_DUPLICATES: Final = [
    name
    for name in _READ
    if name
    not in {
        "identity",
        "message_id",
        "references",
        "thread_index",
        "base_subject",
        "quoted_lines",
        "looks_like_reply",
    }
]


@dataclass
class Again:
    """What was read again, and why the others could not be."""

    done: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A message that is here, with where its bytes lie."""

    pk: int
    company_id: int
    blob_id: int
    internal_at: datetime
    identity: str
    joined_by: str
    place: Place

    @property
    def is_duplicate(self) -> bool:
        """Whether it is the second copy of one that is here."""
        return self.joined_by == DUPLICATE


def outdated(
    *, company_id: int, mailbox_id: int | None, after: int, limit: int, everything: bool
) -> list[int]:
    """Return the ids of messages that an older version read, in rising order.

    Args:
        company_id: whose.
        mailbox_id: only those of one mailbox; None for all.
        after: only ids beyond this one.
        limit: how many at most.
        everything: those that this version has read, too.
    """
    messages = Message.objects.filter(company_id=company_id, pk__gt=after)
    if not everything:
        messages = messages.filter(parser_version__lt=PARSER_VERSION)
    if mailbox_id is not None:
        entries = FolderEntry.objects.filter(company_id=company_id, mailbox_id=mailbox_id)
        messages = messages.filter(pk__in=entries.values("message_id"))
    return list(messages.order_by("pk").values_list("pk", flat=True)[:limit])


@transaction.atomic
def read_again(message_ids: Collection[int], *, company_id: int, at: datetime) -> Again:
    """Read messages again from their kept bytes; their entries go on as if just read.

    Raises:
        StoreUnwell: the store of raw mail does not answer; nothing changed.
    """
    again = Again()
    read: list[tuple[_Kept, ParsedMessage]] = []
    for kept in _kept(message_ids, company_id):
        try:
            parsed = mime.parse(blobs.load(company_id, kept.place), reads_all=False)
        except Corrupt as damaged:
            again.failed[kept.pk] = str(damaged)
            continue
        read.append((kept, parsed))
        again.done.append(kept.pk)
    _write(read, company_id, at)
    own = [kept.pk for kept, _ in read if not kept.is_duplicate]
    FolderEntry.objects.filter(company_id=company_id, message_id__in=own).update(
        reached="parsed", is_done=False
    )
    copies = [kept.pk for kept, _ in read if kept.is_duplicate]
    homes = Message.objects.filter(pk__in=copies).values_list("conversation_id", flat=True)
    refresh({home for home in homes if home is not None}, company_id=company_id)
    return again


def _kept(message_ids: Collection[int], company_id: int) -> list[_Kept]:
    rows = (
        Message.objects.filter(company_id=company_id, pk__in=message_ids, entries__isnull=False)
        .annotate(internal_at=Min("entries__internal_at"))
        .order_by("pk")
        .values_list(
            "pk",
            "blob_id",
            "internal_at",
            "identity",
            "joined_by",
            *(f"blob__{name}" for name in Place._fields),
        )
    )
    return [
        _Kept(pk, company_id, blob_id, internal_at, name, joined_by, Place(*place))
        for pk, blob_id, internal_at, name, joined_by, *place in rows
    ]


def _write(read: Sequence[tuple[_Kept, ParsedMessage]], company_id: int, at: datetime) -> None:
    names = _identities(read, company_id)
    for columns, is_copy in ((_READ, False), (_OF_DUPLICATES, True)):
        update_each(
            Message,
            columns,
            [
                (*_values(kept, parsed, names[kept.pk], columns, at), kept.pk)
                for kept, parsed in read
                if kept.is_duplicate is is_copy
            ],
        )
    ids = [kept.pk for kept, _ in read]
    for model in _PARTS:
        model._default_manager.filter(company_id=company_id, message_id__in=ids).delete()
    keep_parts(company_id, [(kept.pk, _parts(kept, parsed)) for kept, parsed in read])
    _wait_anew({kept.pk: parsed for kept, parsed in read}, company_id)


def _values(
    kept: _Kept, parsed: ParsedMessage, name: str, columns: Sequence[str], at: datetime
) -> tuple[Any, ...]:
    found = dict(zip(COLUMNS, row(kept.pk, kept, parsed, name, at), strict=True))
    return tuple(found[column] for column in columns)


def _parts(kept: _Kept, parsed: ParsedMessage) -> ParsedMessage:
    """Return what is kept beside a message: who quotes a duplicate quotes its original."""
    return parsed._replace(own_lines=()) if kept.is_duplicate else parsed


def _identities(read: Sequence[tuple[_Kept, ParsedMessage]], company_id: int) -> dict[int, str]:
    """Return what tells each message from all others; where that is taken it keeps its own."""
    wanted = {kept.pk: identity(parsed) for kept, parsed in read if not kept.is_duplicate}
    rows = Message.objects.filter(company_id=company_id, identity__in=set(wanted.values()))
    holders = dict(rows.values_list("identity", "pk"))
    names: dict[int, str] = {}
    for kept, _ in read:
        name = wanted.get(kept.pk, kept.identity)
        names[kept.pk] = name if holders.setdefault(name, kept.pk) == kept.pk else kept.identity
    return names


def _wait_anew(parsed: Mapping[int, ParsedMessage], company_id: int) -> None:
    """Let the replies among them that wait for a parent wait with what they quote by now."""
    waiting = QuotedLine.objects.filter(company_id=company_id, message_id__in=list(parsed))
    ids = set(waiting.values_list("message_id", flat=True))
    waiting.delete()
    insert_each(
        QuotedLine,
        ["company_id", "fingerprint", "message_id"],
        [
            (company_id, line, pk)
            for pk in sorted(ids)
            for line in dict.fromkeys(parsed[pk].quoted_lines)
        ],
    )
