"""What is done in the Sales Inbox, told to the open screens of everybody it concerns."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kartotek.flows.announce import announce
from kartotek.flows.counters import recount, recount_mail
from kartotek.linking import operations as linking
from kartotek.linking.models import ConversationLink, Decision, ParticipantMatch
from kartotek.linking.queries import own_conversation
from kartotek.linking.rules import ItemRef
from kartotek.mail.models import Conversation, KeptApart, MailboxConversation, Message
from kartotek.mail.operations import conversations
from kartotek.users.viewer import Viewer


@transaction.atomic
def link_conversation(
    *, conversation_id: int, item: ItemRef, by: Viewer, at: datetime
) -> ConversationLink:
    """Link a conversation to an item by hand.

    Raises:
        NotFound: the conversation or the item is gone or not theirs to see.
        Forbidden: they see the conversation but are neither its owner nor an admin.
    """
    link = linking.link_by_hand(conversation_id=conversation_id, item=item, by=by, at=at)
    _tell([link.conversation_id], by=by, at=at)
    return link


@transaction.atomic
def unlink_conversation(*, conversation_id: int, by: Viewer, at: datetime) -> ConversationLink:
    """Take a conversation off its item.

    Raises:
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see it but are neither its owner nor an admin.
    """
    link = linking.unlink(conversation_id=conversation_id, by=by, at=at)
    _tell([link.conversation_id], by=by, at=at)
    return link


@transaction.atomic
def link_conversations(
    *, conversation_ids: Collection[int], item: ItemRef, by: Viewer, at: datetime
) -> linking.Done:
    """Link conversations to one item; those that are not the user's to link are left out.

    Raises:
        NotFound: the item is gone or not theirs to see.
        TooMany: more were chosen than are linked in one go.
    """
    done = linking.link_many(conversation_ids=conversation_ids, item=item, by=by, at=at)
    _tell(done.changed, by=by, at=at)
    return done


@transaction.atomic
def unlink_conversations(
    *, conversation_ids: Collection[int], by: Viewer, at: datetime
) -> linking.Done:
    """Take conversations off their items; those that are not the user's to link are left out.

    Raises:
        TooMany: more were chosen than are unlinked in one go.
    """
    done = linking.unlink_many(conversation_ids=conversation_ids, by=by, at=at)
    _tell(done.changed, by=by, at=at)
    return done


@transaction.atomic
def undo_links(*, first: int, last: int, by: Viewer, at: datetime) -> linking.Done:
    """Bring back how the conversations of an act stood; what changed since stays as it is.

    Raises:
        NotFound: there is no such act of theirs, or all of it was changed since.
    """
    done = linking.undo_many(first=first, last=last, by=by, at=at)
    _tell(done.changed, by=by, at=at)
    return done


@transaction.atomic
def undo_link(
    *, conversation_id: int, decision_id: int, by: Viewer, at: datetime
) -> ConversationLink:
    """Bring back how a conversation stood before a decision made by hand.

    Raises:
        NotFound: the conversation or the decision is gone or not theirs to see.
        Forbidden: they are neither its owner nor an admin.
    """
    link = linking.undo(conversation_id=conversation_id, decision_id=decision_id, by=by, at=at)
    _tell([link.conversation_id], by=by, at=at)
    return link


@transaction.atomic
def accept_stranger(*, message_id: int, by: Viewer, at: datetime) -> Message:
    """Let a stranger's message be seen like any other.

    Raises:
        NotFound: the message is gone or not theirs to see.
        Forbidden: they are neither an owner of the conversation nor an admin.
    """
    message = linking.accept_stranger(message_id=message_id, by=by, at=at)
    _tell([message.conversation_id or 0], by=by, at=at)
    return message


@transaction.atomic
def join_pair(*, pair_id: int, keeps: int, by: Viewer, at: datetime) -> KeptApart:
    """Join two conversations that were kept apart; the link of `keeps` covers both.

    Raises:
        NotFound: the pair is gone, or one of the two is not theirs to see.
        Forbidden: they see both, but may not link both.
    """
    pair = linking.join_by_hand(pair_id=pair_id, keeps=keeps, by=by, at=at)
    _tell([pair.first_id, pair.second_id], by=by, at=at)
    return pair


@transaction.atomic
def join_conversations(
    *, conversation_id: int, other_id: int, keeps: int, by: Viewer, at: datetime
) -> KeptApart:
    """Join any two conversations; the link of `keeps` covers both.

    Raises:
        NotFound: one of the two is gone or not theirs to see, or both are one already.
        Forbidden: they see both, but may not link both.
    """
    pair = linking.join_with(
        conversation_id=conversation_id, other_id=other_id, keeps=keeps, by=by, at=at
    )
    _recounted(pair, by=by, at=at)
    return pair


@transaction.atomic
def separate_conversation(*, message_id: int, by: Viewer, at: datetime) -> KeptApart:
    """Make a conversation of a message and all later ones; no rule joins them again.

    Raises:
        NotFound: the message is gone or not theirs to see.
        Forbidden: they see it, but may not link its conversation.
        FirstMessage: the conversation begins with this message.
    """
    pair = linking.separate(message_id=message_id, by=by, at=at)
    _recounted(pair, by=by, at=at)
    return pair


@transaction.atomic
def undo_separation(*, pair_id: int, by: Viewer, at: datetime) -> Conversation:
    """Bring both halves of a conversation together again, and return it.

    Raises:
        NotFound: it is gone or not theirs to see, or the later half was linked since.
        Forbidden: they see it, but may not link it.
    """
    whole = linking.undo_separation(pair_id=pair_id, by=by, at=at)
    recount_mail(company_id=by.company_id, conversation_ids=[whole.pk])
    _tell([whole.pk], by=by, at=at)
    return whole


@transaction.atomic
def duplicate_conversation(
    *, conversation_id: int, item: ItemRef, by: Viewer, at: datetime
) -> ConversationLink:
    """Make a second conversation of the same messages, linked to another item by hand.

    Raises:
        NotFound: the conversation or the item is gone or not theirs to see.
        Forbidden: they see the conversation but are neither its owner nor an admin.
    """
    link = linking.duplicate_to(conversation_id=conversation_id, item=item, by=by, at=at)
    recount_mail(company_id=by.company_id, conversation_ids=[link.conversation_id])
    _tell([link.conversation_id], by=by, at=at)
    return link


@transaction.atomic
def undo_duplicate(*, conversation_id: int, by: Viewer, at: datetime) -> None:
    """Take a duplicate away again.

    Raises:
        NotFound: it is gone, not theirs to see, no duplicate, or was linked elsewhere since.
        Forbidden: they see it but may not link it.
    """
    people = ParticipantMatch.objects.filter(
        company_id=by.company_id, conversation_id=conversation_id
    )
    person_ids = set(people.values_list("person_id", flat=True))
    linking.undo_duplicate(conversation_id=conversation_id, by=by, at=at)
    recount(company_id=by.company_id, person_ids=person_ids)
    _tell_user(by, at)


def _recounted(pair: KeptApart, *, by: Viewer, at: datetime) -> None:
    halves = [pair.first_id, pair.second_id]
    recount_mail(company_id=by.company_id, conversation_ids=halves)
    _tell(halves, by=by, at=at)


@transaction.atomic
def keep_pair_apart(*, pair_id: int, by: Viewer, at: datetime) -> KeptApart:
    """Keep two conversations apart, whatever later letters show.

    Raises:
        NotFound: the pair is gone, or one of the two is not theirs to see.
        Forbidden: they see both, but may not link both.
    """
    return linking.keep_apart(pair_id=pair_id, by=by, at=at)


@transaction.atomic
def ask_about_pair_again(*, pair_id: int, by: Viewer, at: datetime) -> KeptApart:
    """Undo what was answered about two conversations.

    Raises:
        NotFound: the pair is gone or not theirs to see, or the link was changed since.
        Forbidden: they see it, but may not link it.
    """
    pair = linking.ask_again(pair_id=pair_id, by=by, at=at)
    _tell([pair.first_id, pair.second_id], by=by, at=at)
    return pair


@transaction.atomic
def mark_read(*, conversation_ids: Collection[int], by: Viewer, at: datetime) -> int:
    """Mark conversations of the user's own as read and return how many were not.

    Raises:
        NotFound: one is gone or not theirs to see.
        Forbidden: one is only shared with them.
    """
    own = _own(conversation_ids, by)
    count = conversations.mark_read(conversation_ids=own, by=by)
    if count:
        _tell_user(by, at)
    return count


@transaction.atomic
def mark_unread(*, conversation_ids: Collection[int], by: Viewer, at: datetime) -> int:
    """Mark conversations of the user's own as unread and return how many there were.

    Raises:
        NotFound: one is gone or not theirs to see.
        Forbidden: one is only shared with them.
    """
    count = conversations.mark_unread(conversation_ids=_own(conversation_ids, by), by=by)
    _tell_user(by, at)
    return count


@transaction.atomic
def set_archived(
    *, conversation_ids: Collection[int], is_archived: bool, by: Viewer, at: datetime
) -> int:
    """Archive conversations of the user's own, or put them back; return how many changed.

    Raises:
        NotFound: one is gone or not theirs to see.
        Forbidden: one is only shared with them.
    """
    act = conversations.archive if is_archived else conversations.unarchive
    count = act(conversation_ids=_own(conversation_ids, by), by=by, at=at)
    _tell_user(by, at)
    return count


@transaction.atomic
def set_deleted(
    *, conversation_ids: Collection[int], is_deleted: bool, by: Viewer, at: datetime
) -> int:
    """Delete conversations from the user's own inbox, or bring them back; return how many.

    Raises:
        NotFound: one is gone or not theirs to see.
        Forbidden: one is only shared with them.
    """
    act = conversations.delete if is_deleted else conversations.restore
    own = _own(conversation_ids, by)
    count = act(conversation_ids=own, by=by, at=at)
    recount_mail(company_id=by.company_id, conversation_ids=own)
    _tell_user(by, at)
    return count


@transaction.atomic
def share(*, conversation_id: int, is_shared: bool, by: Viewer, at: datetime) -> int:
    """Let colleagues read a conversation of the user's own, or keep it private.

    Raises:
        NotFound: it is gone or not theirs to see.
        Forbidden: it is only shared with them.
    """
    [own] = _own([conversation_id], by)
    count = conversations.share(conversation_id=own, is_shared=is_shared, by=by, at=at)
    recount_mail(company_id=by.company_id, conversation_ids=[own])
    _tell([own], by=by, at=at)
    return count


def _own(conversation_ids: Collection[int], by: Viewer) -> list[int]:
    """Return the ids as they are where all lie in the user's mailboxes; ask about the others."""
    own = set(
        MailboxConversation.objects.filter(
            company_id=by.company_id,
            conversation_id__in=list(conversation_ids),
            mailbox__user_id=by.own_id,
        ).values_list("conversation_id", flat=True)
    )
    others = [pk for pk in conversation_ids if pk not in own]
    return [*own, *(own_conversation(pk, viewer=by).pk for pk in others)]


def _tell(conversation_ids: Collection[int], *, by: Viewer, at: datetime) -> None:
    """Tell the owners of conversations, and whoever ever changed a link, that it changed."""
    here = {"company_id": by.company_id, "conversation_id__in": list(conversation_ids)}
    owners = MailboxConversation.objects.filter(**here).values_list("mailbox__user_id", flat=True)
    linkers = Decision.objects.filter(**here, user_id__isnull=False)
    users = {*owners, *linkers.values_list("user_id", flat=True), by.own_id} - {0}
    announce("inbox:changed", company_id=by.company_id, user_ids=users, at=at)


def _tell_user(by: Viewer, at: datetime) -> None:
    announce("inbox:changed", company_id=by.company_id, user_ids=[by.own_id], at=at)
