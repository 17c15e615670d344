"""A week of activities by the hour."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from kartotek.activities.operations import create_activity
from kartotek.users.models import Company
from tests.web.visitors import HTMX, text_of

WEEK = "/activities/calendar/?day=2026-11-24"
ON_WEEK = {**HTMX, "HX-Current-URL": f"http://testserver{WEEK}"}
TUESDAY = date(2026, 11, 24)


def _plan(by: Any, at: Any, title: str, clock: time | None, minutes: int | None = None) -> Any:
    return create_activity(
        by=by, at=at, title=title, due_on=TUESDAY, due_time=clock, duration_minutes=minutes
    )


def test_a_week_shows_its_hours_and_what_takes_all_day(
    elifs_browser: Any, by_elif: Any, now: Any
) -> None:
    _plan(by_elif, now, "Visit", time(10, 0), 90)
    _plan(by_elif, now, "All day", None)

    shown = text_of(elifs_browser.get(WEEK))

    assert "23 – 29 Nov 2026" in shown
    assert "from-40 for-6 lane-0-of-1" in shown
    assert "calendar__block--whole" in shown


def test_what_overlaps_stands_side_by_side(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    _plan(by_elif, now, "Visit", time(10, 0), 90)
    _plan(by_elif, now, "Call", time(11, 0), 15)

    shown = text_of(elifs_browser.get(WEEK))

    assert "lane-0-of-2" in shown
    assert "lane-1-of-2" in shown


def test_what_lasts_past_midnight_stands_on_both_days(
    elifs_browser: Any, by_elif: Any, now: Any
) -> None:
    _plan(by_elif, now, "Night shift", time(23, 0), 120)

    shown = text_of(elifs_browser.get(WEEK))

    assert "from-92 for-4" in shown
    assert "from-0 for-4" in shown


def test_hours_are_those_of_the_viewer(
    elifs_browser: Any, elif_: Any, by_elif: Any, now: Any
) -> None:
    _plan(by_elif, now, "Visit", time(10, 0), 60)
    elif_.time_zone = "Europe/Istanbul"
    elif_.save()

    assert "from-52 for-4" in text_of(elifs_browser.get(WEEK))


@pytest.mark.parametrize(("region", "title"), [("GB", "23 – 29"), ("US", "22 – 28")])
def test_a_week_begins_as_the_country_has_it(
    elifs_browser: Any, company: Any, region: str, title: str
) -> None:
    Company.objects.filter(pk=company.pk).update(region=region)

    assert title in text_of(elifs_browser.get(WEEK))


@pytest.mark.parametrize("day", ["", "soon", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_still_shows_a_week(elifs_browser: Any, day: str) -> None:
    assert elifs_browser.get(f"/activities/calendar/?day={day}").status_code == 200


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ({"due_on": "2026-11-26", "due_time": "09:15"}, (date(2026, 11, 26), time(9, 15))),
        ({"due_on": "2026-11-26", "due_time": ""}, (date(2026, 11, 26), None)),
        ({"minutes": "-15"}, (TUESDAY, time(9, 45))),
        ({"days": "7"}, (date(2026, 12, 1), time(10, 0))),
        ({"days": "all of them"}, (TUESDAY, time(10, 0))),
    ],
)
def test_an_activity_is_moved_with_undo(
    elifs_browser: Any, by_elif: Any, now: Any, said: dict[str, str], there: tuple[date, time]
) -> None:
    visit = _plan(by_elif, now, "Visit", time(10, 0), 90)

    shown = text_of(elifs_browser.post(f"/activities/{visit.pk}/time/", said, headers=ON_WEEK))

    visit.refresh_from_db()
    assert (visit.due_on, visit.due_time) == there
    assert 'hx-target="#calendar"' in shown
    undo = f"/activities/{visit.pk}/time/?due_on=2026-11-24&due_time=10:00"
    assert undo.replace("&", "&amp;") in shown
    elifs_browser.post(undo, headers=ON_WEEK)
    visit.refresh_from_db()
    assert (visit.due_on, visit.due_time) == (TUESDAY, time(10, 0))


def test_what_can_be_done_without_dragging_is_offered(
    elifs_browser: Any, by_elif: Any, now: Any
) -> None:
    visit = _plan(by_elif, now, "Visit", time(10, 0))

    shown = text_of(elifs_browser.get(f"/activities/{visit.pk}/moves/", headers=HTMX))

    for text in ("Half an hour later", "A day earlier", "A week later", "Mark as done"):
        assert text in shown
