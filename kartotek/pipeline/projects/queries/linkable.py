"""Projects as linking reads them: one query a call, in any state, deleted ones too."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, OuterRef, QuerySet, Subquery

from kartotek.history.queries import touched_by
from kartotek.pipeline.linkable import PROJECT, Linkable, without_repeats
from kartotek.pipeline.projects.models import Project, ProjectOrganization, ProjectPerson

_FIELDS = (
    "id", "title", "status", "created_at", "updated_at", "closed_at", "archived_at", "deleted_at",
    "owner_id", "visibility",
)  # fmt: skip


def linkable_of_persons(person_ids: Collection[int], *, company_id: int) -> list[Linkable]:
    """Return the projects where one of the persons is the first one or a further one."""
    places = ProjectPerson.objects.filter(company_id=company_id, person_id__in=person_ids)
    return _read(_of(company_id).filter(pk__in=places.values("project_id")))


def linkable_of_organizations(
    organization_ids: Collection[int], *, company_id: int
) -> list[Linkable]:
    """Return the projects of some organizations."""
    places = ProjectOrganization.objects.filter(
        company_id=company_id, organization_id__in=organization_ids
    )
    return _read(_of(company_id).filter(pk__in=places.values("project_id")))


def linkable_by_ids(ids: Collection[int], *, company_id: int) -> list[Linkable]:
    """Return the projects with these ids, without those that are not there."""
    return _read(_of(company_id).filter(pk__in=ids))


def recently_touched(user_id: int, *, company_id: int, limit: int = 10) -> list[Linkable]:
    """Return the projects a user did something to most recently, the last one first."""
    ids = touched_by(user_id, PROJECT, company_id=company_id, limit=limit)
    return sorted(linkable_by_ids(ids, company_id=company_id), key=lambda one: ids.index(one.id))


def _of(company_id: int) -> QuerySet[Project]:
    return Project.objects.filter(company_id=company_id)


def _read(found: QuerySet[Project]) -> list[Linkable]:
    """Return the projects as items; a project comes once for each of its people."""
    firms = ProjectOrganization.objects.filter(
        company_id=OuterRef("company_id"), project_id=OuterRef("pk")
    ).order_by("position", "pk")
    rows = (
        found.select_related("owner")
        .only(*_FIELDS, "owner__group_id")
        .annotate(
            organization_id=Subquery(firms.values("organization_id")[:1]),
            person_id=F("people__person_id"),
        )
        .order_by("-updated_at", "-pk", "people__position", "people__pk")
    )
    primary: dict[int, int | None] = {}
    items = []
    for project in rows:
        # The rows of a project come in the order of its people: the first has the primary one.
        first = primary.setdefault(project.pk, project.person_id)
        items.append((_item(project, first, project.organization_id), project.person_id))
    return without_repeats(items)


def _item(project: Project, person_id: int | None, organization_id: int | None) -> Linkable:
    return Linkable(
        kind=PROJECT,
        id=project.pk,
        title=project.title,
        state=project.state,
        is_open=project.is_open,
        created_at=project.created_at,
        updated_at=project.updated_at,
        closed_at=project.closed_at,
        owner_id=project.owner_id,
        owner_group_id=project.owner.group_id,
        visibility=project.visibility,
        primary_person_id=person_id,
        organization_id=organization_id,
    )
