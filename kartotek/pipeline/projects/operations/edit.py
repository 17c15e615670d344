"""Changing what is written on a project."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.history.meanwhile import refuse_changed
from kartotek.history.operations import changes, record
from kartotek.pipeline.deals.operations.values import lookups
from kartotek.pipeline.projects.models import Project
from kartotek.pipeline.projects.operations.find import found_alive
from kartotek.pipeline.projects.operations.values import (
    LISTS,
    ProjectEdit,
    checked,
    lists_of,
    refuse_backwards,
    write_lists,
)
from kartotek.users.viewer import Viewer


@transaction.atomic
def edit(*, project_id: int, by: Viewer, at: datetime, **new: Unpack[ProjectEdit]) -> Project:
    """Write new values on a project; values it already has change nothing.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        ProjectDeleted: it was deleted.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used, or the project would end before it starts.
    """
    project = found_alive(project_id, by=by)
    was = new.pop("was", {})
    old = lists_of(project)
    kept = checked(new, by=by, had=old)
    lists = {name: kept.pop(name) for name in LISTS if name in kept}
    moved = {name: [old[name], ids] for name, ids in lists.items() if old[name] != ids}
    refuse_changed(project, was, kept)
    changed = changes(project, kept)
    if not changed and not moved:
        return project
    refuse_backwards(kept.get("start_on", project.start_on), kept.get("end_on", project.end_on))
    written = {name: kept[name] for name in changed}
    if "title" in written:
        written |= lookups(written["title"])
    project.save(update_fields=project.touch(at, **written))
    write_lists(project, {name: lists[name] for name in moved})
    record("project.edited", subject=project, by=by, at=at, changes={**changed, **moved})
    return project
