"""Linking by hand, unlinking, and undoing either (spec/linking.md 4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.linking.access import is_item_seen
from kartotek.linking.models import ConversationLink, Decision
from kartotek.linking.operations.relinking import relink, restore
from kartotek.linking.operations.steps import link_of, to_change
from kartotek.linking.rules import ItemRef
from kartotek.users.viewer import Viewer


@transaction.atomic
def link_by_hand(
    *, conversation_id: int, item: ItemRef, by: Viewer, at: datetime
) -> ConversationLink:
    """Link a whole conversation to an item, replacing what it had; allowed for closed ones too.

    Linking to the item it already has by hand changes nothing.

    Raises:
        NotFound: the conversation or the item is gone or not theirs to see.
        Forbidden: they see the conversation but are neither its owner nor an admin.
    """
    conversation = to_change(conversation_id, by)
    refuse_unseen(item, by)
    [turn] = relink([conversation], item, by=by, at=at)
    return turn.link


@transaction.atomic
def unlink(*, conversation_id: int, by: Viewer, at: datetime) -> ConversationLink:
    """Take a whole conversation off its item; no rule links it again (row 43).

    Raises:
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see it but are neither its owner nor an admin.
    """
    conversation = to_change(conversation_id, by)
    [turn] = relink([conversation], None, by=by, at=at)
    return turn.link


@transaction.atomic
def undo(*, conversation_id: int, decision_id: int, by: Viewer, at: datetime) -> ConversationLink:
    """Bring back how a conversation stood before the decision `decision_id` of this link.

    Only the newest decision is undone, once; if somebody changed the link since, nothing is.

    Raises:
        NotFound: the conversation or the decision is gone or not theirs to see.
        Forbidden: they are neither its owner nor an admin.
    """
    conversation = to_change(conversation_id, by)
    link = link_of(conversation, at)
    state = link.decision.facts.get("before")
    if link.decision_id != decision_id or state is None:
        raise NotFound(_("Somebody changed this link since. Nothing was undone."))
    decisions = Decision.objects.filter(company_id=by.company_id, conversation=conversation)
    if not decisions.filter(pk=state["decision"]).exists():
        raise NotFound(_("There is nothing to go back to."))
    [turn] = restore([(conversation, link)], by=by, at=at)
    return turn.link


def refuse_unseen(item: ItemRef, by: Viewer) -> None:
    """Let only an item be linked to that is there for the user.

    Raises:
        NotFound: it is gone, or not theirs to see.
    """
    if not is_item_seen(item.kind, item.id, viewer=by):
        raise NotFound(_("This deal, lead or project is gone."))
