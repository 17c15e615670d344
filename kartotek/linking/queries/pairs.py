"""Conversations that a letter shows to be one, and that wait for somebody to say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kartotek.linking.access import Access, access_to_many
from kartotek.linking.facts import item_of
from kartotek.linking.models import ConversationLink
from kartotek.linking.queries.briefs import Brief, briefs
from kartotek.linking.queries.letters import sight_of
from kartotek.linking.queries.rows import ConversationRow, rows_by_ids
from kartotek.linking.rules import ItemRef
from kartotek.mail.models import (
    Conversation,
    KeptApart,
    MailboxConversation,
    Message,
    Participant,
)
from kartotek.mail.models.apart import Answer
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.users.viewer import Viewer

JOINABLE = 12


@dataclass(frozen=True, slots=True)
class Half:
    """One of two conversations, with what it is linked to.

    Without `item` it is linked to nothing, or, if `is_hidden`, to what the reader may not see.
    """

    conversation_id: int
    subject: str
    item: Brief | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two conversations that a letter shows to be one, though users chose differently for them.

    `sender`, `subject` and `sent_at` are the letter's; empty where the reader does not see it.
    """

    id: int
    this: Half
    other: Half
    sender: str = ""
    subject: str = ""
    sent_at: datetime | None = None

    @property
    def are_alike(self) -> bool:
        """Whether both are linked to the same by now, so that there is nothing to choose."""
        items = {(one.item.kind, one.item.id) if one.item else None for one in self.halves}
        return len(items) == 1 and not any(one.is_hidden for one in self.halves)

    @property
    def halves(self) -> tuple[Half, Half]:
        """Both, the one that is read first."""
        return self.this, self.other


def pairs_of(conversation_id: int, *, viewer: Viewer) -> list[Pair]:
    """Return with what a conversation may be joined, where the viewer may link both."""
    found = list(
        KeptApart.objects.filter(
            Q(first_id=conversation_id) | Q(second_id=conversation_id),
            company_id=viewer.company_id,
            answer=Answer.OPEN,
        )
        .select_related("first", "second", "message")
        .order_by("pk")
    )
    if not found:
        return []
    granted = access_to_many(
        {pk for one in found for pk in (one.first_id, one.second_id)}, viewer=viewer
    )
    mine = [
        one
        for one in found
        if granted.get(one.first_id) is granted.get(one.second_id) is Access.LINK
    ]
    halves = _halves([half for one in mine for half in (one.first, one.second)], viewer)
    return [_pair(one, conversation_id, halves, viewer) for one in mine]


def joinable(conversation_id: int, text: str, *, viewer: Viewer) -> list[ConversationRow]:
    """Return the viewer's conversations that may be one with this one, newest first.

    Without a text those with the same people; with one, those with it in the subject.

    Args:
        conversation_id: which is left out, as is what the viewer may not link.
        text: what is searched for.
        viewer: who is asking.
    """
    own = MailboxConversation.objects.filter(
        company_id=viewer.company_id, mailbox__user_id=viewer.own_id, deleted_at=None
    ).exclude(conversation_id=conversation_id)
    if text:
        found = own.filter(subject__icontains=text)
    else:
        keys = Participant.objects.filter(
            company_id=viewer.company_id, message__conversation_id=conversation_id
        ).exclude(key__in=own_keys(viewer.company_id))
        others = Participant.objects.filter(
            company_id=viewer.company_id, key__in=list(keys.values_list("key", flat=True))
        )
        found = own.filter(conversation_id__in=others.values("message__conversation_id"))
    newest = found.order_by("-last_at", "-pk").values_list("conversation_id", flat=True)
    ids = list(dict.fromkeys(newest[: JOINABLE * 2]))[:JOINABLE]
    return [row for row in rows_by_ids(ids, viewer=viewer) if row.may_link]


def _pair(kept: KeptApart, here: int, halves: dict[int, Half], viewer: Viewer) -> Pair:
    other = kept.second_id if kept.first_id == here else kept.first_id
    pair = Pair(kept.pk, halves[here], halves[other])
    letter = kept.message
    if letter is None or not _is_seen(letter, viewer):
        return pair
    sender = letter.sender_name or letter.sender_address
    return Pair(
        kept.pk, halves[here], halves[other], sender, subject=letter.subject, sent_at=letter.sent_at
    )


def _is_seen(letter: Message, viewer: Viewer) -> bool:
    home = letter.conversation
    return home is not None and letter.pk in sight_of(home, viewer=viewer).message_ids


def _halves(conversations: Iterable[Conversation], viewer: Viewer) -> dict[int, Half]:
    by_id = {one.pk: one for one in conversations}
    links = ConversationLink.objects.filter(company_id=viewer.company_id, conversation_id__in=by_id)
    items: dict[int, ItemRef | None] = {one.conversation_id: item_of(one) for one in links}
    seen = briefs({one for one in items.values() if one is not None}, viewer=viewer)
    return {
        pk: Half(
            conversation_id=pk,
            subject=one.subject,
            item=seen.get(ref) if (ref := items.get(pk)) else None,
            is_hidden=ref is not None and ref not in seen,
        )
        for pk, one in by_id.items()
    }
