"""How a conversation lies in each mailbox, kept in line with the messages it has there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Count, Max, Min

from kartotek.mail.bulk import insert_each, update_each
from kartotek.mail.models import Conversation, FolderEntry, Mailbox, MailboxConversation, Message

# Mail in these folders is not part of the Sales Inbox, even where its owner syncs them.
OUT_OF_SIGHT = frozenset({"junk", "trash", "drafts"})


@dataclass(frozen=True, slots=True)
class _Copy:
    """A message as one mailbox holds it, all of its folders taken together."""

    message_id: int
    sent_at: datetime
    sender_name: str
    sender_address: str
    subject: str
    snippet: str
    has_attachments: bool
    is_read: bool
    is_own: bool


def refresh(conversation_ids: Collection[int], *, company_id: int) -> None:
    """Recount the conversations and bring their row in every mailbox up to date.

    Doing it twice changes nothing. A message received after a conversation was archived
    or deleted brings it back to the inbox. A row without messages goes.
    """
    if not conversation_ids:
        return
    _recount(conversation_ids, company_id)
    copies = _copies(conversation_ids, company_id)
    known = {
        (place.conversation_id, place.mailbox_id): place
        for place in MailboxConversation.objects.filter(
            company_id=company_id, conversation_id__in=conversation_ids
        )
    }
    shares = dict(
        Mailbox.objects.filter(
            company_id=company_id, pk__in={mailbox_id for _, mailbox_id in copies}
        ).values_list("id", "shares_by_default")
    )
    fresh: list[MailboxConversation] = []
    changed: list[MailboxConversation] = []
    for (conversation_id, mailbox_id), messages in copies.items():
        place = known.pop((conversation_id, mailbox_id), None)
        if place is None:
            place = MailboxConversation(
                company_id=company_id,
                conversation_id=conversation_id,
                mailbox_id=mailbox_id,
                is_shared=shares[mailbox_id],
            )
        (changed if place.pk else fresh).append(place)
        _describe(place, messages)
    insert_each(MailboxConversation, [*_SHOWN, *_TIED], map(attrgetter(*_SHOWN, *_TIED), fresh))
    update_each(MailboxConversation, _SHOWN, map(attrgetter(*_SHOWN, "pk"), changed))
    if known:
        MailboxConversation.objects.filter(pk__in=[place.pk for place in known.values()]).delete()


_SHOWN = [
    "subject",
    "snippet",
    "senders",
    "message_count",
    "unread_count",
    "has_attachments",
    "first_at",
    "last_at",
    "in_inbox",
    "in_sent",
    "in_archive",
    "archived_at",
    "deleted_at",
]
_TIED = ["company_id", "conversation_id", "mailbox_id", "is_shared"]


def described_by(
    places: Collection[MailboxConversation], message_ids: Collection[int]
) -> list[MailboxConversation]:
    """Return places as they look with some of their messages only; nothing is written.

    Places of which none of these messages is part are left out.

    Args:
        places: of one company.
        message_ids: the messages that count.
    """
    if not places:
        return []
    company_id = next(iter(places)).company_id
    copies = _copies({place.conversation_id for place in places}, company_id)
    kept: list[MailboxConversation] = []
    for place in places:
        held = copies.get((place.conversation_id, place.mailbox_id), [])
        shown = [one for one in held if one.message_id in message_ids]
        if len(shown) < len(held) and shown:
            _describe(place, shown)
        if shown:
            kept.append(place)
    return kept


def list_in_folders(place: MailboxConversation, *, has_received: bool, has_sent: bool) -> None:
    """Set the folders a place is listed in, from what it holds and whether it is archived."""
    is_here = place.deleted_at is None
    place.in_archive = is_here and place.archived_at is not None
    place.in_inbox = is_here and place.archived_at is None and has_received
    place.in_sent = is_here and has_sent


def _recount(conversation_ids: Collection[int], company_id: int) -> None:
    counted = (
        Message.objects.filter(company_id=company_id, conversation_id__in=conversation_ids)
        .order_by()
        .values_list("conversation_id")
        .annotate(Count("id"), Min("sent_at"), Max("sent_at"))
    )
    rows = {found[0]: found[1:] for found in counted}
    empty = (0, None, None)
    update_each(
        Conversation,
        ["message_count", "first_at", "last_at"],
        [(*rows.get(pk, empty), pk) for pk in conversation_ids],
    )


def _copies(
    conversation_ids: Collection[int], company_id: int
) -> dict[tuple[int, int], list[_Copy]]:
    """Return the messages of the conversations by (conversation, mailbox), oldest first."""
    own_keys = _own_keys(company_id)
    rows = (
        FolderEntry.objects.filter(
            company_id=company_id,
            message__conversation_id__in=conversation_ids,
            gone_at=None,
        )
        .exclude(folder__special_use__in=OUT_OF_SIGHT)
        .values_list(
            "message__conversation_id",
            "mailbox_id",
            "folder__special_use",
            "is_read",
            "message_id",
            "message__sent_at",
            "message__sender_name",
            "message__sender_address",
            "message__sender_key",
            "message__subject",
            "message__snippet",
            "message__has_attachments",
        )
    )
    found: dict[tuple[int, int], dict[int, _Copy]] = defaultdict(dict)
    for row in rows:
        _take(found[row[0], row[1]], row, own_keys)
    return {
        place: sorted(by_id.values(), key=lambda one: (one.sent_at, one.message_id))
        for place, by_id in found.items()
    }


def _take(copies: dict[int, _Copy], row: tuple[Any, ...], own_keys: dict[int, set[str]]) -> None:
    """Take one folder entry of a message into its mailbox's copy."""
    _, mailbox_id, special_use, is_read, message_id, sent_at, name, address, key, *rest = row
    subject, snippet, has_attachments = rest
    is_own = special_use == "sent" or key in own_keys[mailbox_id]
    before = copies.get(message_id)
    copies[message_id] = _Copy(
        message_id=message_id,
        sent_at=sent_at,
        sender_name=name,
        sender_address=address,
        subject=subject,
        snippet=snippet,
        has_attachments=has_attachments,
        is_read=is_read or is_own or (before is not None and before.is_read),
        is_own=is_own or (before is not None and before.is_own),
    )


def _own_keys(company_id: int) -> dict[int, set[str]]:
    """Return each mailbox's own address keys, aliases included."""
    keys: dict[int, set[str]] = defaultdict(set)
    boxes = Mailbox.objects.filter(company_id=company_id)
    for mailbox_id, key in boxes.values_list("id", "key"):
        keys[mailbox_id].add(key)
    for mailbox_id, alias in boxes.filter(aliases__isnull=False).values_list("id", "aliases__key"):
        keys[mailbox_id].add(alias)
    return keys


def _describe(place: MailboxConversation, messages: list[_Copy]) -> None:
    """Write what the inbox row shows from the messages of one mailbox."""
    last_before = place.last_at if place.pk else None
    received = [one for one in messages if not one.is_own]
    newest = messages[-1]
    place.subject = messages[0].subject
    place.snippet = newest.snippet
    place.senders = _senders(messages)
    place.message_count = len(messages)
    place.unread_count = sum(not one.is_read for one in received)
    place.has_attachments = any(one.has_attachments for one in messages)
    place.first_at = messages[0].sent_at
    place.last_at = newest.sent_at
    is_answered = bool(received) and last_before is not None and received[-1].sent_at > last_before
    if is_answered:
        place.archived_at = place.deleted_at = None
    list_in_folders(
        place, has_received=bool(received), has_sent=any(one.is_own for one in messages)
    )


def _senders(messages: Iterable[_Copy]) -> list[list[Any]]:
    """Return `[name, address, is_own]` of each sender, in the order of their first message."""
    seen: dict[str, list[Any]] = {}
    for one in messages:
        key = "" if one.is_own else one.sender_address.casefold()
        seen.setdefault(key, [one.sender_name, one.sender_address, one.is_own])
    return list(seen.values())
