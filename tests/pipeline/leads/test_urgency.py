"""The inbox of leads by urgency."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kartotek.pipeline.leads import operations, queries
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.queries import Narrowing
from kartotek.users.paging import CursorLost
from kartotek.users.viewer import Viewer

TODAY = date(2026, 11, 12)
DAYS = {
    "Late": -1,
    "Later": 5,
    "Nothing": None,
    "Today": 0,
    "Very late": -30,
    "Tomorrow": 1,
    "Nothing either": None,
}
URGENT_FIRST = [
    "Very late", "Late", "Today", "Nothing either", "Nothing", "Tomorrow", "Later",
]  # fmt: skip


@pytest.fixture
def inbox(daniel: Any, by_elif: Viewer, now: datetime) -> None:
    for title, days in DAYS.items():
        lead = operations.create(by=by_elif, at=now, title=title, person_id=daniel.pk)
        day = None if days is None else TODAY + timedelta(days=days)
        Lead.objects.filter(pk=lead.pk).update(next_activity_on=day)


def titles(viewer: Viewer, **asked: Any) -> tuple[list[str], str]:
    page = queries.leads(viewer=viewer, to=Narrowing(), today=TODAY, **asked)
    return [row.title for row in page.rows], page.next


def test_what_is_late_comes_first_and_what_nobody_planned_before_what_is_planned(
    inbox: None, by_elif: Viewer
) -> None:
    assert titles(by_elif) == (URGENT_FIRST, "")


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_the_pages_together_are_the_inbox(inbox: None, by_elif: Viewer, limit: int) -> None:
    found: list[str] = []
    after = ""
    while True:
        rows, after = titles(by_elif, after=after, limit=limit)
        found += rows
        if not after:
            break

    assert found == URGENT_FIRST


def test_a_cursor_of_another_order_is_refused(inbox: None, by_elif: Viewer) -> None:
    with pytest.raises(CursorLost):
        titles(by_elif, after="bogus.x")
