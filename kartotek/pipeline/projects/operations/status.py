"""Completing, cancelling and reopening a project."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import record
from kartotek.pipeline import checks
from kartotek.pipeline.projects.models import Project, ProjectStatus
from kartotek.pipeline.projects.operations.find import found_alive, refuse_archived
from kartotek.users.viewer import Viewer

_HAPPENED = {
    ProjectStatus.COMPLETED: "project.completed",
    ProjectStatus.CANCELLED: "project.cancelled",
    ProjectStatus.OPEN: "project.reopened",
}


@transaction.atomic
def set_status(*, project_id: int, status: str, by: Viewer, at: datetime) -> Project:
    """Complete, cancel or reopen a project; the status it has already changes nothing.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        ProjectDeleted: it was deleted.
        ProjectArchived: it is archived.
        Invalid: there is no such status.
    """
    if status not in ProjectStatus.values:
        raise checks.invalid("status", _("A project is open, completed or cancelled."))
    project = found_alive(project_id, by=by)
    if project.status == status:
        return project
    refuse_archived(project)
    closed_at = None if status == ProjectStatus.OPEN else at
    project.save(update_fields=project.touch(at, status=status, closed_at=closed_at))
    record(_HAPPENED[ProjectStatus(status)], subject=project, by=by, at=at)
    return project
