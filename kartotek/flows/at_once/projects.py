"""A project with its phase, status and labels."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.fields.operations import set_labels
from kartotek.flows import add_item, item_changes
from kartotek.pipeline import checks
from kartotek.pipeline.projects import operations as projects
from kartotek.pipeline.projects.models import Phase, Project, ProjectStatus
from kartotek.pipeline.projects.queries import project_record
from kartotek.pipeline.projects.queries.listing import first_phase
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class ProjectTurn:
    """What becomes of a project beside its values; None leaves it as it is.

    A phase decides the board; a board alone means its first phase.
    """

    phase_id: int | None = None
    board_id: int | None = None
    status: str | None = None
    label_ids: Collection[int] | None = None


@transaction.atomic
def open_project(
    *, by: Viewer, at: datetime, turn: ProjectTurn, **values: Unpack[projects.ProjectValues]
) -> Project:
    """Open a project where it is to stand.

    Raises:
        Invalid: a value cannot be used, or the project would end before it starts.
    """
    phase = _phase(turn, by=by)
    project = add_item.add_project(by=by, at=at, phase_id=phase.pk if phase else None, **values)
    return _turned(project, turn, by=by, at=at)


@transaction.atomic
def set_project(
    *,
    project_id: int,
    by: Viewer,
    at: datetime,
    turn: ProjectTurn,
    **values: Unpack[projects.ProjectValues],
) -> Project:
    """Write new values on a project and take it where it is to stand.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        ProjectDeleted: it was deleted.
        ProjectClosed: it is closed, and cannot move.
        ProjectArchived: it is archived.
        Invalid: a value cannot be used, or the project would end before it starts.
    """
    before = project_record(project_id, viewer=by, with_deleted=True)
    if turn.status == ProjectStatus.OPEN:
        projects.set_status(project_id=project_id, status=ProjectStatus.OPEN, by=by, at=at)
    project = item_changes.edit_project(project_id=project_id, by=by, at=at, **values)
    phase = _phase(turn, by=by, now_in=before.phase)
    if phase is not None and phase.pk != project.phase_id:
        project = projects.move_to_phase(project_id=project_id, phase_id=phase.pk, by=by, at=at)
    return _turned(project, turn, by=by, at=at)


def _turned(project: Project, turn: ProjectTurn, *, by: Viewer, at: datetime) -> Project:
    if turn.status is not None and turn.status != project.status:
        project = projects.set_status(project_id=project.pk, status=turn.status, by=by, at=at)
    if turn.label_ids is not None:
        set_labels(label_ids=turn.label_ids, subject=project, by=by, at=at)
    return project


def _phase(turn: ProjectTurn, *, by: Viewer, now_in: Phase | None = None) -> Phase | None:
    """Return the phase the project is to stand in, or None where the turn names none."""
    if turn.phase_id is not None:
        phase = Phase.objects.filter(company_id=by.company_id, pk=turn.phase_id).first()
        if phase is None:
            raise checks.invalid("phase_id", _("This phase is gone."))
        return phase
    if turn.board_id is None or (now_in and now_in.board_id == turn.board_id):
        return None
    phase = first_phase(turn.board_id, viewer=by)
    if phase is None:
        raise checks.invalid("board_id", _("This board is gone, or has no phases."))
    return phase
