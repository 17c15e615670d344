"""The activities page, and what is done to an activity on it or on a record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kartotek.activities.models import Activity
from kartotek.activities.operations import create_activity, set_done
from kartotek.contacts.models import Person
from kartotek.contacts.operations import edit_person
from tests.web.visitors import HTMX, text_of

FROM_LIST = {**HTMX, "HX-Current-URL": "http://testserver/activities/?show=overdue"}


@pytest.fixture
def call(zeynep: Any, by_elif: Any, now: Any) -> Any:
    """A call to Zeynep that was due the day before yesterday."""
    late = timezone.localdate() - timedelta(2)
    return create_activity(
        by=by_elif, at=now, type="call", title="Call her", due_on=late, person_id=zeynep.pk
    )


def test_the_list_shows_what_is_to_do_and_how_late_it_is(elifs_browser: Any, call: Any) -> None:
    shown = text_of(elifs_browser.get("/activities/"))

    for text in ("Call her", "Zeynep Karaca", "2 days late"):
        assert text in shown


def test_each_list_shows_its_own(elifs_browser: Any, call: Any, by_elif: Any, now: Any) -> None:
    assert "Call her" in text_of(elifs_browser.get("/activities/?show=overdue"))
    assert "Call her" not in text_of(elifs_browser.get("/activities/?show=today"))

    set_done(activity_id=call.pk, is_done=True, by=by_elif, at=now)

    assert "Call her" in text_of(elifs_browser.get("/activities/?show=done"))


def test_only_own_activities_are_shown_until_asked(
    elifs_browser: Any, by_mert: Any, now: Any
) -> None:
    create_activity(by=by_mert, at=now, title="Mert's call")

    assert "Mert&#39;s call" not in text_of(elifs_browser.get("/activities/"))
    assert "Mert&#39;s call" in text_of(elifs_browser.get("/activities/?of=everyone"))


def test_the_list_goes_on_where_the_page_ended(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    for number in range(32):
        create_activity(by=by_elif, at=now, title=f"N {number:02}", due_on=date(2026, 1, 1))
    after = text_of(elifs_browser.get("/activities/")).split("after=")[1].split('"')[0]

    more = text_of(elifs_browser.get(f"/activities/?after={after}", headers=HTMX))

    assert "N 31" in more
    assert "N 29" not in more


def test_done_redraws_the_list_it_was_pressed_on_with_undo(elifs_browser: Any, call: Any) -> None:
    shown = text_of(
        elifs_browser.post(f"/activities/{call.pk}/done/", {"is_done": "1"}, headers=FROM_LIST)
    )

    call.refresh_from_db()
    assert call.done_at is not None
    assert 'hx-target="#activity_list"' in shown
    assert "Done: Call her" in shown


def test_done_on_a_record_redraws_its_focus(elifs_browser: Any, call: Any, zeynep: Any) -> None:
    shown = text_of(
        elifs_browser.post(
            f"/activities/{call.pk}/done/?on=person-{zeynep.pk}", {"is_done": "1"}, headers=HTMX
        )
    )

    assert 'hx-target="#focus"' in shown
    assert 'hx-target="#history"' in shown


def test_undo_opens_it_again(elifs_browser: Any, call: Any) -> None:
    elifs_browser.post(f"/activities/{call.pk}/done/", {"is_done": "1"})

    response = elifs_browser.post(f"/activities/{call.pk}/done/")

    call.refresh_from_db()
    assert call.done_at is None
    assert response["Location"] == "/activities/"


def test_done_without_htmx_on_a_record_leads_back_to_it(
    elifs_browser: Any, call: Any, zeynep: Any
) -> None:
    response = elifs_browser.post(
        f"/activities/{call.pk}/done/?on=person-{zeynep.pk}", {"is_done": "1"}
    )

    assert response["Location"] == f"/people/{zeynep.pk}/"


def test_an_activity_is_changed_in_a_dialog(elifs_browser: Any, call: Any, zeynep: Any) -> None:
    url = f"/activities/{call.pk}/?on=person-{zeynep.pk}"
    assert 'value="Call her"' in text_of(elifs_browser.get(url, headers=HTMX))

    response = elifs_browser.post(
        url, {"title": "Call him", "type": "call", "due_on": ""}, headers=HTMX
    )

    call.refresh_from_db()
    assert (call.title, call.due_on, call.person_id) == ("Call him", None, zeynep.pk)
    assert "overlay:close" in response["HX-Trigger"]


def test_an_activity_is_changed_without_htmx(elifs_browser: Any, call: Any) -> None:
    assert "<html" in text_of(elifs_browser.get(f"/activities/{call.pk}/"))

    response = elifs_browser.post(f"/activities/{call.pk}/", {"title": "Call him", "type": "call"})

    assert response["Location"] == "/activities/"


def test_what_cannot_be_is_drawn_again(elifs_browser: Any, call: Any) -> None:
    response = elifs_browser.post(
        f"/activities/{call.pk}/", {"title": "x", "type": "call", "due_time": "noon"}, headers=HTMX
    )

    assert response.status_code == 422
    assert "Type the time as hours:minutes." in text_of(response)


def test_an_activity_is_added_with_somebody_new(elifs_browser: Any) -> None:
    response = elifs_browser.post(
        "/activities/add/",
        {"title": "Call", "type": "call", "person": "Somebody New", "person_id": ""},
        headers=HTMX,
    )

    planned = Activity.objects.get()
    assert planned.person == Person.objects.get(name="Somebody New")
    assert "Activity planned" in text_of(response)


def test_an_activity_is_added_without_htmx(elifs_browser: Any) -> None:
    response = elifs_browser.post("/activities/add/", {"title": "Call", "type": "call"})

    assert response["Location"] == "/activities/"
    assert Activity.objects.get().title == "Call"


def test_a_deleted_activity_comes_back_by_undo(elifs_browser: Any, call: Any) -> None:
    gone = text_of(elifs_browser.post(f"/activities/{call.pk}/deletion/", headers=FROM_LIST))
    assert "Activity deleted" in gone

    back = text_of(elifs_browser.post(f"/activities/{call.pk}/restoration/", headers=FROM_LIST))

    assert "Call her" in back


@pytest.mark.parametrize("path", ["", "done/", "deletion/", "restoration/"])
def test_an_activity_one_does_not_see_is_not_there(
    robins_browser: Any,
    outsiders_browser: Any,
    call: Any,
    zeynep: Any,
    by_elif: Any,
    now: Any,
    path: str,
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=3)

    for browser in (robins_browser, outsiders_browser):
        response = browser.post(f"/activities/{call.pk}/{path}", {"type": "call"})
        assert response.status_code == 404


def test_many_activities_cost_as_many_queries_as_few(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        create_activity(by=by_elif, at=now, title=f"N {number}", person_id=zeynep.pk)

    # Who asks and where, activities and whom they are with, types, users, and five counts.
    with django_assert_max_num_queries(14):
        elifs_browser.get("/activities/")
