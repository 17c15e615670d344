"""The list of deals, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, DecimalField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.deals.queries.rows import DealRow, ready, row_of
from kartotek.users.paging import Order, Page, chosen, page_of
from kartotek.users.viewer import Viewer

# What has no amount or no date sorts after what has one.
NO_AMOUNT = Value(-1, output_field=DecimalField(max_digits=18, decimal_places=2))
NO_DATE = Value(date.max, output_field=DateField())

DEAL_ORDERS: Mapping[str, Order] = {
    "newest": Order("created_at", is_descending=True),
    "title": Order("title"),
    "amount": Order("amount_sort", is_descending=True),
    "close": Order("close_sort"),
    "owner": Order("owner__name"),
    "updated": Order("updated_at", is_descending=True),
}
STATES = ("open", "won", "lost", "archived", "all")


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to; what is empty does not narrow.

    `state` is one of `STATES`.
    """

    state: str = "open"
    pipeline_id: int | None = None
    stage_id: int | None = None
    owner_id: int | None = None


def deals(
    *,
    viewer: Viewer,
    to: Narrowing,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[DealRow]:
    """Return a page of the deals the viewer sees.

    Args:
        viewer: who is asking.
        to: what the list is narrowed to.
        sort: a name of `DEAL_ORDERS`, with a leading minus to turn it round.
        after: the `next` of the page before.
        limit: rows at most.

    Raises:
        CursorLost: `after` cannot be read.
    """
    query = ready(_narrowed(to, viewer), viewer).annotate(
        amount_sort=Coalesce(F("amount"), NO_AMOUNT),
        close_sort=Coalesce(F("expected_close_on"), NO_DATE),
    )
    page = page_of(query, order=chosen(DEAL_ORDERS, sort), after=after, limit=limit)
    return Page([row_of(deal) for deal in page.rows], page.next)


def count_deals(*, viewer: Viewer, to: Narrowing) -> int:
    """Return how many deals the whole list has."""
    return _narrowed(to, viewer).count()


def _narrowed(to: Narrowing, viewer: Viewer) -> QuerySet[Deal]:
    found = _in_state(Deal.objects.alive().visible_to(viewer), to.state)
    if to.pipeline_id is not None:
        found = found.filter(stage__pipeline_id=to.pipeline_id)
    if to.stage_id is not None:
        found = found.filter(stage_id=to.stage_id)
    if to.owner_id is not None:
        found = found.filter(owner_id=to.owner_id)
    return found


def _in_state(found: QuerySet[Deal], state: str) -> QuerySet[Deal]:
    if state == "archived":
        return found.filter(archived_at__isnull=False)
    if state in Outcome.values:
        return found.filter(status=state, archived_at=None)
    return found
