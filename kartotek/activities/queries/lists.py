"""The activities page: what is to do, late, for today, for this week, and done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce

from kartotek.activities.models import Activity
from kartotek.activities.queries.on_record import soonest_first
from kartotek.activities.queries.rows import ActivityRow, activity_rows
from kartotek.activities.queries.scopes import activities_seen, visible
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer

# Sorts after every day: what has no day comes last.
SOMEDAY = date.max


class Span(StrEnum):
    """Which activities a list shows."""

    TO_DO = "to-do"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    DONE = "done"


@dataclass(frozen=True)
class Asked:
    """What a list of activities is asked for; `owner_id` None is everybody's.

    `today` is the viewer's day; a week ends on Sunday.
    """

    span: Span
    today: date
    owner_id: int | None = None


def activities(
    asked: Asked, *, viewer: Viewer, after: str = "", limit: int = 50
) -> Page[ActivityRow]:
    """Return a page of the activities the viewer sees, soonest first; done ones newest first.

    Raises:
        CursorLost: `after` cannot be read.
    """
    query = activities_seen(viewer).filter(_within(asked.span, asked.today))
    if asked.owner_id is not None:
        query = query.filter(owner_id=asked.owner_id)
    if asked.span is Span.DONE:
        order = Order("done_at", is_descending=True)
        page = page_of(query, order=order, after=after, limit=limit)
        return Page(activity_rows(page.rows), page.next)
    query = query.annotate(day=Coalesce("due_on", Value(SOMEDAY)))
    page = page_of(query, order=Order("day"), after=after, limit=limit)
    return Page(sorted(activity_rows(page.rows), key=soonest_first), page.next)


def count_activities(
    *, viewer: Viewer, today: date, owner_id: int | None = None
) -> dict[Span, int]:
    """Return how many activities each list holds, without those done."""
    query = visible(Activity.objects.alive(), viewer).filter(done_at=None)
    if owner_id is not None:
        query = query.filter(owner_id=owner_id)
    spans = (Span.TO_DO, Span.OVERDUE, Span.TODAY, Span.WEEK)
    wanted = {span.name: Count("id", filter=_within(span, today)) for span in spans}
    found = query.aggregate(**wanted)
    return {span: found[span.name] for span in spans}


def _within(span: Span, today: date) -> Q:
    if span is Span.DONE:
        return Q(done_at__isnull=False)
    sunday = today + timedelta(days=6 - today.weekday())
    days = {
        Span.TO_DO: Q(),
        Span.OVERDUE: Q(due_on__lt=today),
        Span.TODAY: Q(due_on=today),
        Span.WEEK: Q(due_on__gte=today, due_on__lte=sunday),
    }
    return Q(done_at=None) & days[span]
