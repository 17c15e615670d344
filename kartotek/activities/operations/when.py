"""When an activity takes place, as it is kept: in the zone it was planned in, and as it sorts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from kartotek.activities import rules
from kartotek.activities.models import SOMEDAY, Activity
from kartotek.users.models import User
from kartotek.users.viewer import Viewer

WHEN = ("due_on", "due_time", "time_zone")


def placed(
    kept: Mapping[str, Any], *, by: Viewer, before: Activity | None = None
) -> dict[str, Any]:
    """Return the day, time, zone and sorting moment of an activity after a change; or nothing.

    Args:
        kept: what was said of it, checked.
        by: whose zone a time is in, unless one was said.
        before: the activity as it was; what was not said of when it is stays.
    """
    if not any(name in kept for name in WHEN):
        return {}
    zone = kept.get("time_zone") or _zone_of(by)
    day, clock = _before(before, zone)
    day, clock = kept.get("due_on", day), kept.get("due_time", clock)
    moment = rules.sorting_moment(day, clock, zone) if day else SOMEDAY
    return {"due_on": day, "due_time": clock, "time_zone": zone, "sorted_at": moment}


def seen_by(activity: Activity, *, by: Viewer) -> tuple[date | None, time | None]:
    """Return the day and time of an activity in the zone of a user, as a screen shows it."""
    return _before(activity, _zone_of(by))


def _before(before: Activity | None, zone: str) -> tuple[date | None, time | None]:
    """Return the day and time of an activity, said in a zone."""
    if before is None:
        return None, None
    if before.due_on is None:
        return None, before.due_time
    return rules.in_zone(before.due_on, before.due_time, old=before.time_zone, new=zone)


def _zone_of(by: Viewer) -> str:
    """Return the zone of a user; the engine's is UTC."""
    found = User.objects.filter(pk=by.own_id).values_list("time_zone", flat=True).first()
    return found or "UTC"
