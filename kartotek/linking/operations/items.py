"""What becomes of links when an item is converted, merged, deleted or restored (rows 53-57)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.linking.link import set_item
from kartotek.linking.models import ConversationLink
from kartotek.linking.operations.steps import follow, moved_from, remember_choice, tell
from kartotek.linking.rules import Event, ItemRef
from kartotek.users.viewer import Viewer


@transaction.atomic
def convert_item(*, old: ItemRef, new: ItemRef, by: Viewer, at: datetime) -> int:
    """Move the conversations of a converted item to what it became (rows 53-54)."""
    return _move_all(old, new, Event.ITEM_CONVERTED, by=by, at=at)


@transaction.atomic
def merge_items(*, loser: ItemRef, survivor: ItemRef, by: Viewer, at: datetime) -> int:
    """Move the conversations of a merged item to the survivor (row 55)."""
    return _move_all(loser, survivor, Event.ITEMS_MERGED, by=by, at=at)


@transaction.atomic
def item_deleted(*, item: ItemRef, by: Viewer, at: datetime) -> int:
    """Say on its conversations that their item is gone; the slot stays taken (row 57)."""
    return _follow_all(item, Event.ITEM_DELETED, by=by, at=at)


@transaction.atomic
def item_restored(*, item: ItemRef, by: Viewer, at: datetime) -> int:
    """Say on its conversations that their item is back (row 57)."""
    return _follow_all(item, Event.ITEM_RESTORED, by=by, at=at)


def _links_of(item: ItemRef, company_id: int) -> list[ConversationLink]:
    return list(
        ConversationLink.objects.select_for_update(of=("self",))
        .filter(company_id=company_id, **{f"{item.kind}_id": item.id})
        .select_related("decision", "made_by", "conversation")
        .order_by("pk")
    )


def _move_all(old: ItemRef, new: ItemRef, event: Event, *, by: Viewer, at: datetime) -> int:
    links = _links_of(old, by.company_id)
    for link in links:
        set_item(link, new.kind, new.id)
        follow(link, event, by=by, at=at, facts=moved_from(old))
        link.made_by = link.decision
        link.save()
        remember_choice(link.conversation, link)
        tell("conversation.moved", link.conversation, [old, new], by=by, at=at)
    return len(links)


def _follow_all(item: ItemRef, event: Event, *, by: Viewer, at: datetime) -> int:
    links = _links_of(item, by.company_id)
    for link in links:
        follow(link, event, by=by, at=at)
    return len(links)
