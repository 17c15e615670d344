"""The deals of people and organizations: counted for lists, in a row for sidebars."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from kartotek.pipeline.deals.models import Deal, DealParticipant, Outcome
from kartotek.pipeline.deals.queries.rows import DealRow, row_of, visible_deals
from kartotek.pipeline.linkable import Counts
from kartotek.users.viewer import Viewer

_IS_OPEN = Q(status=Outcome.OPEN, archived_at=None)


def counts_by_person(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    """Return how many open and closed deals the viewer sees of each of the people."""
    return _counts("person_id", ids, viewer=viewer)


def counts_by_organization(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    """Return how many open and closed deals the viewer sees of each of the organizations."""
    return _counts("organization_id", ids, viewer=viewer)


def items_of_person(person_id: int, *, viewer: Viewer, limit: int = 20) -> list[DealRow]:
    """Return the deals where a person is the primary one or a participant, open ones first."""
    further = DealParticipant.objects.filter(
        company_id=viewer.company_id, deal_id=OuterRef("pk"), person_id=person_id
    )
    found = visible_deals(viewer).filter(Q(person_id=person_id) | Exists(further))
    return _first(found, limit)


def items_of_organization(
    organization_id: int, *, viewer: Viewer, limit: int = 20
) -> list[DealRow]:
    """Return the deals of an organization, open ones first."""
    return _first(visible_deals(viewer).filter(organization_id=organization_id), limit)


def _counts(field: str, ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    wanted = list(ids)
    deals = Deal.objects.alive().visible_to(viewer).filter(**{f"{field}__in": wanted})
    groups = deals.values_list(field).annotate(
        open_count=Count("pk", filter=_IS_OPEN),
        closed_count=Count("pk", filter=~Q(status=Outcome.OPEN)),
    )
    return {one: Counts() for one in wanted} | {
        contact_id: Counts(open_count, closed_count)
        for contact_id, open_count, closed_count in groups.order_by()
    }


def _first(found: QuerySet[Deal], limit: int) -> list[DealRow]:
    is_open = Case(When(_IS_OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = found.annotate(rank=is_open).order_by("rank", "-created_at", "-pk")
    return [row_of(deal) for deal in ordered[:limit]]
