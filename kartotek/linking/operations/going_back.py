"""Where a link leads that is brought back, though its item may have become another meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kartotek.contacts.queries import survivor_of
from kartotek.linking.access import ITEM_MODELS
from kartotek.linking.models import ConversationLink
from kartotek.linking.operations.steps import follow, moved_from, remember_choice
from kartotek.linking.rules import Event, ItemKind, ItemRef
from kartotek.pipeline.leads.models import Lead
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What an item is by now, and through which events; `is_deleted` speaks of what it is."""

    was: ItemRef
    now: ItemRef
    events: tuple[Event, ...]
    is_deleted: bool


def whereabouts(was: ItemRef, *, company_id: int) -> Whereabouts | None:
    """Return what an item is by now: the deal it was merged into, what it was converted to.

    None is an item that is gone for good.
    """
    now, events = was, list[Event]()
    seen = {was}
    while (step := _next(now, company_id)) is not None and step[0] not in seen:
        now = step[0]
        seen.add(now)
        events.append(step[1])
    rows = ITEM_MODELS[str(now.kind)]._default_manager.filter(company_id=company_id, pk=now.id)
    deleted_at = rows.values_list("deleted_at", flat=True)[:1]
    if not deleted_at:
        return None
    return Whereabouts(was, now, tuple(events), deleted_at[0] is not None)


def catch_up(link: ConversationLink, place: Whereabouts, *, by: Viewer, at: datetime) -> None:
    """Let a link that was brought back say what became of its item meanwhile (rows 53-57)."""
    for event in place.events:
        follow(link, event, by=by, at=at, facts=moved_from(place.was))
    if place.events:
        link.made_by = link.decision
        link.save()
        remember_choice(link.conversation, link)
    if place.is_deleted:
        follow(link, Event.ITEM_DELETED, by=by, at=at)


def _next(item: ItemRef, company_id: int) -> tuple[ItemRef, Event] | None:
    """Return what an item became, and how."""
    leads = Lead.objects.filter(company_id=company_id)
    if item.kind == ItemKind.LEAD:
        deal_id = leads.filter(pk=item.id).values_list("deal_id", flat=True).first()
        return (ItemRef(ItemKind.DEAL, deal_id), Event.ITEM_CONVERTED) if deal_id else None
    if item.kind != ItemKind.DEAL:
        return None
    survivor = survivor_of("deal", item.id, company_id=company_id)
    if survivor is not None:
        return ItemRef(ItemKind.DEAL, survivor), Event.ITEMS_MERGED
    # Somebody may have restored the deal beside the lead it became: then it is there itself.
    became = leads.filter(source_deal_id=item.id, source_deal__deleted_at__isnull=False)
    lead_id = became.order_by("-pk").values_list("pk", flat=True).first()
    return (ItemRef(ItemKind.LEAD, lead_id), Event.ITEM_CONVERTED) if lead_id else None
