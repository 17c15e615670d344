"""The inbox of leads and its archive, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kartotek.fields.models import LabelUse
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.queries.rows import LeadRow, ready, row_of
from kartotek.pipeline.leads.queries.urgency import urgent_page
from kartotek.users.paging import Order, Page, chosen, page_of
from kartotek.users.viewer import Viewer

LEAD_ORDERS: Mapping[str, Order] = {
    "newest": Order("created_at", is_descending=True),
    "title": Order("title"),
    "owner": Order("owner__name"),
    "updated": Order("updated_at", is_descending=True),
}
URGENCY = "urgency"
STATES = ("open", "archived", "all")


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to; `state` is one of `STATES`.

    A lead that became a deal is in neither tab: it is found through its deal.
    """

    state: str = "open"
    owner_id: int | None = None
    label_id: int | None = None
    source_name: str = ""

    @property
    def count(self) -> int:
        """How many filters are set, beside the tab."""
        return sum(map(bool, (self.owner_id, self.label_id, self.source_name)))


def leads(
    *,
    viewer: Viewer,
    to: Narrowing,
    today: date,
    sort: str = URGENCY,
    after: str = "",
    limit: int = 50,
) -> Page[LeadRow]:
    """Return a page of the leads the viewer sees.

    Args:
        viewer: who is asking.
        to: what the list is narrowed to.
        today: the viewer's day, after which urgency is told.
        sort: `URGENCY`, or a name of `LEAD_ORDERS`, with a leading minus to turn it round.
        after: the `next` of the page before.
        limit: rows at most.

    Raises:
        CursorLost: `after` cannot be read.
    """
    found = ready(_narrowed(to, viewer), viewer)
    if sort.removeprefix("-") in LEAD_ORDERS:
        page = page_of(found, order=chosen(LEAD_ORDERS, sort), after=after, limit=limit)
    else:
        page = urgent_page(found, today, after=after, limit=limit)
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
    if to.owner_id is not None:
        found = found.filter(owner_id=to.owner_id)
    if to.source_name:
        found = found.filter(source_name=to.source_name)
    if to.label_id is not None:
        uses = LabelUse.objects.filter(
            company_id=viewer.company_id, label_id=to.label_id, label__on="lead"
        )
        found = found.filter(pk__in=uses.values("subject_id"))
    return found
