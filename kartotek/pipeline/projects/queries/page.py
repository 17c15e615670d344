"""What the page of one project shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from kartotek.errors import NotFound, WasDeleted
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.pipeline.deals.queries import DealRow
from kartotek.pipeline.deals.queries.rows import row_of as deal_row
from kartotek.pipeline.deals.queries.rows import visible_deals
from kartotek.pipeline.projects.models import Project, ProjectDeal
from kartotek.pipeline.projects.queries.boards import PhaseRow, phases
from kartotek.pipeline.projects.queries.rows import organizations_of, people_of, ready
from kartotek.pipeline.shown import Ref
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class ProjectPage:
    """Everything kept of one project; contacts and deals only where the viewer sees them."""

    id: int
    title: str
    description: str
    phase: Ref
    phases: list[PhaseRow]
    status: str
    state: str
    closed_at: datetime | None
    archived_at: datetime | None
    deleted_at: datetime | None
    start_on: date | None
    end_on: date | None
    people: list[Ref]
    organizations: list[Ref]
    deals: list[DealRow]
    labels: list[LabelRow]
    owner: Ref
    visibility: int
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str:
        """What it is called, as lists of records of every kind ask."""
        return self.title

    @property
    def phase_number(self) -> int:
        """Which phase it stands in, counted from 1."""
        return next((n for n, one in enumerate(self.phases, 1) if one.id == self.phase.id), 0)

    @property
    def person_ids(self) -> list[int]:
        """The people on it that are shown, the primary one first."""
        return [person.id for person in self.people]


SAME_FIELDS = (
    "id", "title", "description", "status", "state", "closed_at", "archived_at", "deleted_at",
    "start_on", "end_on", "visibility", "created_at", "updated_at",
)  # fmt: skip


def project(project_id: int, *, viewer: Viewer, with_deleted: bool = False) -> ProjectPage:
    """Return what is kept of a project.

    Raises:
        NotFound: there is no such project, or it is not theirs to see, or it is deleted (unless
            `with_deleted`).
    """
    found = project_record(project_id, viewer=viewer, with_deleted=with_deleted)
    ids = ProjectDeal.objects.filter(company_id=viewer.company_id, project=found)
    deals = visible_deals(viewer).filter(pk__in=ids.values("deal_id")).order_by("pk")
    return ProjectPage(
        **{name: getattr(found, name) for name in SAME_FIELDS},
        phase=Ref(found.phase_id, found.phase.name),
        phases=[one for one in phases(viewer=viewer) if one.board_id == found.phase.board_id],
        people=people_of([found.pk], viewer=viewer).get(found.pk, []),
        organizations=organizations_of([found.pk], viewer=viewer).get(found.pk, []),
        deals=[deal_row(deal) for deal in deals],
        labels=labels_of("project", [found.pk], viewer=viewer).get(found.pk, []),
        owner=Ref(found.owner_id, found.owner.name),
    )


def project_record(project_id: int, *, viewer: Viewer, with_deleted: bool = False) -> Project:
    """Return the project itself, for what needs more than its page.

    Raises:
        NotFound: there is no such project, or it is not theirs to see, or it is deleted (unless
            `with_deleted`).
    """
    found = ready(Project.objects.visible_to(viewer)).filter(pk=project_id).first()
    if found is None:
        raise NotFound(_("This project is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This project was deleted."), "project", project_id)
    return found
