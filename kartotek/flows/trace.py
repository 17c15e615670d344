"""An email's way, stage by stage, with the rows that decided: `kartotek trace_message`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kartotek.contacts.models import Person
from kartotek.linking.models import Decision, ParticipantMatch
from kartotek.linking.rules import REASONS, Code
from kartotek.mail.models import FolderEntry, Message


@dataclass(frozen=True)
class Copy:
    """One delivered copy: where it lies and how far it came."""

    mailbox: str
    folder: str
    uid: int
    sha256: str
    size_bytes: int
    stored_at: datetime
    reached: str
    held: str


@dataclass(frozen=True)
class Trace:
    """Everything known of one message's journey."""

    message_id: str
    subject: str
    sent_at: datetime
    company_id: int
    kind: str
    problems: str
    conversation_id: int | None
    joined_by: str
    is_stranger: bool
    copies: list[Copy]
    persons: list[dict[str, Any]] = field(default_factory=list)
    decision: dict[str, Any] | None = None


def trace(message_id: str, *, company_id: int | None = None) -> list[Trace]:
    """Return the way of every message with this Message-ID; several companies may have it."""
    wanted = message_id.strip().strip("<>")
    messages = Message.objects.filter(message_id=wanted).order_by("company_id", "id")
    if company_id is not None:
        messages = messages.filter(company_id=company_id)
    return [_trace(message) for message in messages]


def _trace(message: Message) -> Trace:
    return Trace(
        message_id=message.message_id,
        subject=message.subject,
        sent_at=message.sent_at,
        company_id=message.company_id,
        kind=message.kind,
        problems=message.problems,
        conversation_id=message.conversation_id,
        joined_by=message.joined_by,
        is_stranger=message.is_stranger,
        copies=_copies(message),
        persons=_persons(message),
        decision=_decision(message),
    )


def _copies(message: Message) -> list[Copy]:
    entries = FolderEntry.objects.filter(company_id=message.company_id, message=message)
    return [
        Copy(
            mailbox=entry.mailbox.address,
            folder=entry.folder.name,
            uid=entry.uid,
            sha256=entry.blob.sha256,
            size_bytes=entry.blob.size_bytes,
            stored_at=entry.stored_at,
            reached=entry.reached,
            held=f"{entry.held_stage}: {entry.held_reason}" if entry.held_at else "",
        )
        for entry in entries.select_related("mailbox", "folder", "blob").order_by("id")
    ]


def _persons(message: Message) -> list[dict[str, Any]]:
    if message.conversation_id is None:
        return []
    keys = message.participants.values_list("key", flat=True)
    matches = ParticipantMatch.objects.filter(
        company_id=message.company_id,
        conversation_id=message.conversation_id,
        key__in=list(keys),
    )
    names = dict(
        Person.objects.filter(pk__in=matches.values("person_id")).values_list("id", "name")
    )
    return [
        {"id": match.person_id, "name": names[match.person_id], "address": match.key}
        for match in matches
    ]


def _decision(message: Message) -> dict[str, Any] | None:
    found = Decision.objects.filter(company_id=message.company_id, message=message).first()
    if found is None:
        return None
    return {
        "code": found.code,
        "rows": REASONS[Code(found.code)].rows,
        "sentence": REASONS[Code(found.code)].sentence,
        "item": {"type": found.item_type, "id": found.item_id} if found.item_id else None,
        "candidates": found.candidates,
        "rule_version": found.rule_version,
        "decided_at": found.decided_at,
    }
