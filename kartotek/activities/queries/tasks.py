"""The tasks of a project: what is still to be done, then what was done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from kartotek.activities.models import BuiltIn
from kartotek.activities.queries.rows import ActivityRow, activity_rows
from kartotek.activities.queries.scopes import activities_seen
from kartotek.users.viewer import Viewer

MOST = 200


@dataclass(frozen=True)
class Tasks:
    """The tasks of a project that the viewer sees, open ones first, by the day they are due."""

    rows: list[ActivityRow]

    @property
    def done_count(self) -> int:
        """How many of them are done."""
        return sum(row.is_done for row in self.rows)


def tasks_of(project_id: int, *, viewer: Viewer) -> Tasks:
    """Return the tasks of a project, which the caller has checked that the viewer sees."""
    found = activities_seen(viewer).filter(project_id=project_id, type=BuiltIn.TASK.value)
    ordered = found.order_by(
        F("done_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
    )
    return Tasks(activity_rows(ordered[:MOST]))
