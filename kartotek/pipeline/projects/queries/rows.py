"""A project as lists and sidebars show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from kartotek.pipeline.projects.models import Project, ProjectOrganization, ProjectPerson
from kartotek.pipeline.shown import Ref, organization_seen, person_seen
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in a line; `person` and `organization` are its first ones, where shown."""

    id: int
    title: str
    phase: Ref
    board: Ref
    status: str
    state: str
    person: Ref | None
    organization: Ref | None
    owner: Ref
    start_on: date | None
    end_on: date | None
    next_activity_on: date | None
    created_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed nor archived nor deleted."""
        return self.state == "open"

    @property
    def contact(self) -> str:
        """The names of person and organization, with a dot between."""
        return " · ".join(one.name for one in (self.person, self.organization) if one)


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    """Return the living projects the viewer sees, ready to be made rows."""
    return ready(Project.objects.alive().visible_to(viewer))


def ready(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects with what of a row lies beside them."""
    return projects.select_related("owner", "phase__board")


def rows_of(projects: Iterable[Project], *, viewer: Viewer) -> list[ProjectRow]:
    """Return projects, from `ready`, as rows, with their first contacts in two queries."""
    found = list(projects)
    if not found:
        return []
    ids = [project.pk for project in found]
    people = people_of(ids, viewer=viewer)
    firms = organizations_of(ids, viewer=viewer)
    return [
        ProjectRow(
            id=project.pk,
            title=project.title,
            phase=Ref(project.phase_id, project.phase.name),
            board=Ref(project.phase.board_id, project.phase.board.name),
            status=project.status,
            state=project.state,
            person=next(iter(people.get(project.pk, ())), None),
            organization=next(iter(firms.get(project.pk, ())), None),
            owner=Ref(project.owner_id, project.owner.name),
            start_on=project.start_on,
            end_on=project.end_on,
            next_activity_on=project.next_activity_on,
            created_at=project.created_at,
            closed_at=project.closed_at,
        )
        for project in found
    ]


def people_of(project_ids: list[int], *, viewer: Viewer) -> dict[int, list[Ref]]:
    """Return the people of each of the projects that the viewer sees, the primary one first."""
    places = ProjectPerson.objects.filter(
        person_seen(viewer), company_id=viewer.company_id, project_id__in=project_ids
    )
    found: dict[int, list[Ref]] = {}
    for place in places.select_related("person").order_by("position", "pk"):
        found.setdefault(place.project_id, []).append(Ref(place.person_id, place.person.name))
    return found


def organizations_of(project_ids: list[int], *, viewer: Viewer) -> dict[int, list[Ref]]:
    """Return the organizations of each of the projects that the viewer sees, in order."""
    places = ProjectOrganization.objects.filter(
        organization_seen(viewer), company_id=viewer.company_id, project_id__in=project_ids
    )
    found: dict[int, list[Ref]] = {}
    for place in places.select_related("organization").order_by("position", "pk"):
        firm = Ref(place.organization_id, place.organization.name)
        found.setdefault(place.project_id, []).append(firm)
    return found
