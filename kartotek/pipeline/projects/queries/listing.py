"""Projects, boards and phases as programs read them: everything kept, in a stable order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.projects.models import (
    Board,
    Phase,
    Project,
    ProjectDeal,
    ProjectOrganization,
    ProjectPerson,
)
from kartotek.pipeline.shown import organization_seen, person_seen
from kartotek.users.listing import START, Slice, sliced
from kartotek.users.paging import Page
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedQuerySet


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """A project with all that is kept; others' records only where the viewer sees them."""

    record: Project
    person_ids: Sequence[int]
    organization_ids: Sequence[int]
    deal_ids: Sequence[int]
    labels: Sequence[LabelRow]


@dataclass(frozen=True)
class ProjectsWanted:
    """Which projects; what is empty does not narrow. Archived ones are a list of their own."""

    statuses: Collection[str] = ()
    phase_id: int | None = None
    person_id: int | None = None
    organization_id: int | None = None
    deal_id: int | None = None
    is_archived: bool = False


EVERY_PROJECT = ProjectsWanted()


def project_entries(
    *, viewer: Viewer, which: ProjectsWanted = EVERY_PROJECT, part: Slice = START
) -> Page[ProjectEntry]:
    """Return a part of the living projects the viewer sees.

    Raises:
        CursorLost: where the part starts cannot be read.
    """
    found = Project.objects.alive().visible_to(viewer).select_related("phase")
    found = found.filter(archived_at__isnull=not which.is_archived)
    if which.statuses:
        found = found.filter(status__in=which.statuses)
    if which.phase_id is not None:
        found = found.filter(phase_id=which.phase_id)
    page = sliced(_with(found, which, viewer), part)
    return Page(_entries(page.rows, viewer), page.next)


def project_entry(project_id: int, *, viewer: Viewer) -> ProjectEntry:
    """Return a project the viewer sees, deleted or not.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
    """
    seen = Project.objects.visible_to(viewer).select_related("phase")
    found = _entries(seen.filter(pk=project_id), viewer)
    if not found:
        raise NotFound(_("This project is gone."))
    return found[0]


def written_project(project: Project, *, viewer: Viewer) -> ProjectEntry:
    """Return a project the viewer has just written, even where it is no longer theirs to see."""
    again = Project.objects.filter(company_id=viewer.company_id, pk=project.pk)
    return _entries(again.select_related("phase"), viewer)[0]


def board_entries(*, viewer: Viewer) -> list[Board]:
    """Return the boards of the company, in order."""
    found = Board.objects.filter(company_id=viewer.company_id)
    return list(found.order_by("position", "pk"))


def board_entry(board_id: int, *, viewer: Viewer) -> Board:
    """Return a board of the company.

    Raises:
        NotFound: there is no such board.
    """
    found = Board.objects.filter(company_id=viewer.company_id, pk=board_id).first()
    if found is None:
        raise NotFound(_("This board is gone."))
    return found


def phase_entries(*, viewer: Viewer, board_id: int | None = None) -> list[Phase]:
    """Return the phases of the company, of one board or of all, in order."""
    found = Phase.objects.filter(company_id=viewer.company_id)
    if board_id is not None:
        found = found.filter(board_id=board_id)
    return list(found.order_by("board__position", "board_id", "position", "pk"))


def phase_entry(phase_id: int, *, viewer: Viewer) -> Phase:
    """Return a phase of the company.

    Raises:
        NotFound: there is no such phase.
    """
    found = Phase.objects.filter(company_id=viewer.company_id, pk=phase_id).first()
    if found is None:
        raise NotFound(_("This phase is gone."))
    return found


def first_phase(board_id: int, *, viewer: Viewer) -> Phase | None:
    """Return the leftmost phase of a board, or None where there is no such board."""
    phases = Phase.objects.filter(company_id=viewer.company_id, board_id=board_id)
    return phases.order_by("position", "pk").first()


def _with(
    found: OwnedQuerySet[Project], which: ProjectsWanted, viewer: Viewer
) -> OwnedQuerySet[Project]:
    """Return those that have a person, an organization or a deal on them."""
    if which.person_id is not None:
        people = ProjectPerson.objects.filter(
            person_seen(viewer), company_id=viewer.company_id, person_id=which.person_id
        )
        found = found.filter(pk__in=people.values("project_id"))
    if which.organization_id is not None:
        firms = ProjectOrganization.objects.filter(
            organization_seen(viewer),
            company_id=viewer.company_id,
            organization_id=which.organization_id,
        )
        found = found.filter(pk__in=firms.values("project_id"))
    if which.deal_id is not None:
        deals = ProjectDeal.objects.filter(
            company_id=viewer.company_id,
            deal_id=which.deal_id,
            deal__in=Deal.objects.alive().visible_to(viewer),
        )
        found = found.filter(pk__in=deals.values("project_id"))
    return found


def _entries(projects: Iterable[Project], viewer: Viewer) -> list[ProjectEntry]:
    found = list(projects)
    ids = [one.pk for one in found]
    of = {"company_id": viewer.company_id, "project_id__in": ids}
    people = ProjectPerson.objects.filter(person_seen(viewer), **of).order_by("position", "pk")
    firms = ProjectOrganization.objects.filter(organization_seen(viewer), **of)
    deals = ProjectDeal.objects.filter(deal__in=Deal.objects.alive().visible_to(viewer), **of)
    persons = _by_project(people.values_list("project_id", "person_id"))
    organizations = _by_project(
        firms.order_by("position", "pk").values_list("project_id", "organization_id")
    )
    made_from = _by_project(deals.order_by("pk").values_list("project_id", "deal_id"))
    marks = labels_of("project", ids, viewer=viewer)
    return [
        ProjectEntry(
            record=one,
            person_ids=persons.get(one.pk, ()),
            organization_ids=organizations.get(one.pk, ()),
            deal_ids=made_from.get(one.pk, ()),
            labels=marks.get(one.pk, ()),
        )
        for one in found
    ]


def _by_project(pairs: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for project_id, other_id in pairs:
        found[project_id].append(other_id)
    return found
