"""Putting conversations on an item by hand, or taking them off, and the way back: one or many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.history.operations import record_all
from kartotek.linking.facts import item_of
from kartotek.linking.link import set_item
from kartotek.linking.models import ConversationLink, Decision, How
from kartotek.linking.operations.going_back import catch_up, whereabouts
from kartotek.linking.operations.steps import (
    choice_of,
    link_of,
    moved_from,
    standing_of,
    told,
)
from kartotek.linking.rules import RULE_VERSION, Code, ItemKind, ItemRef
from kartotek.mail.bulk import insert_each, new_ids, update_each
from kartotek.mail.models import Conversation
from kartotek.users.viewer import Viewer

_DECISION = [
    "id",
    "company_id",
    "conversation_id",
    "code",
    "item_type",
    "item_id",
    "candidates",
    "facts",
    "rule_version",
    "decided_at",
    "user_id",
]
_LINK = [
    "deal_id",
    "lead_id",
    "project_id",
    "how",
    "is_vetoed",
    "awaits_choice",
    "decision_id",
    "made_by_id",
]


@dataclass(slots=True)
class Turn:
    """A conversation whose link is being changed; `before` is the item it had."""

    conversation: Conversation
    link: ConversationLink
    before: ItemRef | None
    has_changed: bool = False


def relink(
    conversations: Collection[Conversation], item: ItemRef | None, *, by: Viewer, at: datetime
) -> list[Turn]:
    """Put every conversation on an item, or take it off; what stands so already stays as it is.

    How many conversations there are does not change how many statements read them.
    """
    turns = [Turn(one, link, item_of(link)) for one, link in _links_of(conversations, at)]
    due = [turn for turn in turns if not _stands(turn.link, item)]
    code = Code.MANUAL if item else Code.USER_UNLINKED
    rows = []
    for pk, turn in zip(new_ids(Decision, len(due)), due, strict=True):
        rows.append(_decision(pk, turn, item, code, by=by, at=at))
        _put(turn, item, pk)
    insert_each(Decision, _DECISION, rows)
    _keep(due)
    kinds = {True: "conversation.moved", False: "conversation.linked"}
    record_all(
        [
            event
            for turn in due
            for event in told(
                kinds[turn.before is not None] if item else "conversation.unlinked",
                turn.conversation,
                [turn.before, item],
                code=code,
            )
        ],
        by=by,
        at=at,
    )
    return turns


def restore(
    links: Iterable[tuple[Conversation, ConversationLink]], *, by: Viewer, at: datetime
) -> list[Turn]:
    """Bring links back to how they stood before their newest decision, which says that.

    An item that was merged or converted meanwhile is what it became. Where it is gone for good,
    the link stays as it is.

    Raises:
        NotFound: all their items are gone for good.
    """
    held = [(conversation, link, _item_before(link)) for conversation, link in links]
    places = {ref: whereabouts(ref, company_id=by.company_id) for *_one, ref in held if ref}
    turns = []
    for conversation, link, ref in held:
        place = places[ref] if ref else None
        if ref and place is None:
            continue
        turn = Turn(conversation, link, item_of(link), has_changed=True)
        state = link.decision.facts["before"]
        set_item(link, str(place.now.kind) if place else "", place.now.id if place else None)
        link.how, link.is_vetoed = state["how"], state["is_vetoed"]
        link.awaits_choice = state["awaits_choice"]
        link.decision_id, link.made_by_id = state["decision"], state["made_by"]
        turns.append(turn)
    if held and not turns:
        raise NotFound(_("There is nothing to go back to."))
    _keep(turns)
    by_now = {place.now: place for place in places.values() if place}
    for turn in turns:
        if (now := item_of(turn.link)) is not None:
            catch_up(turn.link, by_now[now], by=by, at=at)
    record_all([event for turn in turns for event in _told_undone(turn)], by=by, at=at)
    return turns


def _links_of(
    conversations: Collection[Conversation], at: datetime
) -> list[tuple[Conversation, ConversationLink]]:
    """Return each conversation with its link, locked; made where nothing was decided yet."""
    if not conversations:
        return []
    company_id = next(iter(conversations)).company_id
    locked = ConversationLink.objects.select_for_update(of=("self",)).filter(
        company_id=company_id, conversation_id__in=[one.pk for one in conversations]
    )
    known = {
        link.conversation_id: link for link in locked.select_related("decision").order_by("pk")
    }
    return [(one, known.get(one.pk) or link_of(one, at)) for one in conversations]


def _stands(link: ConversationLink, item: ItemRef | None) -> bool:
    """Return whether a user put the link there already."""
    if item is None:
        return link.item_id is None and link.is_vetoed
    return link.how == How.BY_HAND and item_of(link) == item


def _decision(
    pk: int, turn: Turn, item: ItemRef | None, code: Code, *, by: Viewer, at: datetime
) -> tuple[Any, ...]:
    link = turn.link
    return (
        pk,
        link.company_id,
        link.conversation_id,
        str(code),
        str(item.kind) if item else "",
        item.id if item else None,
        link.decision.candidates,
        {**moved_from(turn.before), "before": standing_of(link)},
        RULE_VERSION,
        at,
        by.user_id,
    )


def _put(turn: Turn, item: ItemRef | None, decision_id: int) -> None:
    link = turn.link
    set_item(link, item.kind if item else "", item.id if item else None)
    link.how, link.is_vetoed, link.awaits_choice = How.BY_HAND, item is None, False
    link.decision_id = link.made_by_id = decision_id
    turn.has_changed = True


def _keep(turns: Sequence[Turn]) -> None:
    """Write the links, and the choices by hand where the threading rule sees them."""
    update_each(ConversationLink, _LINK, [attrgetter(*_LINK, "pk")(one.link) for one in turns])
    for turn in turns:
        turn.conversation.choice = choice_of(turn.link)
    update_each(
        Conversation, ["choice"], [(one.conversation.choice, one.conversation.pk) for one in turns]
    )


def _item_before(link: ConversationLink) -> ItemRef | None:
    """Return the item a link had before its newest decision."""
    state = link.decision.facts["before"]
    return ItemRef(ItemKind(state["type"]), state["id"]) if state["id"] is not None else None


def _told_undone(turn: Turn) -> list[Any]:
    kind = "conversation.link-undone" if turn.before else "conversation.unlink-undone"
    return told(kind, turn.conversation, [turn.before, item_of(turn.link)])
