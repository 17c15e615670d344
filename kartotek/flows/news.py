"""Reading announcements: what is new since a number, for whom, and dropping what is old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q

from kartotek.flows.models import Announcement
from kartotek.users.viewer import Viewer

KEPT_FOR = timedelta(minutes=10)
MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class News:
    """One announcement; `user_id` None is for everyone in the company."""

    id: int
    company_id: int
    user_id: int | None
    event: str
    data: dict[str, Any]

    def is_for(self, viewer: Viewer) -> bool:
        """Return whether the viewer is told."""
        return self.company_id == viewer.company_id and self.user_id in {None, viewer.user_id}


def latest() -> int:
    """Return the number of the newest announcement of anyone; 0 when there is none."""
    return Announcement.objects.aggregate(newest=Max("id"))["newest"] or 0


def since(number: int) -> list[News]:
    """Return the announcements after `number`, oldest first, for every company."""
    rows = Announcement.objects.filter(id__gt=number).order_by("id")[:MOST_AT_ONCE]
    return [News(row.pk, row.company_id, row.user_id, row.event, row.data or {}) for row in rows]


def version_of(*, viewer: Viewer) -> int:
    """Return a number that grows whenever there is news for the viewer."""
    told = Q(user_id=None) | Q(user_id=viewer.own_id)
    rows = Announcement.objects.filter(told, company_id=viewer.company_id)
    return rows.aggregate(newest=Max("id"))["newest"] or 0


def drop_old(*, at: datetime) -> int:
    """Drop announcements every screen has heard by now, and return how many.

    The newest of each listener stays, so that nobody's version ever goes back.
    """
    newest = Announcement.objects.values("company_id", "user_id").annotate(newest=Max("id"))
    old = Announcement.objects.filter(at__lte=at - KEPT_FOR).exclude(id__in=newest.values("newest"))
    count, _kinds = old.delete()
    return count
