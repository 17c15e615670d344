"""The projects of people, organizations and deals: counted for lists, in a row for sidebars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from kartotek.pipeline.linkable import Counts
from kartotek.pipeline.projects.models import (
    Project,
    ProjectDeal,
    ProjectOrganization,
    ProjectPerson,
    ProjectStatus,
)
from kartotek.pipeline.projects.queries.rows import ProjectRow, rows_of, visible_projects
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

_IS_OPEN = Q(status=ProjectStatus.OPEN, archived_at=None)


def counts_by_person(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    """Return how many open and closed projects the viewer sees of each of the people."""
    return _counts("people__person_id", ids, viewer=viewer)


def counts_by_organization(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    """Return how many open and closed projects the viewer sees of each of the organizations."""
    return _counts("organizations__organization_id", ids, viewer=viewer)


def items_of_person(person_id: int, *, viewer: Viewer, limit: int = 20) -> list[ProjectRow]:
    """Return the projects a person is on, open ones first."""
    found = _placed("person", limit, contact_id=person_id, viewer=viewer)
    return rows_of(found, viewer=viewer)


def items_of_organization(
    organization_id: int, *, viewer: Viewer, limit: int = 20
) -> list[ProjectRow]:
    """Return the projects an organization is on, open ones first."""
    found = _placed("organization", limit, contact_id=organization_id, viewer=viewer)
    return rows_of(found, viewer=viewer)


def items_of_deal(deal_id: int, *, viewer: Viewer, limit: int = 20) -> list[ProjectRow]:
    """Return the projects made from a deal, open ones first."""
    found = _placed("deal", limit, contact_id=deal_id, viewer=viewer)
    return rows_of(found, viewer=viewer)


_PLACES: Mapping[str, type[ProjectPerson | ProjectOrganization | ProjectDeal]] = {
    "person": ProjectPerson,
    "organization": ProjectOrganization,
    "deal": ProjectDeal,
}


@prepared
def _placed(kind: str, limit: int, /, *, contact_id: int, viewer: Viewer) -> QuerySet[Project]:
    """Return the projects that stand beside a person, an organization or a deal."""
    places = _PLACES[kind]._default_manager.filter(
        company_id=viewer.company_id, **{f"{kind}_id": contact_id}
    )
    found = visible_projects(viewer).filter(pk__in=places.values_list("project_id", flat=True))
    is_open = Case(When(_IS_OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(rank=is_open).order_by("rank", "-created_at", "-pk")[:limit]


def _counts(field: str, ids: Iterable[int], *, viewer: Viewer) -> dict[int, Counts]:
    wanted = list(ids)
    projects = Project.objects.alive().visible_to(viewer).filter(**{f"{field}__in": wanted})
    groups = projects.values_list(field).annotate(
        open_count=Count("pk", filter=_IS_OPEN),
        closed_count=Count("pk", filter=~Q(status=ProjectStatus.OPEN)),
    )
    return {one: Counts() for one in wanted} | {
        contact_id: Counts(open_count, closed_count)
        for contact_id, open_count, closed_count in groups.order_by()
    }
