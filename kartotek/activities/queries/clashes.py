"""Whether somebody is free at a time: what else they have planned then."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kartotek.activities.models import Activity
from kartotek.activities.queries.rows import ActivityRow, activity_row
from kartotek.activities.queries.scopes import activities_seen
from kartotek.users.viewer import Viewer

# How long something without a duration is thought to take.
USUAL_MINUTES = 30


def clashes(
    *, day: date, clock: time, minutes: int | None, viewer: Viewer, besides: int = 0
) -> list[ActivityRow]:
    """Return the viewer's own open activities that take place at the same time, the first first.

    Activities of the day before that last past midnight are not looked at.

    Args:
        day: in the viewer's zone.
        clock: when it begins.
        minutes: how long it takes; None where nobody said.
        viewer: whose time it is.
        besides: an activity that does not stand in its own way.
    """
    planned = (
        activities_seen(viewer)
        .filter(owner_id=viewer.own_id, done_at=None, due_on=day, due_time__isnull=False)
        .exclude(pk=besides)
    )
    begins, ends = _span(day, clock, minutes)
    return [
        activity_row(one) for one in planned.order_by("due_time", "id") if _meets(one, begins, ends)
    ]


def _meets(activity: Activity, begins: datetime, ends: datetime) -> bool:
    assert activity.due_on is not None
    assert activity.due_time is not None
    start, end = _span(activity.due_on, activity.due_time, activity.duration_minutes)
    return start < ends and begins < end


def _span(day: date, clock: time, minutes: int | None) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, clock)
    return begins, begins + timedelta(minutes=minutes or USUAL_MINUTES)
