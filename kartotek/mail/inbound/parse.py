"""Stage 5: read headers, bodies and attachments of kept mail; one row a message.

Identity is (company, Message-ID, canonical body): a second copy of a known message only points
to it (spec/mail.md 11).
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from django.db import transaction

from kartotek.lib.addresses import Address, address_key, is_no_reply
from kartotek.lib.text import fold, shorten
from kartotek.mail import blobs
from kartotek.mail.bulk import among, insert_each, new_ids, update_each
from kartotek.mail.inbound.under_way import UnderWay
from kartotek.mail.mime import parse as mime
from kartotek.mail.mime.limits import PARSER_VERSION
from kartotek.mail.mime.values import ParsedMessage
from kartotek.mail.models import (
    Attachment,
    Blob,
    FolderEntry,
    LineFingerprint,
    Message,
    MessageText,
    Participant,
    Place,
)
from kartotek.mail.rules.threading import looks_like_reply

MAX_TEXT = 64 * 1024
# A date further ahead than this is a wrong clock; the server's own date is used instead.
MAX_AHEAD = timedelta(days=1)


class Stored(Protocol):
    """What a message was read from, as far as its row cares."""

    @property
    def company_id(self) -> int:
        """Whose it is."""

    @property
    def blob_id(self) -> int:
        """Where its bytes are."""

    @property
    def internal_at(self) -> datetime:
        """When the server received it."""


def parse(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Read a batch of entries and point each to its message; reading twice changes nothing.

    Raises:
        BlobDamaged: raw bytes are gone.
        Corrupt: the bytes are no mail at all.
    """
    company_id = entries[0].company_id
    places = _places(entries, company_id)
    read = [
        (entry, mime.parse(blobs.load(company_id, places[entry.blob_id]), reads_all=False))
        for entry in entries
    ]
    with transaction.atomic():
        _keep(read, at)


def _places(entries: Sequence[UnderWay], company_id: int) -> dict[int, Place]:
    """Return where the bytes of the entries are kept."""
    ids = {entry.blob_id for entry in entries}
    kept = Blob.objects.filter(among("pk", ids), company_id=company_id)
    return {pk: Place(*place) for pk, *place in kept.values_list("id", *Place._fields)}


def _keep(read: Sequence[tuple[UnderWay, ParsedMessage]], at: datetime) -> None:
    company_id = read[0][0].company_id
    identities = [identity(parsed) for _, parsed in read]
    known = _known(company_id, identities)
    fresh: dict[str, tuple[UnderWay, ParsedMessage]] = {}
    for found, name in zip(read, identities, strict=True):
        if name not in known:
            fresh.setdefault(name, found)
    ids = dict(zip(fresh, new_ids(Message, len(fresh)), strict=True))
    insert_each(
        Message,
        COLUMNS,
        [row(ids[name], entry, parsed, name, at) for name, (entry, parsed) in fresh.items()],
    )
    known |= ids
    keep_parts(company_id, [(ids[name], parsed) for name, (_, parsed) in fresh.items()])
    for (entry, _), name in zip(read, identities, strict=True):
        entry.message_id = known[name]
    update_each(FolderEntry, ["message"], [(entry.message_id, entry.pk) for entry, _ in read])


def _known(company_id: int, identities: Sequence[str]) -> dict[str, int]:
    return dict(
        Message.objects.filter(company_id=company_id, identity__in=identities).values_list(
            "identity", "id"
        )
    )


def identity(parsed: ParsedMessage) -> str:
    """Return what tells a message from all others of a company: a hash of id and body."""
    if parsed.message_id:
        text = f"{parsed.message_id}\0{parsed.body_hash}"
    else:
        sender = parsed.from_[0].addr_spec if parsed.from_ else ""
        text = f"\0{parsed.body_hash}\0{parsed.date}\0{sender}\0{parsed.subject}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sent_at(parsed: ParsedMessage, internal_at: datetime, now: datetime) -> datetime:
    """Return when a message was written: its Date, or the server's date where that is absurd.

    The Date is compared with today and not with the server's date, which a moved mailbox has
    often lost.
    """
    earliest = datetime(1980, 1, 1, tzinfo=UTC)
    if parsed.date is None or not earliest <= parsed.date <= now + MAX_AHEAD:
        return internal_at
    return parsed.date


COLUMNS = [
    "id",
    "company_id",
    "identity",
    "message_id",
    "references",
    "thread_index",
    "quoted_lines",
    "looks_like_reply",
    "blob_id",
    "subject",
    "base_subject",
    "sender_name",
    "sender_address",
    "sender_key",
    "sent_at",
    "snippet",
    "kind",
    "signals",
    "joined_by",
    "is_stranger",
    "has_attachments",
    "size_bytes",
    "problems",
    "parser_version",
    "created_at",
]


def row(
    pk: int, entry: Stored, parsed: ParsedMessage, name: str, at: datetime
) -> tuple[object, ...]:
    """Return a message as it was read, in the order of COLUMNS."""
    sender = _sender(parsed)
    is_reply = looks_like_reply(
        is_reply_subject=parsed.is_reply_subject,
        has_attribution=parsed.has_attribution,
        quoted_line_count=len(parsed.quoted_lines),
    )
    return (
        pk,
        entry.company_id,
        name,
        parsed.message_id[:998],
        "\n".join((*parsed.references, *parsed.in_reply_to)),
        parsed.thread_index[:64],
        array("q", parsed.quoted_lines).tobytes(),
        is_reply,
        entry.blob_id,
        shorten(parsed.subject, 1000),
        fold(parsed.base_subject)[:1000],
        shorten(sender.display_name, 500),
        sender.addr_spec[:500],
        address_key(sender.addr_spec)[:500],
        sent_at(parsed, entry.internal_at, at),
        shorten(parsed.snippet, 300),
        "",
        signals(parsed),
        "",
        False,
        any(not one.is_inline for one in parsed.attachments),
        parsed.size_bytes,
        ",".join(parsed.problems)[:255],
        PARSER_VERSION,
        at,
    )


def _sender(parsed: ParsedMessage) -> Address:
    return next(iter((*parsed.from_, *parsed.sender)), Address("", ""))


def signals(parsed: ParsedMessage) -> dict[str, object]:
    """Return what tells people from machines, as `rules/automatic.py` takes it; empty left out."""
    everything: dict[str, object] = {
        "auto_submitted": parsed.auto_submitted,
        "precedence": parsed.precedence,
        "list_id": parsed.list_id,
        "list_unsubscribe": parsed.list_unsubscribe,
        "return_path": parsed.return_path,
        "content_type": parsed.content_type,
        "report_type": parsed.report_type,
        "x_auto_response_suppress": parsed.x_auto_response_suppress,
        "calendar_method": parsed.calendar_method,
    }
    return {name: value for name, value in everything.items() if value}


def keep_parts(company_id: int, fresh: Sequence[tuple[int, ParsedMessage]]) -> None:
    """Keep text, people, attachments and fingerprints of messages that have none yet."""
    insert_each(
        MessageText,
        ["company_id", "message_id", "text"],
        [(company_id, message_id, parsed.text[:MAX_TEXT]) for message_id, parsed in fresh],
    )
    insert_each(
        Participant,
        ["company_id", "message_id", "role", "position", "address", "key", "display_name"],
        [
            (company_id, message_id, role, place, address.addr_spec[:500], key, name)
            for message_id, parsed in fresh
            for role, place, address, key, name in _participants(parsed)
        ],
    )
    insert_each(
        Attachment,
        _ATTACHMENT,
        [
            (
                company_id,
                message_id,
                one.index,
                one.filename[:500],
                one.content_type[:255],
                one.content_id[:500],
                one.size_bytes,
                one.is_inline,
            )
            for message_id, parsed in fresh
            for one in parsed.attachments
        ],
    )
    insert_each(
        LineFingerprint,
        ["company_id", "fingerprint", "message_id"],
        [
            (company_id, line, message_id)
            for message_id, parsed in fresh
            for line in dict.fromkeys(parsed.own_lines)
        ],
    )


_ATTACHMENT = [
    "company_id",
    "message_id",
    "index",
    "filename",
    "content_type",
    "content_id",
    "size_bytes",
    "is_inline",
]


def _participants(parsed: ParsedMessage) -> list[tuple[str, int, Address, str, str]]:
    senders = parsed.from_ or parsed.sender
    roles = (
        ("from", senders),
        ("stand_in" if _is_read_by_nobody(senders) else "reply_to", parsed.reply_to),
        ("to", parsed.to),
        ("cc", parsed.cc),
        ("bcc", parsed.bcc),
    )
    return [
        (role, place, address, address_key(address.addr_spec)[:500], address.display_name[:500])
        for role, addresses in roles
        for place, address in enumerate(addresses[:500])
        if address.addr_spec
    ]


def _is_read_by_nobody(senders: Sequence[Address]) -> bool:
    """Return whether an answer to the senders would reach nobody (spec/linking.md 1)."""
    return all(is_no_reply(address_key(one.addr_spec)) for one in senders)
