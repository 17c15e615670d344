"""The board of projects: columns, cards that move, and what stands on them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kartotek.pipeline.projects import operations
from kartotek.pipeline.projects.models import Project
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def again(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def test_the_board_shows_open_projects_in_their_phases(
    elifs_browser: Any, bodrum_project: Any, phases: Any, by_elif: Any, now: Any
) -> None:
    ended = operations.create(by=by_elif, at=now, title="Ended", end_on=date(2027, 3, 1))
    operations.set_status(project_id=ended.pk, status="completed", by=by_elif, at=now)

    shown = text_of(elifs_browser.get("/projects/board/"))

    for text in ("Planning", "In progress", "Review", bodrum_project.title, "1 open project"):
        assert text in shown
    assert "Ended" not in shown
    assert f"/projects/add/?phase={phases[1].pk}" in shown


@pytest.mark.parametrize("word", ["stage", "phase"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_card_that_is_dropped_stands_in_its_new_column_and_undo_takes_it_back(
    elifs_browser: Any, bodrum_project: Any, phases: Any, headers: dict[str, str], word: str
) -> None:
    url = f"/projects/{bodrum_project.pk}/phase/?on=board&board={phases[0].board_id}"

    response = elifs_browser.post(url, {word: phases[1].pk}, headers=headers)
    assert again(bodrum_project).phase == phases[1]
    elifs_browser.post(f"{url}&phase={phases[0].pk}", headers=headers)

    if headers:
        assert f'data-column="{phases[0].pk}"' in text_of(response)
        assert f'data-column="{phases[1].pk}"' in text_of(response)
    else:
        assert response["Location"] == f"/projects/board/?board={phases[0].board_id}"
    assert again(bodrum_project).phase == phases[0]


def test_the_menu_of_a_card_offers_the_phases_and_the_end(
    elifs_browser: Any, bodrum_project: Any
) -> None:
    url = f"/projects/{bodrum_project.pk}/phase/?on=board"
    menu = text_of(elifs_browser.get(url, headers=HTMX))
    elifs_browser.post(
        f"/projects/{bodrum_project.pk}/status/?on=board", {"status": "completed"}, headers=HTMX
    )

    for text in ("Move to phase", "In progress", "Complete", "Cancel project"):
        assert text in menu
    assert elifs_browser.get(url)["Location"] == f"/projects/{bodrum_project.pk}/"
    assert again(bodrum_project).status == "completed"


def test_a_phase_that_was_deleted_meanwhile_moves_nothing(
    elifs_browser: Any, bodrum_project: Any, phases: Any, by_deniz: Any, now: Any
) -> None:
    operations.delete_phase(phase_id=phases[2].pk, to_phase_id=None, by=by_deniz, at=now)

    response = elifs_browser.post(
        f"/projects/{bodrum_project.pk}/phase/?on=board", {"stage": phases[2].pk}, headers=HTMX
    )

    assert response.status_code == 404
    assert "This phase is gone. Nothing was moved." in text_of(response)
    assert again(bodrum_project).phase == phases[0]


def test_a_column_goes_on_where_it_ended(
    elifs_browser: Any, phases: Any, by_elif: Any, now: Any
) -> None:
    for number in range(17):
        operations.create(by=by_elif, at=now, title=f"Project {number:02}")
    first = text_of(elifs_browser.get("/projects/board/"))
    address = first.split(f"/projects/columns/{phases[0].pk}/?")[1].split('"')[0]

    more = text_of(elifs_browser.get(f"/projects/columns/{phases[0].pk}/?{address}", headers=HTMX))

    assert "Project 01" not in first
    assert ("Project 01" in more, "Project 00" in more) == (True, True)


@pytest.mark.parametrize("count", [1, 12])
def test_the_board_costs_the_same_however_many_stand_on_it(
    elifs_browser: Any,
    phases: Any,
    zeynep: Any,
    by_elif: Any,
    now: Any,
    count: int,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(count):
        operations.create(by=by_elif, at=now, title="Project", person_ids=[zeynep.pk])

    with django_assert_max_num_queries(14):
        elifs_browser.get("/projects/board/")


def test_the_board_has_only_what_one_may_see(
    elifs_browser: Any, robins_browser: Any, outsiders_browser: Any, bodrum_project: Any
) -> None:
    bodrum_project.visibility = Visibility.GROUP
    bodrum_project.save()

    assert bodrum_project.title not in text_of(robins_browser.get("/projects/board/"))
    assert bodrum_project.title not in text_of(outsiders_browser.get("/projects/board/"))
    assert outsiders_browser.get("/projects/board/?board=1").status_code == 404
