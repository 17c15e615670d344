"""Reading the history of every company from where one was, for what follows from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from kartotek.history.models import Entry

# On PostgreSQL lines are numbered before they are committed: what is younger than this is read
# once more, since a line before it may still come.
SETTLES_IN = timedelta(seconds=30)
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One line of history, of any company."""

    id: int
    company_id: int
    kind: str
    subject_type: str
    subject_id: int
    at: datetime
    user_id: int | None
    who: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines after a place, the oldest first, and the place from where to read on."""

    lines: list[Told]
    read_to: int


def latest() -> int:
    """Return the number of the newest line of all; 0 when there is none."""
    return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def lines_after(number: int, *, kinds: Collection[str], at: datetime) -> Lines:
    """Return the lines of some kinds after a place; some of them may come again the next time.

    Args:
        number: where the reading before ended.
        kinds: of what happened.
        at: now.
    """
    newest = latest()
    if newest <= number:
        return Lines([], number)
    fresh = Entry.objects.filter(pk__gt=number, pk__lte=newest)
    rows = fresh.filter(kind__in=kinds).select_related("user").order_by("pk")[:MOST_AT_ONCE]
    lines = [_told(row) for row in rows]
    if len(lines) == MOST_AT_ONCE:
        newest = lines[-1].id
    return Lines(lines, _settled(number, newest, at))


def lines_since(since: datetime, *, kinds: Collection[str], company_id: int) -> list[Told]:
    """Return the lines of some kinds of one company since a moment, the oldest first."""
    held = Entry.objects.filter(company_id=company_id, at__gte=since, kind__in=kinds)
    return [_told(row) for row in held.select_related("user").order_by("pk")]


def _told(row: Entry) -> Told:
    return Told(
        id=row.pk,
        company_id=row.company_id,
        kind=row.kind,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        at=row.at,
        user_id=row.user_id,
        who=row.user.name if row.user else "",
        data=row.data,
    )


def _settled(number: int, newest: int, at: datetime) -> int:
    """Return up to where nothing can come any more."""
    if connection.vendor == "sqlite":
        return newest
    young = Entry.objects.filter(pk__gt=number, pk__lte=newest, at__gt=at - SETTLES_IN)
    first = young.aggregate(first=Min("pk"))["first"]
    return newest if first is None else first - 1
