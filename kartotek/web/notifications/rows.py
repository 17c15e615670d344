"""Notifications as pages show them: a sentence with its names loud, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from kartotek.notifications.queries import NotificationRow
from kartotek.web.words import day


@dataclass(frozen=True)
class Line:
    """A notification ready to be drawn."""

    id: int
    icon: str
    text: SafeString
    plain: str
    snippet: str
    why: str
    at: datetime
    is_read: bool


@dataclass(frozen=True)
class Day:
    """The notifications of one day."""

    title: str
    lines: list[Line]


def days_of(rows: Iterable[NotificationRow]) -> list[Day]:
    """Return notifications, the newest first, by the days of the viewer."""
    by_day = groupby(rows, key=lambda row: timezone.localtime(row.at).date())
    return [Day(day(date), [line_of(row) for row in held]) for date, held in by_day]


def line_of(row: NotificationRow) -> Line:
    """Return one notification as it is drawn."""
    loud = {name: format_html("<b>{}</b>", value) for name, value in row.values.items()}
    text = mark_safe(str(escape(row.sentence)) % loud)  # noqa: S308  Its values are escaped.
    return Line(row.id, row.icon, text, row.text, row.snippet, row.why, row.at, is_read=row.is_read)
