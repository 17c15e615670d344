"""Acts on ticked activities."""

from __future__ import annotations

import html
import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kartotek.activities.models import Activity
from kartotek.activities.operations import create_activity
from kartotek.contacts.operations import edit_person
from kartotek.users.models import User
from tests.web.visitors import HTMX, text_of

FROM_LIST = {**HTMX, "HX-Current-URL": "http://testserver/activities/?show=to-do"}
_UNDO = re.compile(r'action="(/activities/[^"]+)"[^>]*hx-swap="none">.{0,300}?data-key="z"')


@pytest.fixture
def three(zeynep: Any, by_elif: Any, now: Any) -> list[int]:
    """Three late tasks about Zeynep."""
    return [
        create_activity(
            by=by_elif,
            at=now,
            title=f"N {number}",
            due_on=date(2026, 1, number + 1),
            person_id=zeynep.pk,
        ).pk
        for number in range(3)
    ]


def _undo(shown: str) -> str:
    found = _UNDO.findall(shown)
    assert found, shown[-800:]
    return html.unescape(found[-1])


def test_ticked_activities_are_done_with_one_undo(
    elifs_browser: Any, three: list[int], zeynep: Any
) -> None:
    shown = text_of(elifs_browser.post("/activities/done/", {"ids": three[:2]}, headers=FROM_LIST))
    zeynep.refresh_from_db()
    assert "2 done" in shown
    assert (zeynep.to_do_count, zeynep.done_count) == (1, 2)

    elifs_browser.post(_undo(shown), headers=FROM_LIST)

    assert Activity.objects.filter(done_at=None).count() == 3


@pytest.mark.parametrize("to", ["tomorrow", "next-week", "day"])
def test_ticked_activities_are_postponed_and_put_back(
    elifs_browser: Any, three: list[int], to: str
) -> None:
    today = timezone.localdate()
    days = {
        "tomorrow": today + timedelta(1),
        "next-week": today + timedelta(7 - today.weekday()),
        "day": date(2027, 3, 1),
    }

    shown = text_of(
        elifs_browser.post(
            "/activities/days/",
            {"ids": three, "to": to, "day": "2027-03-01" if to == "day" else ""},
            headers=FROM_LIST,
        )
    )
    assert set(Activity.objects.values_list("due_on", flat=True)) == {days[to]}

    elifs_browser.post(_undo(shown), headers=FROM_LIST)

    assert Activity.objects.get(title="N 2").due_on == date(2026, 1, 3)


@pytest.mark.parametrize("clock", [time(22, 30), None])
def test_what_was_planned_in_another_zone_is_put_back_as_it_was(
    elifs_browser: Any, elif_: Any, by_elif: Any, now: Any, clock: time | None
) -> None:
    User.objects.filter(pk=elif_.pk).update(time_zone="Europe/Istanbul")
    when: Any = {"due_on": date(2026, 9, 22), "due_time": clock, "time_zone": "UTC"}
    call = create_activity(by=by_elif, at=now, title="Call", **when)
    posted = {"ids": [call.pk], "to": "day", "day": "2026-09-24"}

    shown = text_of(elifs_browser.post("/activities/days/", posted, headers=FROM_LIST))
    call.refresh_from_db()
    assert call.due_on == date(2026, 9, 24)
    elifs_browser.post(_undo(shown), headers=FROM_LIST)

    assert Activity.objects.filter(pk=call.pk, **when).exists()


def test_what_is_on_the_day_already_is_not_postponed(
    elifs_browser: Any, elif_: Any, by_elif: Any, now: Any
) -> None:
    User.objects.filter(pk=elif_.pk).update(time_zone="Europe/Istanbul")
    when: Any = {"due_on": date(2026, 9, 22), "due_time": time(22, 30), "time_zone": "UTC"}
    call = create_activity(by=by_elif, at=now, title="Call", **when)
    posted = {"ids": [call.pk], "to": "day", "day": "2026-09-23"}

    shown = text_of(elifs_browser.post("/activities/days/", posted, headers=FROM_LIST))

    assert "0 postponed" in shown


def test_ticked_activities_are_deleted_and_come_back(elifs_browser: Any, three: list[int]) -> None:
    shown = text_of(elifs_browser.post("/activities/deletion/", {"ids": three}, headers=FROM_LIST))
    assert "3 deleted" in shown
    assert not Activity.objects.alive().exists()

    elifs_browser.post(_undo(shown), headers=FROM_LIST)

    assert Activity.objects.alive().count() == 3


def test_only_what_one_sees_is_changed(
    robins_browser: Any, three: list[int], zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=1)

    shown = text_of(robins_browser.post("/activities/done/", {"ids": three}, headers=FROM_LIST))

    assert "0 done" in shown
    assert not Activity.objects.exclude(done_at=None).exists()


def test_an_undo_that_nobody_made_is_refused(elifs_browser: Any, three: list[int]) -> None:
    assert elifs_browser.post("/activities/days/?days=forged").status_code == 404
