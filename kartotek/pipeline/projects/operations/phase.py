"""Moving a project over its board."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.history.operations import record
from kartotek.pipeline.projects.models import Phase, Project, ProjectStatus
from kartotek.pipeline.projects.operations.find import (
    ProjectClosed,
    found_alive,
    refuse_archived,
)
from kartotek.users.viewer import Viewer


@transaction.atomic
def move_to_phase(*, project_id: int, phase_id: int, by: Viewer, at: datetime) -> Project:
    """Move a project to another phase, of any board; moving it to its own does nothing.

    Raises:
        NotFound: there is no such project or phase, or the project is not theirs to see.
        ProjectDeleted: the project was deleted.
        ProjectClosed: the project is completed or cancelled.
        ProjectArchived: the project is archived.
    """
    # First the phase, as deleting one does: it is there until the project stands in it.
    phases = Phase.objects.select_for_update(no_key=True).filter(company_id=by.company_id)
    phase = phases.filter(pk=phase_id).first()
    project = found_alive(project_id, by=by)
    if phase is None:
        raise NotFound(_("This phase is gone. Nothing was moved."))
    if project.status != ProjectStatus.OPEN:
        text = _("“%(project)s” is closed and cannot move.")
        raise ProjectClosed(text % {"project": project.title})
    refuse_archived(project)
    if project.phase_id == phase.pk:
        return project
    old = project.phase
    project.save(update_fields=project.touch(at, phase=phase))
    record(
        "project.phase-changed",
        subject=project,
        by=by,
        at=at,
        phase=phase.name,
        phase_id=phase.pk,
        old_phase=old.name,
        old_phase_id=old.pk,
    )
    return project
