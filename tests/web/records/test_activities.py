"""An activity planned on a record."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from kartotek.activities.models import Activity
from kartotek.contacts.operations import edit_person
from tests.web.visitors import HTMX, text_of

TYPED = {
    "panel": "activity",
    "type": "meeting",
    "title": "Site visit",
    "due_on": "2026-11-19",
    "due_time": "10:00",
    "duration_minutes": "90",
    "note": "Bring samples.",
}


def _url(person: Any) -> str:
    return f"/records/person/{person.pk}/activities/"


def test_an_activity_is_planned_with_all_that_was_typed(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.post(_url(zeynep), TYPED, headers=HTMX))

    planned = Activity.objects.get()
    assert (planned.person_id, planned.type, planned.duration_minutes) == (zeynep.pk, "meeting", 90)
    assert (planned.due_on, planned.due_time) == (date(2026, 11, 19), time(10, 0))
    assert "Site visit" in shown


def test_an_activity_is_planned_without_htmx(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(_url(zeynep), TYPED)

    assert response["Location"] == f"/people/{zeynep.pk}/"
    assert Activity.objects.exists()


def test_a_day_that_is_none_is_drawn_again_in_its_panel(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(_url(zeynep), {**TYPED, "due_on": "soon"}, headers=HTMX)

    shown = text_of(response)
    assert response.status_code == 422
    assert "Type the day as year-month-day." in shown
    assert 'id="activity-panel-tab" aria-selected="true"' in shown
    assert 'value="Site visit"' in shown


def test_nothing_is_planned_on_a_record_one_does_not_see(
    robins_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=3)

    assert robins_browser.post(_url(zeynep), TYPED).status_code == 404
    assert not Activity.objects.exists()
