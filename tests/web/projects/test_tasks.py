"""The tasks of a project: written down in a line, ticked off when they are done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kartotek.activities.models import Activity
from kartotek.flows.activity_changes import create_activity
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


@pytest.fixture
def task(bodrum_project: Any, by_elif: Any, now: Any) -> Activity:
    return create_activity(
        by=by_elif,
        at=now,
        title="Order spare lamps",
        due_on=date(2020, 1, 1),
        project_id=bodrum_project.pk,
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_task_is_written_down_for_somebody_with_its_day(
    elifs_browser: Any, bodrum_project: Any, mert: Any, headers: dict[str, str]
) -> None:
    url = f"/projects/{bodrum_project.pk}/tasks/"

    elifs_browser.post(
        url,
        {"title": "Order spare lamps", "due_on": "2027-03-01", "owner_id": mert.pk},
        headers=headers,
    )

    made = Activity.objects.get()
    page = text_of(elifs_browser.get(f"/projects/{bodrum_project.pk}/"))
    assert (made.type, made.project_id, made.owner) == ("task", bodrum_project.pk, mert)
    assert made.due_on == date(2027, 3, 1)
    for text in ("Order spare lamps", "0 of 1 done", "Mert Kaya"):
        assert text in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_task_is_ticked_off_and_undo_takes_the_tick_away(
    elifs_browser: Any, bodrum_project: Any, task: Activity, headers: dict[str, str]
) -> None:
    url = f"/projects/{bodrum_project.pk}/tasks/{task.pk}/"

    elifs_browser.post(url, {"is_done": "1"}, headers=headers)
    page = text_of(elifs_browser.get(f"/projects/{bodrum_project.pk}/"))
    was_done = Activity.objects.get().done_at is not None
    elifs_browser.post(url, headers=headers)

    assert "1 of 1 done" in page
    assert was_done
    assert Activity.objects.get().done_at is None


def test_a_project_counts_its_tasks_as_activities(
    elifs_browser: Any, bodrum_project: Any, task: Activity
) -> None:
    bodrum_project.refresh_from_db()
    board = text_of(elifs_browser.get("/projects/board/"))

    assert bodrum_project.next_activity_on == task.due_on
    assert "days late" in board


@pytest.mark.parametrize(
    "typed",
    [
        {"title": " "},
        {"title": "x" * 501},
        {"title": "X", "due_on": "soon"},
        {"title": "X", "owner_id": 999},
    ],
)
def test_a_task_that_cannot_be_is_asked_for_again(
    elifs_browser: Any, bodrum_project: Any, typed: dict[str, Any]
) -> None:
    for headers in ({}, HTMX):
        answer = elifs_browser.post(f"/projects/{bodrum_project.pk}/tasks/", typed, headers=headers)
        assert answer.status_code == 422
        assert "field__error" in text_of(answer)
    assert not Activity.objects.exists()


def test_tasks_of_what_one_may_not_see_are_not_there(
    elifs_browser: Any,
    robins_browser: Any,
    bodrum_project: Any,
    lobby_deal: Any,
    task: Activity,
    by_elif: Any,
    now: Any,
) -> None:
    other = create_activity(by=by_elif, at=now, title="Call", deal_id=lobby_deal.pk)
    elsewhere = elifs_browser.post(f"/projects/{bodrum_project.pk}/tasks/{other.pk}/")
    bodrum_project.visibility = Visibility.GROUP
    bodrum_project.save()
    hidden = [
        robins_browser.post(f"/projects/{bodrum_project.pk}/tasks/", {"title": "X"}),
        robins_browser.post(f"/projects/{bodrum_project.pk}/tasks/{task.pk}/", {"is_done": "1"}),
    ]

    assert elsewhere.status_code == 404
    assert [one.status_code for one in hidden] == [404, 404]
    assert Activity.objects.get(pk=task.pk).done_at is None
