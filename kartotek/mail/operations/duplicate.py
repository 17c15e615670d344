"""A second conversation over the same kept mail, so that it can belong to another item."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import models

from kartotek.mail.models import (
    Attachment,
    Conversation,
    FolderEntry,
    Message,
    MessageText,
    Participant,
)
from kartotek.mail.models.folder import MADE_HERE
from kartotek.mail.operations.places import refresh
from kartotek.mail.operations.separate import follow_places

DUPLICATE: Final = "duplicate"


def duplicate(whole: Conversation, *, at: datetime) -> Conversation:
    """Return a new conversation with every message of another, in the same mailboxes.

    The kept bytes are shared. No later letter joins a duplicate: its messages have no ids of
    their own in the reference graph. They are read, and not found by search a second time.
    """
    company_id = whole.company_id
    made = Conversation.objects.create(company_id=company_id, subject=whole.subject, created_at=at)
    copies = _messages(whole, made, at)
    _rows(Participant, copies)
    _rows(Attachment, copies)
    texts = MessageText.objects.filter(company_id=company_id, message_id__in=copies)
    MessageText.objects.bulk_create(
        [
            MessageText(company_id=company_id, message_id=copies[one.message_id], text=one.text)
            for one in texts
        ]
    )
    _entries(copies, company_id)
    refresh({made.pk}, company_id=company_id)
    follow_places(whole.pk, made.pk, company_id=company_id)
    return made


def duplicate_among(conversation_ids: Collection[int], whole: Conversation) -> int | None:
    """Return which of some conversations is a duplicate of exactly the messages of another."""
    of_company = Message.objects.filter(company_id=whole.company_id)
    own = list(of_company.filter(conversation=whole).values_list("identity", flat=True))
    held: dict[int, set[str]] = {}
    copies = of_company.filter(conversation_id__in=conversation_ids, joined_by=DUPLICATE)
    for pk, identity in copies.values_list("conversation_id", "identity"):
        held.setdefault(pk or 0, set()).add(identity)
    for pk, identities in sorted(held.items()):
        if identities == {_copied(one, pk) for one in own}:
            return pk
    return None


def drop_duplicate(made: Conversation) -> bool:
    """Delete a duplicate; return whether it was one still, to which nothing was added."""
    messages = Message.objects.filter(company_id=made.company_id, conversation=made)
    if messages.exclude(joined_by=DUPLICATE).exists() or not messages.exists():
        return False
    FolderEntry.objects.filter(company_id=made.company_id, message__in=messages).delete()
    made.delete()
    return True


def _messages(whole: Conversation, made: Conversation, at: datetime) -> dict[int, int]:
    """Return the copy's id of each message."""
    copies: dict[int, int] = {}
    for one in Message.objects.filter(company_id=whole.company_id, conversation=whole):
        old_id, one.pk = one.pk, None
        one.identity = _copied(one.identity, made.pk)
        one.message_id = one.references = one.thread_index = one.base_subject = ""
        one.quoted_lines, one.looks_like_reply = b"", False
        one.conversation, one.joined_by, one.created_at = made, DUPLICATE, at
        one.save(force_insert=True)
        copies[old_id] = one.pk
    return copies


def _copied(identity: str, made_id: int) -> str:
    """Return the identity of the copy of a message in a duplicate."""
    return hashlib.sha256(f"{DUPLICATE} {made_id} {identity}".encode()).hexdigest()


def _rows(model: type[models.Model], copies: Mapping[int, int]) -> None:
    """Copy the rows that hang on the messages."""
    rows: list[Any] = list(model._default_manager.filter(message_id__in=copies))
    for row in rows:
        row.pk, row.message_id = None, copies[row.message_id]
    model._default_manager.bulk_create(rows)


def _entries(copies: Mapping[int, int], company_id: int) -> None:
    """Let the copies lie where their messages do; no sync ever looks for them there."""
    entries = FolderEntry.objects.filter(
        company_id=company_id, message_id__in=copies, gone_at=None
    ).order_by("pk")
    taken: set[tuple[int, int]] = set()
    rows = []
    for entry in entries:
        message_id = copies[entry.message_id or 0]
        if (entry.folder_id, message_id) in taken:
            continue
        taken.add((entry.folder_id, message_id))
        entry.pk = None
        entry.uidvalidity, entry.uid = MADE_HERE, message_id
        entry.message_id, entry.is_read = message_id, True
        entry.reached, entry.is_done = "noted", True
        entry.held_at = entry.next_try_at = None
        rows.append(entry)
    FolderEntry.objects.bulk_create(rows)
