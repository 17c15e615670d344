"""Whether somebody is free at a time: what else they have planned then."""

from __future__ import annotations

from datetime import datetime, timedelta

from kartotek.activities import rules
from kartotek.activities.models import Activity
from kartotek.activities.queries.rows import ActivityRow, activity_rows
from kartotek.activities.queries.scopes import activities_seen
from kartotek.users.viewer import Viewer

# What began so long ago may still take place.
LOOKED_BACK = timedelta(days=1)


def clashes(
    *, begins: datetime, minutes: int | None, viewer: Viewer, besides: int = 0
) -> list[ActivityRow]:
    """Return the viewer's own open activities that take place at the same time, the first first.

    What takes longer than a day is only looked at on its first two; what leaves its owner free
    stands in nobody's way.

    Args:
        begins: when.
        minutes: how long it takes; None where nobody said.
        viewer: whose time it is.
        besides: an activity that does not stand in its own way.
    """
    start, end = rules.span(begins, minutes)
    planned = activities_seen(viewer).filter(
        owner_id=viewer.own_id,
        done_at=None,
        is_busy=True,
        due_time__isnull=False,
        sorted_at__gt=start - LOOKED_BACK,
        sorted_at__lt=end,
    )
    found = planned.exclude(pk=besides).order_by("sorted_at", "id")
    return activity_rows(one for one in found if _ends(one) > start)


def _ends(activity: Activity) -> datetime:
    return rules.span(activity.sorted_at, activity.duration_minutes)[1]
