"""The deals of people and organizations: counted for lists, in a row for sidebars."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from kartotek.pipeline.deals.models import Deal, DealParticipant, Outcome
from kartotek.pipeline.deals.queries.rows import DealRow, row_of, visible_deals
from kartotek.pipeline.linkable import Counts
from kartotek.users.prepared import prepared
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
    return [row_of(deal) for deal in _of_person(limit, person_id=person_id, viewer=viewer)]


@prepared
def _of_person(limit: int, /, *, person_id: int, viewer: Viewer) -> QuerySet[Deal]:
    # Ids looked up first let an index serve either way.
    further = DealParticipant.objects.filter(company_id=viewer.company_id, person_id=person_id)
    either = Q(person_id=person_id) | Q(pk__in=further.values("deal_id"))
    return _first(visible_deals(viewer).filter(either), limit)


def items_of_organization(
    organization_id: int, *, viewer: Viewer, limit: int = 20
) -> list[DealRow]:
    """Return the deals of an organization, open ones first."""
    found = _of_organization(limit, organization_id=organization_id, viewer=viewer)
    return [row_of(deal) for deal in found]


@prepared
def _of_organization(limit: int, /, *, organization_id: int, viewer: Viewer) -> QuerySet[Deal]:
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


def _first(found: QuerySet[Deal], limit: int) -> QuerySet[Deal]:
    is_open = Case(When(_IS_OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(rank=is_open).order_by("rank", "-created_at", "-pk")[:limit]
