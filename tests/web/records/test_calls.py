"""Logging a call, free time, and whom one can reach from the composer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kartotek.activities.models import Activity
from kartotek.activities.operations import create_activity
from tests.web.visitors import HTMX, text_of


def test_a_call_is_logged_as_done(elifs_browser: Any, zeynep: Any) -> None:
    said = {"panel": "call", "title": "Samples", "note": "Wants one price.", "person": ""}

    shown = text_of(elifs_browser.post(f"/records/person/{zeynep.pk}/calls/", said, headers=HTMX))

    call = Activity.objects.get()
    assert (call.type, call.title, call.person_id) == ("call", "Samples", zeynep.pk)
    assert call.done_at is not None
    assert "Wants one price." in shown


def test_a_call_of_earlier_is_done_at_its_time(elifs_browser: Any, zeynep: Any) -> None:
    said = {"panel": "call", "due_on": "2026-11-02", "due_time": "15:00", "person": ""}

    elifs_browser.post(f"/records/person/{zeynep.pk}/calls/", said)

    call = Activity.objects.get()
    assert call.done_at is not None
    assert (call.done_at.date().isoformat(), call.done_at.minute) == ("2026-11-02", 0)


def test_a_wrong_time_is_drawn_again_in_its_panel(elifs_browser: Any, zeynep: Any) -> None:
    said = {"panel": "call", "due_time": "late", "person": ""}

    response = elifs_browser.post(f"/records/person/{zeynep.pk}/calls/", said, headers=HTMX)

    assert response.status_code == 422
    assert "Type the time as hours:minutes." in text_of(response)


def test_an_activity_keeps_place_guests_and_company(
    elifs_browser: Any, lobby_deal: Any, zeynep: Any
) -> None:
    said = {
        "panel": "activity",
        "type": "meeting",
        "title": "Site visit",
        "location": "Pera lobby",
        "guests": "Orhan Tunç, mert@kuzeyisik.example;",
        "person": zeynep.name,
        "person_id": zeynep.pk,
    }

    elifs_browser.post(f"/records/deal/{lobby_deal.pk}/activities/", said, headers=HTMX)

    planned = Activity.objects.get()
    assert planned.guests == ["Orhan Tunç", "mert@kuzeyisik.example"]
    assert (planned.location, planned.person_id) == ("Pera lobby", zeynep.pk)
    assert planned.deal_id == lobby_deal.pk


def test_one_is_told_what_takes_place_at_the_same_time(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: datetime
) -> None:
    day = now.date() + timedelta(7)
    clock = now.replace(hour=10, minute=0).time()
    create_activity(by=by_elif, at=now, title="Fair", due_on=day, due_time=clock)
    url = f"/records/person/{zeynep.pk}/free-time/?due_on={day}"

    def told(time: str) -> str:
        return text_of(elifs_browser.get(f"{url}&due_time={time}", headers=HTMX))

    assert "At the same time: Fair" in told("10:15")
    assert "You are free at this time" in told("12:00")
    assert told("").strip() == ""


def test_people_are_reached_by_what_works(elifs_browser: Any, marmara: Any, zeynep: Any) -> None:
    url = f"/records/organization/{marmara.pk}/reach/"

    assert 'href="mailto:z.karaca@marmaraotel.example"' in text_of(
        elifs_browser.get(f"{url}?for=email", headers=HTMX)
    )
    assert 'href="tel:+902125550142"' in text_of(elifs_browser.get(f"{url}?for=call", headers=HTMX))
