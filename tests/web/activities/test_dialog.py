"""The dialog of an activity: its pickers, what follows from an item, and what others changed."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kartotek.activities.models import Activity, ActivityType
from kartotek.activities.operations import create_activity, edit_activity, set_type_active
from kartotek.contacts.models import Person
from kartotek.history.meanwhile import mark
from tests.web.visitors import HTMX, text_of

ADD = "/activities/add/"


@pytest.fixture
def call(zeynep: Any, by_elif: Any, now: Any) -> Any:
    """A call to Zeynep."""
    return create_activity(by=by_elif, at=now, type="call", title="Call her", person_id=zeynep.pk)


def _whole(**more: Any) -> dict[str, Any]:
    return {"title": "Visit", "type": "meeting", "has_details": "1", **more}


def test_contacts_follow_from_the_deal_that_is_picked(
    elifs_browser: Any, lobby_deal: Any, zeynep: Any, marmara: Any
) -> None:
    shown = text_of(
        elifs_browser.get(f"/activities/contacts/?item_id=deal-{lobby_deal.pk}", headers=HTMX)
    )

    assert f'name="people_ids" value="{zeynep.pk}"' in shown
    assert f'name="organization_id" value="{marmara.pk}"' in shown


@pytest.mark.parametrize("word", ["", "deal-0", "deal-x", "boat-4"])
def test_nothing_follows_from_what_is_no_item(elifs_browser: Any, word: str) -> None:
    response = elifs_browser.get(f"/activities/contacts/?item_id={word}", headers=HTMX)

    assert response.status_code == 200
    assert 'name="people_ids" value=""' in text_of(response)


def test_an_activity_is_with_several_people_and_on_a_deal(
    elifs_browser: Any, lobby_deal: Any, zeynep: Any, tomas: Any
) -> None:
    elifs_browser.post(
        ADD,
        _whole(
            people_ids=[tomas.pk, zeynep.pk],
            new_people=["Somebody New"],
            item_id=f"deal-{lobby_deal.pk}",
            guests=["levent@marmara.example"],
            guest="Robin; odd@",
            is_busy="on",
        ),
        headers=HTMX,
    )

    planned = Activity.objects.get()
    further = [one.person.name for one in planned.further.order_by("pk")]
    assert (planned.person_id, planned.deal_id) == (tomas.pk, lobby_deal.pk)
    assert further == ["Zeynep Karaca", "Somebody New"]
    assert planned.guests == ["levent@marmara.example", "Robin", "odd@"]
    assert planned.is_busy


def test_a_guest_that_is_no_address_is_marked(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    planned = create_activity(by=by_elif, at=now, guests=["odd@", "Robin"])

    shown = text_of(elifs_browser.get(f"/activities/{planned.pk}/", headers=HTMX))

    assert shown.count("pick-many__chip--odd") == 1


def test_a_word_that_is_no_item_is_told(elifs_browser: Any) -> None:
    response = elifs_browser.post(ADD, _whole(item="Somewhere"), headers=HTMX)

    assert response.status_code == 422
    assert "Choose one from the list." in text_of(response)


def test_an_item_is_taken_away(elifs_browser: Any, by_elif: Any, now: Any, lobby_deal: Any) -> None:
    planned = create_activity(by=by_elif, at=now, title="Visit", deal_id=lobby_deal.pk)

    elifs_browser.post(
        f"/activities/{planned.pk}/",
        _whole(item_shown=f"deal-{lobby_deal.pk}", item_id=""),
        headers=HTMX,
    )

    planned.refresh_from_db()
    assert planned.deal_id is None


def test_who_changed_the_title_meanwhile_is_told(
    elifs_browser: Any, call: Any, by_mert: Any, now: Any
) -> None:
    edit_activity(activity_id=call.pk, by=by_mert, at=now, title="Call at once")

    response = elifs_browser.post(
        f"/activities/{call.pk}/",
        {"title": "Call later", "type": "call", "was_title": mark("Call her")},
        headers=HTMX,
    )

    shown = text_of(response)
    assert response.status_code == 409
    assert "Mert Kaya" in shown
    assert "Call at once" in shown
    assert mark("Call at once") in shown


def test_the_next_one_is_planned_after_what_was_done(
    elifs_browser: Any, call: Any, zeynep: Any
) -> None:
    done = text_of(
        elifs_browser.post(f"/activities/{call.pk}/done/", {"is_done": "1"}, headers=HTMX)
    )
    assert f"/activities/add/?after={call.pk}" in done

    shown = text_of(elifs_browser.get(f"/activities/add/?after={call.pk}", headers=HTMX))

    assert f'name="people_ids" value="{zeynep.pk}"' in shown
    assert 'value="call" checked' in shown


def test_a_type_that_was_laid_aside_stays_in_the_dialog(
    elifs_browser: Any, call: Any, by_deniz: Any, now: Any
) -> None:
    set_type_active(
        type_id=ActivityType.objects.get(key="call").pk, is_active=False, by=by_deniz, at=now
    )

    assert 'value="call" checked' in text_of(
        elifs_browser.get(f"/activities/{call.pk}/", headers=HTMX)
    )
    assert 'value="call"' not in text_of(elifs_browser.get(ADD, headers=HTMX))


def test_what_takes_place_at_the_same_time_is_told(
    elifs_browser: Any, by_elif: Any, now: Any
) -> None:
    day = timezone.localdate() + timedelta(1)
    create_activity(
        by=by_elif, at=now, title="Lunch", due_on=day, due_time=time(12, 0), duration_minutes=60
    )
    asked = {"due_on": day.isoformat(), "due_time": "12:30", "duration_minutes": "30"}

    shown = text_of(elifs_browser.get("/activities/free-time/", asked, headers=HTMX))

    assert "Until 13:00." in shown
    assert "Lunch" in shown


def test_pickers_offer_items_and_guests(elifs_browser: Any, lobby_deal: Any, zeynep: Any) -> None:
    guests = text_of(elifs_browser.get("/activities/guests/?guest=Zeyn&list=x", headers=HTMX))

    assert "Zeynep Karaca &lt;" in guests
    assert elifs_browser.get("/activities/items/?item=Lob", headers=HTMX).status_code == 200


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"due_on": "9999-12-31"}, "Choose a day between"),
        ({"due_on": "31.12.2026"}, "Type the day"),
        ({"duration_minutes": "-5"}, "end before it begins"),
        ({"duration_minutes": "999999"}, "up to a month"),
        ({"type": "party"}, "no such type"),
        ({"people_ids": ["99999"]}, "This record is gone."),
    ],
)
def test_what_cannot_be_is_told_in_the_dialog(
    elifs_browser: Any, typed: dict[str, Any], told: str
) -> None:
    response = elifs_browser.post(ADD, _whole(**typed), headers=HTMX)

    assert response.status_code == 422
    assert told in text_of(response)
    assert not Activity.objects.exists()
    assert not Person.objects.filter(name="Visit").exists()


def test_a_slot_of_the_calendar_fills_the_dialog(elifs_browser: Any) -> None:
    shown = text_of(elifs_browser.get(f"{ADD}?due_on=2026-11-24&due_time=14:30", headers=HTMX))

    assert 'value="2026-11-24"' in shown
    assert 'value="14:30"' in shown


def test_a_time_is_typed_and_shown_in_ones_own_zone(
    elifs_browser: Any, elif_: Any, call: Any
) -> None:
    elif_.time_zone = "Europe/Istanbul"
    elif_.save()
    url = f"/activities/{call.pk}/"
    elifs_browser.post(
        url, {"title": "Call her", "type": "call", "due_on": "2026-11-24", "due_time": "01:30"}
    )
    elif_.time_zone = "UTC"
    elif_.save()

    shown = text_of(elifs_browser.get(url, headers=HTMX))

    call.refresh_from_db()
    assert (call.due_on, call.time_zone) == (date(2026, 11, 24), "Europe/Istanbul")
    assert 'value="2026-11-23"' in shown
    assert 'value="22:30"' in shown


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000])
def test_numbers_that_no_record_has_break_no_page(elifs_browser: Any, number: str) -> None:
    asked = [
        (ADD, "after", number),
        (ADD, "conversation", number),
        (ADD, "on", f"person-{number}"),
        ("/activities/contacts/", "item_id", f"deal-{number}"),
        ("/activities/", "owner", number),
    ]
    answers = {name: elifs_browser.get(page, {name: word}) for page, name, word in asked}

    assert {name: one.status_code for name, one in answers.items() if one.status_code >= 500} == {}


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000])
def test_people_whom_nobody_is_are_left_out(elifs_browser: Any, number: str) -> None:
    sent = _whole(people_ids=[number], type="no such")

    answer = elifs_browser.post(ADD, sent, headers=HTMX)

    assert answer.status_code == 422
