"""Deleting a project and bringing it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.pipeline.projects.models import Project
from kartotek.pipeline.projects.operations.find import found
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


@transaction.atomic
def delete(*, project_id: int, by: Viewer, at: datetime) -> Project:
    """Delete a project; it can be restored until it is purged. Twice is once.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        NotPermitted: `by` may not delete records, or may only change their own.
    """
    project = found(project_id, by=by)
    refuse_unless(by, Permission.DELETE)
    if not project.is_deleted:
        project.save(update_fields=project.touch(at, deleted_at=at))
        record("project.deleted", subject=project, by=by, at=at, title=project.title)
    return project


@transaction.atomic
def restore(*, project_id: int, by: Viewer, at: datetime) -> Project:
    """Bring a deleted project back as it was; twice is once.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
    """
    project = found(project_id, by=by)
    if project.is_deleted:
        project.save(update_fields=project.touch(at, deleted_at=None))
        record("project.restored", subject=project, by=by, at=at, title=project.title)
    return project
