"""Rows of the Sales Inbox and of a record's History: a conversation and its chip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.linking.access import ITEM_MODELS, Access, access_to_many
from kartotek.linking.models import ConversationLink
from kartotek.linking.queries.letters import sights_of
from kartotek.linking.rules import Code, ItemKind, chip
from kartotek.mail.models import MailboxConversation
from kartotek.mail.operations.places import described_by
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by

_SIGNS: Mapping[str, str] = {
    "": "link-2",
    Code.AMBIGUOUS: "split",
    Code.AMBIGUOUS_GROUP: "split",
    Code.OLDER_THAN_ITEM: "clock",
    Code.CONVERSATION_OLDER_THAN_ITEM: "clock",
    Code.UNKNOWN_ADDRESS: "circle-question-mark",
    Code.STRANGER: "circle-question-mark",
    Code.UNVERIFIED: "circle-question-mark",
    Code.USER_UNLINKED: "unlink",
    Code.AUTO_OFF: "link-2-off",
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote in a conversation; `name` is the address where there is no name."""

    name: str
    address: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ItemChip:
    """The item a conversation is linked to, as the reader may see it."""

    kind: str
    id: int
    title: str
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class ReasonChip:
    """Why a conversation has no item, in a few words of the reader's language."""

    code: str
    text: str

    @property
    def icon(self) -> str:
        """The sign of the reason, which has the same meaning all over the product."""
        return _SIGNS.get(self.code, "circle-dashed")


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation as a row shows it; either `item` or `reason` is set."""

    id: int
    place_id: int
    mailbox_id: int
    subject: str
    snippet: str
    senders: tuple[Sender, ...]
    message_count: int
    is_unread: bool
    has_attachments: bool
    is_archived: bool
    is_shared: bool
    last_at: datetime
    item: ItemChip | None
    reason: ReasonChip | None
    may_link: bool


def row(conversation_id: int, *, viewer: Viewer) -> ConversationRow | None:
    """Return one conversation as a row, or None where the viewer may not see it."""
    found = rows_by_ids([conversation_id], viewer=viewer)
    return found[0] if found else None


def rows_by_ids(conversation_ids: Sequence[int], *, viewer: Viewer) -> list[ConversationRow]:
    """Return those of the conversations that the viewer may see as rows, newest first."""
    granted = access_to_many(conversation_ids, viewer=viewer)
    places = best_places([pk for pk in conversation_ids if pk in granted], viewer)
    return rows_of(places, viewer=viewer, granted=granted)


def best_places(conversation_ids: Sequence[int], viewer: Viewer) -> list[MailboxConversation]:
    """Return one place of each conversation, newest first: the viewer's own, else a shared one.

    A shared one says nothing of messages that are only its owner's to see.
    """
    places = MailboxConversation.objects.filter(
        Q(mailbox__user_id=viewer.own_id) | Q(is_shared=True),
        company_id=viewer.company_id,
        conversation_id__in=list(conversation_ids),
    ).select_related("mailbox")
    own = [place for place in places if place.mailbox.user_id == viewer.user_id]
    at_home = {place.conversation_id for place in own}
    shared = [place for place in places if place.conversation_id not in at_home]
    sights = sights_of({place.conversation_id for place in shared}, viewer=viewer)
    seen = {pk for sight in sights.values() for pk in sight.message_ids}
    best: dict[int, MailboxConversation] = {}
    for place in (*own, *described_by(shared, seen)):
        best.setdefault(place.conversation_id, place)
    return sorted(best.values(), key=lambda one: (one.last_at, one.pk), reverse=True)


def rows_of(
    places: Sequence[MailboxConversation],
    *,
    viewer: Viewer,
    granted: dict[int, Access] | None,
) -> list[ConversationRow]:
    """Return places as rows. `granted` None: they are the viewer's own."""
    links = {
        link.conversation_id: link
        for link in ConversationLink.objects.filter(
            company_id=viewer.company_id,
            conversation_id__in=[place.conversation_id for place in places],
        ).select_related("decision__user", "made_by__user")
    }
    items = _items(links.values(), viewer)
    seen = _seen_candidates(links.values(), viewer)
    return [_row(place, links.get(place.conversation_id), items, seen, granted) for place in places]


def _row(
    place: MailboxConversation,
    link: ConversationLink | None,
    items: dict[tuple[str, int], ItemChip],
    seen: set[tuple[str, int]],
    granted: dict[int, Access] | None,
) -> ConversationRow:
    item = items.get((link.item_type, link.item_id)) if link and link.item_id else None
    return ConversationRow(
        id=place.conversation_id,
        place_id=place.pk,
        mailbox_id=place.mailbox_id,
        subject=place.subject,
        snippet=place.snippet,
        senders=tuple(
            Sender(name or address or _("(no sender)"), address, own)
            for name, address, own in place.senders
        ),
        message_count=place.message_count,
        is_unread=place.unread_count > 0,
        has_attachments=place.has_attachments,
        is_archived=place.archived_at is not None,
        is_shared=place.is_shared,
        last_at=place.last_at,
        item=item,
        reason=None if item or link is None else reason_of(link, seen),
        may_link=granted is None or granted[place.conversation_id] is Access.LINK,
    )


def reason_of(link: ConversationLink, seen: set[tuple[str, int]]) -> ReasonChip | None:
    """Return a link's reason in a few words; counts only items the reader may see.

    Args:
        link: with its newest decision.
        seen: (type, id) of the candidates the reader may see.
    """
    decision = link.decision
    code = Code(decision.code)
    if link.item_id:
        # Linked, but to something the reader may not see: the link itself is not told.
        return ReasonChip("", _("Linked"))
    kinds = [
        ItemKind(one["type"])
        for one in decision.candidates
        if one["state"] == "open" and one["via"] == "person" and (one["type"], one["id"]) in seen
    ]
    # Later messages only keep a veto: its name is that of whoever laid it.
    told_by = (link.made_by or decision) if link.is_vetoed else decision
    phrase = chip(code, kinds, name=told_by.user.name if told_by.user else "")
    if phrase is None:
        return None
    return ReasonChip(str(code), _(phrase.text) % phrase.values)


def _items(links: Iterable[ConversationLink], viewer: Viewer) -> dict[tuple[str, int], ItemChip]:
    """Return the linked items the viewer may see."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for link in links:
        if link.item_id is not None:
            wanted[link.item_type].add(link.item_id)
    found: dict[tuple[str, int], ItemChip] = {}
    for kind, ids in wanted.items():
        # Every kind of item has a title, though what they are all made of has none.
        items: QuerySet[Any] = ITEM_MODELS[kind]._default_manager.filter(
            seen_by(viewer), pk__in=ids
        )
        for pk, title, deleted_at in items.values_list("pk", "title", "deleted_at"):
            found[kind, pk] = ItemChip(kind, pk, title, deleted_at is not None)
    return found


def _seen_candidates(links: Iterable[ConversationLink], viewer: Viewer) -> set[tuple[str, int]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for link in links:
        if link.item_id is None:
            for one in link.decision.candidates:
                wanted[one["type"]].add(one["id"])
    return {
        (kind, pk)
        for kind, ids in wanted.items()
        for pk in ITEM_MODELS[kind]
        ._default_manager.filter(seen_by(viewer), pk__in=ids)
        .values_list("pk", flat=True)
    }
