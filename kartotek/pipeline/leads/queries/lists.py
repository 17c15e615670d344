"""The inbox of leads and its archive, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.queries.rows import LeadRow, ready, row_of
from kartotek.users.paging import Order, Page, chosen, page_of
from kartotek.users.viewer import Viewer

LEAD_ORDERS: Mapping[str, Order] = {
    "newest": Order("created_at", is_descending=True),
    "title": Order("title"),
    "owner": Order("owner__name"),
    "updated": Order("updated_at", is_descending=True),
}
STATES = ("open", "archived", "all")


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to; `state` is one of `STATES`.

    A lead that became a deal is in neither tab: it is found through its deal.
    """

    state: str = "open"
    owner_id: int | None = None


def leads(
    *,
    viewer: Viewer,
    to: Narrowing,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[LeadRow]:
    """Return a page of the leads the viewer sees.

    Args:
        viewer: who is asking.
        to: what the list is narrowed to.
        sort: a name of `LEAD_ORDERS`, with a leading minus to turn it round.
        after: the `next` of the page before.
        limit: rows at most.

    Raises:
        CursorLost: `after` cannot be read.
    """
    order = chosen(LEAD_ORDERS, sort)
    page = page_of(ready(_narrowed(to, viewer), viewer), order=order, after=after, limit=limit)
    return Page([row_of(lead) for lead in page.rows], page.next)


def count_leads(*, viewer: Viewer, to: Narrowing) -> int:
    """Return how many leads the whole list has."""
    return _narrowed(to, viewer).count()


def _narrowed(to: Narrowing, viewer: Viewer) -> QuerySet[Lead]:
    found: QuerySet[Lead] = Lead.objects.alive().visible_to(viewer)
    if to.state == "open":
        found = found.filter(archived_at=None)
    elif to.state == "archived":
        found = found.filter(archived_at__isnull=False, deal=None)
    return found if to.owner_id is None else found.filter(owner_id=to.owner_id)
