"""The activities page: what is to do, late, for a day or a week, done, and everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from kartotek.activities.models import Activity
from kartotek.activities.queries.rows import ActivityRow, activity_rows
from kartotek.activities.queries.scopes import activities_seen, visible
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer

# Beyond, a number beside a list says no more than that there are many.
MOST_COUNTED: Final = 1000

MOST_IN_CALENDAR: Final = 500


class Span(StrEnum):
    """Which activities a list shows."""

    TO_DO = "to-do"
    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    DONE = "done"
    ALL = "all"


COUNTED: Final = (Span.TO_DO, Span.OVERDUE, Span.TODAY, Span.TOMORROW, Span.WEEK)


@dataclass(frozen=True)
class Asked:
    """What a list of activities is asked for; `owner_id` None is everybody's, no `type` any.

    `now` is a moment in the viewer's zone, whose days the lists mean; a week begins on
    `first_weekday`, of which 0 is Monday.
    """

    span: Span
    now: datetime
    owner_id: int | None = None
    type: str = ""
    first_weekday: int = 0


def activities(
    asked: Asked, *, viewer: Viewer, after: str = "", limit: int = 50
) -> Page[ActivityRow]:
    """Return a page of the activities the viewer sees, soonest first; done and all newest first.

    Raises:
        CursorLost: `after` cannot be read.
    """
    query = _of(activities_seen(viewer), asked).filter(_within(asked.span, asked))
    orders = {
        Span.DONE: Order("done_at", is_descending=True),
        Span.ALL: Order("sorted_at", is_descending=True),
    }
    order = orders.get(asked.span, Order("sorted_at"))
    page = page_of(query, order=order, after=after, limit=limit)
    return Page(activity_rows(page.rows), page.next)


def count_activities(asked: Asked, *, viewer: Viewer) -> Mapping[Span, int]:
    """Return how many activities each list of what is to do holds; MOST_COUNTED is many."""
    query = _of(visible(Activity.objects.alive(), viewer), asked)
    return {
        span: query.filter(_within(span, asked)).order_by()[:MOST_COUNTED].count()
        for span in COUNTED
    }


def in_calendar(asked: Asked, *, viewer: Viewer, first: date, days: int) -> list[ActivityRow]:
    """Return the activities of some days, done ones too, soonest first.

    Args:
        asked: whose, of which type, and in which zone; its span is not looked at.
        viewer: who looks.
        first: the first day.
        days: how many.
    """
    held = _of(activities_seen(viewer), asked)
    # What began the day before may last into the first one.
    found = held.filter(_days(first - timedelta(days=1), days + 1, asked))
    return activity_rows(found.order_by("sorted_at", "id")[:MOST_IN_CALENDAR])


def _of(query: QuerySet[Activity], asked: Asked) -> QuerySet[Activity]:
    if asked.owner_id is not None:
        query = query.filter(owner_id=asked.owner_id)
    return query.filter(type=asked.type) if asked.type else query


def _within(span: Span, asked: Asked) -> Q:
    if span is Span.ALL:
        return Q()
    if span is Span.DONE:
        return Q(done_at__isnull=False)
    today = asked.now.date()
    monday = today - timedelta(days=(today.weekday() - asked.first_weekday) % 7)
    conditions = {
        Span.TO_DO: Q(),
        Span.OVERDUE: _before(asked.now),
        Span.TODAY: _days(today, 1, asked),
        Span.TOMORROW: _days(today + timedelta(days=1), 1, asked),
        Span.WEEK: _days(monday, 7, asked),
    }
    return Q(done_at=None) & conditions[span]


def _before(now: datetime) -> Q:
    """Return the condition of being late: the moment is over, or the whole day."""
    midnight = datetime.combine(now.date(), time.min, UTC)
    is_late = Q(due_time=None, sorted_at__lt=midnight)
    is_late |= Q(due_time__isnull=False, sorted_at__lt=now)
    # The outer bound lets an index find them.
    return Q(sorted_at__lt=max(now, midnight)) & is_late


def _days(first: date, count: int, asked: Asked) -> Q:
    """Return the condition of falling on some days of the zone; days alone are zoneless."""
    last = first + timedelta(days=count)
    starts, ends = (datetime.combine(day, time.min, asked.now.tzinfo) for day in (first, last))
    whole_starts, whole_ends = (datetime.combine(day, time.min, UTC) for day in (first, last))
    falls = Q(due_time=None, sorted_at__gte=whole_starts, sorted_at__lt=whole_ends)
    falls |= Q(due_time__isnull=False, sorted_at__gte=starts, sorted_at__lt=ends)
    bounds = Q(sorted_at__gte=min(starts, whole_starts), sorted_at__lt=max(ends, whole_ends))
    return bounds & falls
