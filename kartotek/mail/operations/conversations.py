"""What users do with the conversations of their own mailboxes: read, archive, delete, share.

Here only: nothing of it is done at the provider. Each verb acts on the rows of the user's own
mailboxes and returns how many conversations it changed; conversations that lie in none of them
are left as they are.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kartotek.history.operations import Event, record_all
from kartotek.mail.models import FolderEntry, MailboxConversation, Message
from kartotek.mail.operations.places import refresh
from kartotek.users.viewer import Viewer


@transaction.atomic
def mark_read(*, conversation_ids: Collection[int], by: Viewer) -> int:
    """Mark every message as read. Private and soon undone, so it is no history."""
    places = _locked(conversation_ids, by).filter(unread_count__gt=0)
    touched = {place.conversation_id for place in places}
    _entries(touched, by).filter(is_read=False).update(is_read=True)
    refresh(touched, company_id=by.company_id)
    return len(touched)


@transaction.atomic
def mark_unread(*, conversation_ids: Collection[int], by: Viewer) -> int:
    """Mark the newest message that was received as unread. It is no history either."""
    touched = {place.conversation_id for place in _locked(conversation_ids, by)}
    for conversation_id in touched:
        received = _received(conversation_id, by)
        newest = received.order_by("-sent_at", "-pk").first()
        if newest is not None:
            _entries({conversation_id}, by).filter(message=newest).update(is_read=False)
    refresh(touched, company_id=by.company_id)
    return len(touched)


@transaction.atomic
def archive(*, conversation_ids: Collection[int], by: Viewer, at: datetime) -> int:
    """Take conversations out of the inbox until an answer brings them back."""
    return _set(conversation_ids, by=by, at=at, kind="archived", archived_at=at)


@transaction.atomic
def unarchive(*, conversation_ids: Collection[int], by: Viewer, at: datetime) -> int:
    """Put conversations back into the inbox."""
    return _set(conversation_ids, by=by, at=at, kind="unarchived", archived_at=None)


@transaction.atomic
def delete(*, conversation_ids: Collection[int], by: Viewer, at: datetime) -> int:
    """Take conversations out of every folder of the Sales Inbox; their records keep them."""
    return _set(conversation_ids, by=by, at=at, kind="deleted", deleted_at=at)


@transaction.atomic
def restore(*, conversation_ids: Collection[int], by: Viewer, at: datetime) -> int:
    """Bring deleted conversations back to their folders."""
    return _set(conversation_ids, by=by, at=at, kind="restored", deleted_at=None)


@transaction.atomic
def share(*, conversation_id: int, is_shared: bool, by: Viewer, at: datetime) -> int:
    """Let colleagues who see all linked records read a conversation, or nobody."""
    places = [place for place in _locked([conversation_id], by) if place.is_shared is not is_shared]
    for place in places:
        place.is_shared = is_shared
    MailboxConversation.objects.bulk_update(places, ["is_shared"])
    _tell(
        {place.conversation_id for place in places},
        "shared" if is_shared else "kept-private",
        by=by,
        at=at,
    )
    return len({place.conversation_id for place in places})


def _set(
    conversation_ids: Collection[int],
    *,
    by: Viewer,
    at: datetime,
    kind: str,
    **state: datetime | None,
) -> int:
    """Set one date of the user's rows, and the folders that follow from it."""
    [(name, value)] = state.items()
    places = [
        place
        for place in _locked(conversation_ids, by)
        if (getattr(place, name) is None) is not (value is None)
    ]
    for place in places:
        setattr(place, name, value)
    MailboxConversation.objects.bulk_update(places, [name])
    touched = {place.conversation_id for place in places}
    refresh(touched, company_id=by.company_id)
    _tell(touched, kind, by=by, at=at)
    return len(touched)


def _locked(conversation_ids: Collection[int], by: Viewer) -> QuerySet[MailboxConversation]:
    return MailboxConversation.objects.select_for_update(of=("self",)).filter(
        company_id=by.company_id,
        conversation_id__in=list(conversation_ids),
        mailbox__user_id=by.own_id,
    )


def _entries(conversation_ids: Collection[int], by: Viewer) -> QuerySet[FolderEntry]:
    return FolderEntry.objects.filter(
        company_id=by.company_id,
        mailbox__user_id=by.own_id,
        message__conversation_id__in=list(conversation_ids),
        gone_at=None,
    )


def _received(conversation_id: int, by: Viewer) -> QuerySet[Message]:
    """Return the messages of a conversation that came to the user, not those he sent."""
    came = _entries({conversation_id}, by).exclude(folder__special_use="sent")
    own = came.values_list("mailbox__key", flat=True)
    return Message.objects.filter(pk__in=came.values("message_id")).exclude(
        sender_key__in=list(own)
    )


def _tell(conversation_ids: Collection[int], kind: str, *, by: Viewer, at: datetime) -> None:
    events = [Event(f"conversation.{kind}", "conversation", pk) for pk in sorted(conversation_ids)]
    record_all(events, by=by, at=at)
