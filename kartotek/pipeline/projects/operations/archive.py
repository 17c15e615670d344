"""Putting a project into the archive and taking it out again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.pipeline.projects.models import Project
from kartotek.pipeline.projects.operations.find import found_alive
from kartotek.users.viewer import Viewer


@transaction.atomic
def archive(*, project_id: int, by: Viewer, at: datetime) -> Project:
    """Take a project off its board without closing it; twice is once.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        ProjectDeleted: it was deleted.
    """
    project = found_alive(project_id, by=by)
    if project.archived_at is None:
        project.save(update_fields=project.touch(at, archived_at=at))
        record("project.archived", subject=project, by=by, at=at)
    return project


@transaction.atomic
def unarchive(*, project_id: int, by: Viewer, at: datetime) -> Project:
    """Put an archived project back where it was; twice is once.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        ProjectDeleted: it was deleted.
    """
    project = found_alive(project_id, by=by)
    if project.archived_at is not None:
        project.save(update_fields=project.touch(at, archived_at=None))
        record("project.unarchived", subject=project, by=by, at=at)
    return project
