"""Which messages of a conversation a reader sees, and one of them by its id (spec/mail.md 23).

Those that lie in the reader's own mailboxes, and those whose owner shares the conversation; no
others. What a stranger wrote is shown to its owners only, until one of them accepts it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from kartotek.errors import Forbidden, NotFound
from kartotek.linking.access import Access, access_to
from kartotek.mail.models import Conversation, FolderEntry, MailboxConversation, Message
from kartotek.mail.operations.places import OUT_OF_SIGHT
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a conversation a reader sees: ids of messages, and those of them that are unread.

    `places` are the reader's own rows of it, one a mailbox; without any, somebody shares it.
    """

    message_ids: frozenset[int]
    unread_ids: frozenset[int]
    places: tuple[MailboxConversation, ...]

    @property
    def is_owner(self) -> bool:
        """Whether it lies in a mailbox of the reader's."""
        return bool(self.places)


def conversation_seen(conversation_id: int, *, viewer: Viewer) -> tuple[Conversation, Access]:
    """Return a conversation, or the one it was joined into, with what the viewer may do.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    found, access = access_to(conversation_id, viewer=viewer)
    if found is None or access is Access.NONE:
        raise NotFound(_("This conversation is gone."))
    return found, access


def own_conversation(conversation_id: int, *, viewer: Viewer) -> Conversation:
    """Return a conversation of the viewer's own mailboxes.

    Raises:
        NotFound: it is gone or not theirs to see.
        Forbidden: a colleague shares it with them.
    """
    found, _access = conversation_seen(conversation_id, viewer=viewer)
    if not _own_places(found.pk, viewer).exists():
        raise Forbidden(_("Only an owner of the conversation can do this."))
    return found


def sight_of(conversation: Conversation, *, viewer: Viewer) -> Sight:
    """Return what of a conversation the viewer, who may read it, sees."""
    own = tuple(_own_places(conversation.pk, viewer).select_related("mailbox"))
    own_boxes = {place.mailbox_id for place in own}
    entries: dict[int, set[tuple[int, bool]]] = defaultdict(set)
    strangers: set[int] = set()
    for message_id, mailbox_id, is_read, is_stranger in _entries(conversation, viewer):
        entries[message_id].add((mailbox_id, is_read))
        if is_stranger:
            strangers.add(message_id)
    mine = {pk for pk, held in entries.items() if own_boxes & {box for box, _ in held}}
    unread = {
        pk for pk in mine if not any(is_read for box, is_read in entries[pk] if box in own_boxes)
    }
    seen = mine | (set(entries) - strangers)
    return Sight(frozenset(seen), frozenset(unread), own)


def letter(message_id: int, *, viewer: Viewer) -> Message:
    """Return one message that the viewer sees, with the name of its kept bytes.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    found = (
        Message.objects.filter(company_id=viewer.company_id, pk=message_id)
        .select_related("blob")
        .first()
    )
    if found is None or found.conversation_id is None:
        raise NotFound(_("This message is gone."))
    conversation, _access = conversation_seen(found.conversation_id, viewer=viewer)
    if message_id not in sight_of(conversation, viewer=viewer).message_ids:
        raise NotFound(_("This message is gone."))
    return found


def _own_places(conversation_id: int, viewer: Viewer) -> models.QuerySet[MailboxConversation]:
    return MailboxConversation.objects.filter(
        company_id=viewer.company_id,
        conversation_id=conversation_id,
        mailbox__user_id=viewer.own_id,
    )


def _entries(
    conversation: Conversation, viewer: Viewer
) -> models.QuerySet[FolderEntry, tuple[int, int, bool, bool]]:
    """Return (message, mailbox, read, stranger) of each copy that is the viewer's to see."""
    shared = MailboxConversation.objects.filter(
        company_id=viewer.company_id, conversation=conversation, is_shared=True
    )
    return (
        FolderEntry.objects.filter(
            Q(mailbox__user_id=viewer.own_id) | Q(mailbox_id__in=shared.values("mailbox_id")),
            company_id=viewer.company_id,
            message__conversation=conversation,
            gone_at=None,
        )
        .exclude(folder__special_use__in=OUT_OF_SIGHT)
        .values_list("message_id", "mailbox_id", "is_read", "message__is_stranger")
    )
