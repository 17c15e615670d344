"""Putting one person, organization or deal on a project, and taking it off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.history.operations import record
from kartotek.pipeline.projects.models import Project
from kartotek.pipeline.projects.operations.find import found_alive
from kartotek.pipeline.projects.operations.values import checked, lists_of, write_lists
from kartotek.users.viewer import Viewer

LIST_OF = {"person": "person_ids", "organization": "organization_ids", "deal": "deal_ids"}


@transaction.atomic
def add_member(*, project_id: int, kind: str, record_id: int, by: Viewer, at: datetime) -> Project:
    """Put a person, an organization or a deal on a project, last in order; twice is once.

    Raises:
        NotFound: there is no such project, or it is not theirs to see, or no such kind.
        ProjectDeleted: it was deleted.
        Invalid: there is no such record, or it is not theirs to see.
    """
    return _rewrite(project_id, kind, record_id, is_on=True, by=by, at=at)


@transaction.atomic
def remove_member(
    *, project_id: int, kind: str, record_id: int, by: Viewer, at: datetime
) -> Project:
    """Take a person, an organization or a deal off a project; what is not on it changes nothing.

    Raises:
        NotFound: there is no such project, or it is not theirs to see, or no such kind.
        ProjectDeleted: it was deleted.
    """
    return _rewrite(project_id, kind, record_id, is_on=False, by=by, at=at)


def _rewrite(
    project_id: int, kind: str, record_id: int, *, is_on: bool, by: Viewer, at: datetime
) -> Project:
    name = LIST_OF.get(kind)
    if name is None:
        raise NotFound(_("A project has no such list."))
    project = found_alive(project_id, by=by)
    old = lists_of(project)[name]
    ids = [one for one in old if one != record_id]
    if is_on:
        if record_id in old:
            return project
        checked({name: [record_id]}, by=by)  # type: ignore[misc]
        ids.append(record_id)
    if ids == old:
        return project
    write_lists(project, {name: ids})
    project.save(update_fields=project.touch(at))
    happened = f"project.{kind}-{'added' if is_on else 'removed'}"
    record(happened, subject=project, by=by, at=at, **{f"{kind}_id": record_id})
    return project
