"""The leads of people and organizations: counted for lists, in a row for sidebars."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, F, Q, QuerySet

from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.queries.rows import LeadRow, row_of, visible_leads
from kartotek.pipeline.linkable import Counts
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


def counts_by_person(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    """Return how many open and archived leads the viewer sees of each of the people."""
    return _counts("person_id", ids, viewer=viewer)


def counts_by_organization(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    """Return how many open and archived leads the viewer sees of each of the organizations."""
    return _counts("organization_id", ids, viewer=viewer)


def items_of_person(person_id: int, *, viewer: Viewer, limit: int = 20) -> list[LeadRow]:
    """Return the leads of a person that are no deals by now, open ones first."""
    return [row_of(lead) for lead in _of_person(limit, person_id=person_id, viewer=viewer)]


@prepared
def _of_person(limit: int, /, *, person_id: int, viewer: Viewer) -> QuerySet[Lead]:
    return _first(visible_leads(viewer).filter(person_id=person_id), limit)


def items_of_organization(
    organization_id: int, *, viewer: Viewer, limit: int = 20
) -> list[LeadRow]:
    """Return the leads of an organization that are no deals by now, open ones first."""
    found = _of_organization(limit, organization_id=organization_id, viewer=viewer)
    return [row_of(lead) for lead in found]


@prepared
def _of_organization(limit: int, /, *, organization_id: int, viewer: Viewer) -> QuerySet[Lead]:
    return _first(visible_leads(viewer).filter(organization_id=organization_id), limit)


def _counts(field: str, ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    wanted = list(ids)
    leads = Lead.objects.alive().visible_to(viewer).filter(**{f"{field}__in": wanted}, deal=None)
    groups = leads.values_list(field).annotate(
        open_count=Count("pk", filter=Q(archived_at=None)),
        closed_count=Count("pk", filter=Q(archived_at__isnull=False)),
    )
    return {one: Counts() for one in wanted} | {
        contact_id: Counts(open_count, closed_count)
        for contact_id, open_count, closed_count in groups.order_by()
    }


def _first(found: QuerySet[Lead], limit: int) -> QuerySet[Lead]:
    return found.filter(deal=None).order_by(
        F("archived_at").desc(nulls_first=True), "-created_at", "-pk"
    )[:limit]
