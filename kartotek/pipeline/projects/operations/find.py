"""The project an operation is about, locked until its transaction ends."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kartotek.errors import Deleted, NotFound, Refused, Stale
from kartotek.pipeline.projects.models import Project
from kartotek.users.permissions import refuse_unless_editable
from kartotek.users.viewer import Viewer


class ProjectClosed(Refused):
    """The project is completed or cancelled; it can be reopened."""


class ProjectArchived(Refused):
    """The project is archived; it can be taken back."""


class ProjectDeleted(Deleted, Stale):
    """The project was deleted meanwhile; it can be restored."""


def found(project_id: int, *, by: Viewer) -> Project:
    """Return the project, deleted or not, locked.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    rows = Project.objects.select_for_update(of=("self",)).visible_to(by)
    project = rows.filter(pk=project_id).first()
    if project is None:
        raise NotFound(_("This project is gone."))
    refuse_unless_editable(by, project.owner_id)
    return project


def found_alive(project_id: int, *, by: Viewer) -> Project:
    """Return the project, locked.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        ProjectDeleted: it was deleted.
    """
    project = found(project_id, by=by)
    if project.is_deleted:
        text = _("“%(project)s” was deleted meanwhile. Restore it to go on.")
        raise ProjectDeleted(text % {"project": project.title}, "project", project.pk)
    return project


def refuse_archived(project: Project) -> None:
    """Let a project pass that is not archived.

    Raises:
        ProjectArchived: it is.
    """
    if project.archived_at:
        text = _("“%(project)s” is archived. Take it out of the archive first.")
        raise ProjectArchived(text % {"project": project.title})
