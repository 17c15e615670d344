"""Which messages of a conversation a reader sees, and one of them by its id (spec/mail.md 23).

Those that lie in the reader's own mailboxes, and those whose owner shares the conversation; no
others. What a stranger wrote is shown to its owners only, until one of them accepts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from kartotek.contacts.models import Person
from kartotek.errors import Forbidden, NotFound
from kartotek.linking.access import Access, access_to
from kartotek.linking.match import ON_CONVERSATION
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.models import (
    Conversation,
    FolderEntry,
    MailboxConversation,
    Message,
    Participant,
)
from kartotek.mail.models.message import Role
from kartotek.mail.operations.places import OUT_OF_SIGHT
from kartotek.users.viewer import Viewer

# The stages after which it is known whether a stranger wrote a message (`flows/inbound_mail.py`).
DECIDED = frozenset({"linked", "indexed", "noted"})
_IS_SENDERS = Case(
    When(message__sender_key=F("mailbox__key"), then=Value(value=True)),
    default=Value(value=False),
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a conversation a reader sees: ids of messages, and those of them that are unread.

    `places` are the reader's own rows of it, one a mailbox; without any, somebody shares it.
    `sent_ids` are those that lie in a folder of sent mail. `whole_ids` are those of which the
    reader sees the sender's own copy, and with it whom it was also sent to in secret.
    """

    message_ids: frozenset[int]
    unread_ids: frozenset[int]
    places: tuple[MailboxConversation, ...]
    sent_ids: frozenset[int] = frozenset()
    whole_ids: frozenset[int] = frozenset()

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
    if not _own_places([found.pk], viewer).exists():
        raise Forbidden(_("Only an owner of the conversation can do this."))
    return found


def sight_of(conversation: Conversation, *, viewer: Viewer) -> Sight:
    """Return what of a conversation the viewer, who may read it, sees."""
    return sights_of([conversation.pk], viewer=viewer)[conversation.pk]


def sights_of(conversation_ids: Collection[int], *, viewer: Viewer) -> dict[int, Sight]:
    """Return what the viewer, who may read them, sees of each of some conversations."""
    own: dict[int, list[MailboxConversation]] = defaultdict(list)
    for place in _own_places(conversation_ids, viewer).select_related("mailbox"):
        own[place.conversation_id].append(place)
    copies: dict[int, list[_Copy]] = defaultdict(list)
    for copy in _copies(conversation_ids, viewer):
        copies[copy.conversation_id].append(copy)
    return {pk: _sight(own.get(pk, []), copies.get(pk, [])) for pk in conversation_ids}


class _Copy(NamedTuple):
    """A copy of a message in a folder of a mailbox, as far as reading it goes."""

    conversation_id: int
    message_id: int
    mailbox_id: int
    special_use: str
    is_read: bool
    is_stranger: bool
    is_senders: bool
    reached: str

    @property
    def is_for_owners(self) -> bool:
        """Whether its owners alone see it: a stranger's, or nobody has looked whose it is yet."""
        return self.is_stranger or self.reached not in DECIDED


def _sight(own: Sequence[MailboxConversation], copies: Iterable[_Copy]) -> Sight:
    own_boxes = {place.mailbox_id for place in own}
    held: dict[int, list[_Copy]] = defaultdict(list)
    for copy in copies:
        held[copy.message_id].append(copy)
    mine = {pk for pk, of in held.items() if any(one.mailbox_id in own_boxes for one in of)}
    hidden = {pk for pk, of in held.items() if all(one.is_for_owners for one in of)}
    unread = {
        pk for pk in mine if not any(one.is_read for one in held[pk] if one.mailbox_id in own_boxes)
    }
    sent = {pk for pk, of in held.items() if any(one.special_use == "sent" for one in of)}
    whole = sent | {pk for pk, of in held.items() if any(one.is_senders for one in of)}
    seen = mine | (set(held) - hidden)
    return Sight(
        frozenset(seen),
        frozenset(unread),
        tuple(own),
        sent_ids=frozenset(sent & seen),
        whole_ids=frozenset(whole & seen),
    )


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


def delivered_letter(message_id: int, *, viewer: Viewer) -> Message:
    """Return one message with the bytes of the copy that is the viewer's to see, his own first.

    Copies differ in their headers: the sender's names those it was also sent to in secret.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    found = letter(message_id, viewer=viewer)
    entries = _entries_seen([found.conversation_id or 0], viewer).filter(message_id=message_id)
    is_own = Case(When(mailbox__user_id=viewer.own_id, then=Value(0)), default=Value(1))
    copy = entries.select_related("blob").order_by(is_own, "id").first()
    if copy is not None:
        found.blob = copy.blob
    return found


def parties_seen(sights: Iterable[Sight], *, viewer: Viewer) -> models.QuerySet[Participant]:
    """Return whom a reader sees on the messages of some conversations, in the header's order."""
    seen, whole = set[int](), set[int]()
    for sight in sights:
        seen |= sight.message_ids
        whole |= sight.whole_ids
    return Participant.objects.filter(
        ~Q(role=Role.BCC) | Q(message_id__in=whole),
        company_id=viewer.company_id,
        message_id__in=seen,
        role__in=ON_CONVERSATION,
    ).order_by("position", "pk")


def persons_seen(
    conversation: Conversation, sight: Sight, *, viewer: Viewer
) -> list[tuple[str, Person]]:
    """Return the contacts the viewer sees on the messages he sees, each with his address."""
    keys = parties_seen([sight], viewer=viewer).order_by().values("key")
    pairs = ParticipantMatch.objects.filter(
        company_id=viewer.company_id, conversation=conversation, key__in=keys
    ).values_list("key", "person_id")
    seen = Person.objects.alive().visible_to(viewer).in_bulk({pk for _, pk in pairs})
    return [(key, seen[pk]) for key, pk in pairs if pk in seen]


def _own_places(
    conversation_ids: Collection[int], viewer: Viewer
) -> models.QuerySet[MailboxConversation]:
    return MailboxConversation.objects.filter(
        company_id=viewer.company_id,
        conversation_id__in=conversation_ids,
        mailbox__user_id=viewer.own_id,
    )


def _copies(conversation_ids: Collection[int], viewer: Viewer) -> Iterable[_Copy]:
    """Yield each copy of a message that is the viewer's to see."""
    rows = _entries_seen(conversation_ids, viewer).values_list(
        "message__conversation_id",
        "message_id",
        "mailbox_id",
        "folder__special_use",
        "is_read",
        "message__is_stranger",
        _IS_SENDERS,
        "reached",
    )
    return (_Copy(*row) for row in rows)


def _entries_seen(
    conversation_ids: Collection[int], viewer: Viewer
) -> models.QuerySet[FolderEntry]:
    """Return the copies in the viewer's mailboxes, and in those whose owner shares them."""
    shared = MailboxConversation.objects.filter(
        company_id=viewer.company_id,
        conversation_id=OuterRef("message__conversation_id"),
        mailbox_id=OuterRef("mailbox_id"),
        is_shared=True,
    )
    return FolderEntry.objects.filter(
        Q(mailbox__user_id=viewer.own_id) | Exists(shared),
        company_id=viewer.company_id,
        message__conversation_id__in=conversation_ids,
        gone_at=None,
    ).exclude(folder__special_use__in=OUT_OF_SIGHT)
