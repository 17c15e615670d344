"""A week of activities by the hour, in the viewer's zone; on a phone, its days as lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.views.decorators.http import require_GET

from kartotek.activities import queries
from kartotek.activities.queries import ActivityRow, Asked
from kartotek.activities.rules import lanes, span
from kartotek.web import render
from kartotek.web.activities.activities import asked_for, filter_context
from kartotek.web.activities.week import week_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "activities/calendar.html"
DAYS: Final = 7

# A day has so many rows of a quarter of an hour; what is shorter than the least is still read.
ROWS: Final = 96
ROW_MINUTES: Final = 15
LEAST_ROWS: Final = 2
MOST_LANES: Final = 6

FIRST: Final = date(1901, 1, 1)
LAST: Final = date(2198, 12, 31)


@dataclass(frozen=True)
class Block:
    """An activity on its day: the row it begins in, how many it takes, and its lane."""

    row: ActivityRow
    begins: datetime
    ends: datetime
    first: int
    count: int
    lane: int
    lanes: int


@dataclass(frozen=True)
class Day:
    """A day of the week with what takes place all day and at its hours."""

    on: date
    is_today: bool
    whole: list[ActivityRow]
    blocks: list[Block]

    @property
    def name(self) -> str:
        """Return its short name, such as Mon."""
        return date_format(self.on, "D")

    @property
    def title(self) -> str:
        """Return its full name, such as Monday 23 November."""
        return date_format(self.on, "l j F")

    @property
    def rows(self) -> list[ActivityRow]:
        """Return everything of the day, in order."""
        return [*self.whole, *(one.row for one in self.blocks)]


@require_GET
def calendar(request: KartotekRequest) -> HttpResponse:
    """Show a week."""
    return render.page(request, SCREEN, calendar_context(request, request.GET))


def calendar_context(request: KartotekRequest, asked: QueryDict) -> dict[str, object]:
    """Return what the calendar shows for a query string: the week of `day`, else the present."""
    wanted = asked_for(request, asked)
    today = wanted.now.date()
    chosen = _day(asked, today)
    first = week_of(chosen, wanted.first_weekday)
    rows = queries.in_calendar(wanted, viewer=request.viewer, first=first, days=DAYS)
    days = [_day_of(rows, first + timedelta(days=index), wanted) for index in range(DAYS)]
    return {
        "days": days,
        "chosen": next(day for day in days if day.on == chosen),
        "title": _title(first),
        "previous": first - timedelta(days=DAYS),
        "following": first + timedelta(days=DAYS),
        "today": today,
        "now_row": (wanted.now.hour * 60 + wanted.now.minute) // ROW_MINUTES,
        "hours": [time_format(time(hour), "H:i") for hour in range(24)],
        **filter_context(wanted, viewer=request.viewer),
    }


class DayForm(forms.Form):
    """A day of the week that is asked for."""

    day = forms.DateField(required=False)


def _day(asked: QueryDict, today: date) -> date:
    form = DayForm(asked)
    typed = form.cleaned_data["day"] if form.is_valid() else None
    return min(max(typed, FIRST), LAST) if typed else today


def _title(first: date) -> str:
    last = first + timedelta(days=DAYS - 1)
    begins = "j" if first.month == last.month else "j M" if first.year == last.year else "j M Y"
    return f"{date_format(first, begins)} – {date_format(last, 'j M Y')}"


def _day_of(rows: Sequence[ActivityRow], day: date, asked: Asked) -> Day:
    whole = [row for row in rows if not isinstance(row.due, datetime) and row.due == day]
    return Day(day, day == asked.now.date(), whole, _blocks(rows, day))


def _blocks(rows: Sequence[ActivityRow], day: date) -> list[Block]:
    """Return what takes place at the hours of a day, laid side by side where it meets."""
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    following = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    held = []
    for row in rows:
        if isinstance(row.due, datetime):
            begins, ends = span(row.due, row.duration_minutes)
            if begins < following and ends > midnight:
                held.append((row, max(begins, midnight), min(ends, following)))
    held.sort(key=lambda one: (one[1], one[0].id))
    placed = lanes([_drawn(begins, ends, day) for _row, begins, ends in held])
    return [
        Block(
            row,
            timezone.localtime(begins),
            timezone.localtime(ends),
            *_rows(begins, ends, day),
            min(lane.index, MOST_LANES - 1),
            min(lane.count, MOST_LANES),
        )
        for (row, begins, ends), lane in zip(held, placed, strict=True)
    ]


def _rows(begins: datetime, ends: datetime, day: date) -> tuple[int, int]:
    """Return the first row of a block, and how many it takes, by the clock on the wall."""
    first = _minute(begins, day) // ROW_MINUTES
    last = -(-_minute(ends, day) // ROW_MINUTES)
    first = min(first, ROWS - LEAST_ROWS)
    return first, max(last - first, LEAST_ROWS)


def _drawn(begins: datetime, ends: datetime, day: date) -> tuple[datetime, datetime]:
    """Return from when to when a block is drawn: what is short takes more room than time."""
    first, count = _rows(begins, ends, day)
    top = datetime.combine(day, time.min)
    step = timedelta(minutes=ROW_MINUTES)
    return top + first * step, top + (first + count) * step


def _minute(moment: datetime, day: date) -> int:
    local = timezone.localtime(moment)
    return 24 * 60 if local.date() > day else local.hour * 60 + local.minute
