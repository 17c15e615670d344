"""The activities page: what is to do, late, for a day or a week, done, and everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import IntegerField, Q, QuerySet, Subquery

from kartotek.activities.models import Activity
from kartotek.activities.queries.rows import ActivityRow, activity_rows
from kartotek.activities.queries.scopes import activities_seen, visible
from kartotek.users.models import Company
from kartotek.users.paging import Order, Page, cursor_after, ordered, page_of
from kartotek.users.prepared import prepared
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


ORDERS: Final = {
    Span.DONE: Order("done_at", is_descending=True),
    Span.ALL: Order("sorted_at", is_descending=True),
}

COUNTED: Final = (Span.TO_DO, Span.OVERDUE, Span.TODAY, Span.TOMORROW, Span.WEEK)


@dataclass(frozen=True)
class Asked:
    """What a list of activities is asked for; `owner_id` None is everybody's, `type` None any.

    `now` is a moment in the viewer's zone, whose days the lists mean; a week begins on
    `first_weekday`, of which 0 is Monday.
    """

    span: Span
    now: datetime
    owner_id: int | None = None
    type: str | None = None
    first_weekday: int = 0


def activities(
    asked: Asked, *, viewer: Viewer, after: str = "", limit: int = 50
) -> Page[ActivityRow]:
    """Return a page of the activities the viewer sees, soonest first; done and all newest first.

    Raises:
        CursorLost: `after` cannot be read.
    """
    bounds = _bounds(asked.span, asked)
    order = ORDERS.get(asked.span, Order("sorted_at"))
    if after:
        query = _of(activities_seen(viewer), asked.owner_id, asked.type)
        query = query.filter(_within(asked.span, bounds))
        page = page_of(query, order=order, after=after, limit=limit)
        return Page(activity_rows(page.rows), page.next)
    found = _first(
        asked.span, limit + 1, viewer=viewer, owner_id=asked.owner_id, type=asked.type, **bounds
    )
    more = cursor_after(found[limit - 1], order) if len(found) > limit else ""
    return Page(activity_rows(found[:limit]), more)


@prepared
def _first(
    span: Span,
    limit: int,
    /,
    *,
    viewer: Viewer,
    owner_id: int | None,
    type: str | None,  # noqa: A002  As it is asked for.
    **bounds: datetime,
) -> QuerySet[Activity]:
    query = _of(activities_seen(viewer), owner_id, type).filter(_within(span, bounds))
    return ordered(query, ORDERS.get(span, Order("sorted_at")))[:limit]


def count_activities(asked: Asked, *, viewer: Viewer) -> Mapping[Span, int]:
    """Return how many activities each list of what is to do holds; MOST_COUNTED is many."""
    bounds = {
        f"{span.name}_{name}": moment
        for span in COUNTED
        for name, moment in _bounds(span, asked).items()
    }
    [found] = _counts(viewer=viewer, owner_id=asked.owner_id, type=asked.type, **bounds)
    return dict(zip(COUNTED, found, strict=True))


class _CountOf(Subquery):
    """How many rows a query has, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()


@prepared
def _counts(
    *,
    viewer: Viewer,
    owner_id: int | None,
    type: str | None,  # noqa: A002  As it is asked for.
    **bounds: datetime,
) -> QuerySet[Company, tuple[int, ...]]:
    query = _of(visible(Activity.objects.alive(), viewer), owner_id, type)
    counted = []
    for span in COUNTED:
        own = {
            name.removeprefix(f"{span.name}_"): moment
            for name, moment in bounds.items()
            if name.startswith(f"{span.name}_")
        }
        found = query.filter(_within(span, own)).order_by().values("pk")[:MOST_COUNTED]
        counted.append(_CountOf(found))
    return Company.objects.filter(pk=viewer.company_id).values_list(*counted)


def in_calendar(asked: Asked, *, viewer: Viewer, first: date, days: int) -> list[ActivityRow]:
    """Return the activities of some days, done ones too, soonest first.

    Args:
        asked: whose, of which type, and in which zone; its span is not looked at.
        viewer: who looks.
        first: the first day.
        days: how many.
    """
    # What began the day before may last into the first one.
    bounds = _days(first - timedelta(days=1), days + 1, asked)
    return activity_rows(
        _in_days(viewer=viewer, owner_id=asked.owner_id, type=asked.type, **bounds)
    )


@prepared
def _in_days(
    *,
    viewer: Viewer,
    owner_id: int | None,
    type: str | None,  # noqa: A002  As it is asked for.
    **bounds: datetime,
) -> QuerySet[Activity]:
    held = _of(activities_seen(viewer), owner_id, type).filter(_falls(bounds))
    return held.order_by("sorted_at", "id")[:MOST_IN_CALENDAR]


def _of(query: QuerySet[Activity], owner_id: int | None, key: str | None) -> QuerySet[Activity]:
    if owner_id is not None:
        query = query.filter(owner_id=owner_id)
    return query.filter(type=key) if key is not None else query


def _bounds(span: Span, asked: Asked) -> dict[str, datetime]:
    """Return the moments between which a list lies, in the zone of the viewer."""
    today = asked.now.date()
    monday = today - timedelta(days=(today.weekday() - asked.first_weekday) % 7)
    if span is Span.OVERDUE:
        midnight = datetime.combine(today, time.min, UTC)
        return {"high": max(asked.now, midnight), "midnight": midnight, "now": asked.now}
    days = {
        Span.TODAY: (today, 1),
        Span.TOMORROW: (today + timedelta(days=1), 1),
        Span.WEEK: (monday, 7),
    }
    return _days(*days[span], asked) if span in days else {}


def _days(first: date, count: int, asked: Asked) -> dict[str, datetime]:
    """Return where some days of the zone begin and end; days without a time have no zone."""
    last = first + timedelta(days=count)
    starts, ends = (datetime.combine(day, time.min, asked.now.tzinfo) for day in (first, last))
    whole_starts, whole_ends = (datetime.combine(day, time.min, UTC) for day in (first, last))
    return {
        # The outer bounds let an index find them.
        "low": min(starts, whole_starts),
        "high": max(ends, whole_ends),
        "starts": starts,
        "ends": ends,
        "whole_starts": whole_starts,
        "whole_ends": whole_ends,
    }


def _within(span: Span, bounds: Mapping[str, datetime]) -> Q:
    if span is Span.ALL:
        return Q()
    if span is Span.DONE:
        return Q(done_at__isnull=False)
    if span is Span.OVERDUE:
        is_late = Q(due_time=None, sorted_at__lt=bounds["midnight"])
        is_late |= Q(due_time__isnull=False, sorted_at__lt=bounds["now"])
        return Q(done_at=None, sorted_at__lt=bounds["high"]) & is_late
    return Q(done_at=None) & (_falls(bounds) if bounds else Q())


def _falls(bounds: Mapping[str, datetime]) -> Q:
    """Return the condition of falling between the bounds of some days."""
    falls = Q(
        due_time=None,
        sorted_at__gte=bounds["whole_starts"],
        sorted_at__lt=bounds["whole_ends"],
    )
    falls |= Q(
        due_time__isnull=False, sorted_at__gte=bounds["starts"], sorted_at__lt=bounds["ends"]
    )
    return Q(sorted_at__gte=bounds["low"], sorted_at__lt=bounds["high"]) & falls
