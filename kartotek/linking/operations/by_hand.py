"""Linking by hand, unlinking, and undoing either (spec/linking.md 4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.linking.access import ITEM_MODELS, is_item_seen
from kartotek.linking.facts import item_of
from kartotek.linking.link import set_item
from kartotek.linking.models import ConversationLink, Decision, How
from kartotek.linking.operations.steps import (
    follow,
    link_of,
    moved_from,
    remember_choice,
    tell,
    to_change,
    write_decision,
)
from kartotek.linking.rules import Code, Event, ItemRef
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
    if not is_item_seen(item.kind, item.id, viewer=by):
        raise NotFound(_("This deal, lead or project is gone."))
    link = link_of(conversation, at)
    before = item_of(link)
    if before == item and link.how == How.BY_HAND:
        return link
    set_item(link, item.kind, item.id)
    link.how = How.BY_HAND
    link.is_vetoed = False
    write_decision(link, Code.MANUAL, by=by, at=at, facts=moved_from(before))
    link.made_by = link.decision
    link.save()
    remember_choice(conversation, link)
    kind = "conversation.moved" if before else "conversation.linked"
    tell(kind, conversation, [before, item], by=by, at=at, code=Code.MANUAL)
    return link


@transaction.atomic
def unlink(*, conversation_id: int, by: Viewer, at: datetime) -> ConversationLink:
    """Take a whole conversation off its item; no rule links it again (row 43).

    Raises:
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see it but are neither its owner nor an admin.
    """
    conversation = to_change(conversation_id, by)
    link = link_of(conversation, at)
    before = item_of(link)
    if before is None and link.is_vetoed:
        return link
    set_item(link, "", None)
    link.how = How.BY_HAND
    link.is_vetoed = True
    write_decision(link, Code.USER_UNLINKED, by=by, at=at, facts=moved_from(before))
    link.made_by = link.decision
    link.save()
    remember_choice(conversation, link)
    tell("conversation.unlinked", conversation, [before], by=by, at=at, code=Code.USER_UNLINKED)
    return link


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
    undone = link.decision
    state = undone.facts.get("before")
    if undone.pk != decision_id or state is None:
        raise NotFound(_("Somebody changed this link since. Nothing was undone."))
    old_decision = Decision.objects.filter(
        company_id=by.company_id, pk=state["decision"], conversation=conversation
    ).first()
    if old_decision is None:
        raise NotFound(_("There is nothing to go back to."))
    now_linked = item_of(link)
    set_item(link, state["type"], state["id"])
    link.how, link.is_vetoed = state["how"], state["is_vetoed"]
    link.awaits_choice = state["awaits_choice"]
    link.decision = old_decision
    link.made_by_id = state["made_by"]
    link.save()
    remember_choice(conversation, link)
    if _is_item_deleted(link):
        follow(link, Event.ITEM_DELETED, by=by, at=at)
    kind = "conversation.link-undone" if now_linked else "conversation.unlink-undone"
    tell(kind, conversation, [now_linked, item_of(link)], by=by, at=at)
    return link


def _is_item_deleted(link: ConversationLink) -> bool:
    """Return whether the item of a link lies in the bin."""
    item = item_of(link)
    if item is None:
        return False
    items = ITEM_MODELS[item.kind]._default_manager
    return items.filter(company_id=link.company_id, pk=item.id, deleted_at__isnull=False).exists()
