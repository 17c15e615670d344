"""Settings, Project boards: phases and boards come, go and change places."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.projects import queries
from kartotek.pipeline.projects.models import Board, Phase, Project
from tests.web.visitors import HTMX, browser_of, elifs_browser, outsiders_browser, text_of

__all__ = ["elifs_browser", "outsiders_browser"]

URL = "/settings/boards/"


@pytest.fixture
def denizs_browser(deniz: Any) -> Any:
    """A browser in which the admin is signed in."""
    return browser_of(deniz)


def order(viewer: Any) -> list[tuple[str, str]]:
    return [(one.board_name, one.name) for one in queries.phases(viewer=viewer)]


def test_the_page_shows_boards_with_their_phases(
    denizs_browser: Any, bodrum_project: Any, phases: Any
) -> None:
    shown = text_of(denizs_browser.get(URL))

    for text in ("Projects", "Planning", "1 project", "Review", "0 projects", "Add board"):
        assert text in shown


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_boards_and_phases_are_added_and_renamed(
    denizs_browser: Any, by_deniz: Any, phases: Any, headers: dict[str, str]
) -> None:
    dialog = text_of(denizs_browser.get(f"{URL}add/", headers=headers))
    denizs_browser.post(f"{URL}add/", {"name": "Works"}, headers=headers)
    made = Board.objects.get(name="Works")
    denizs_browser.post(f"{URL}{made.pk}/phases/add/", {"name": "Handover"}, headers=headers)
    denizs_browser.post(f"{URL}{made.pk}/", {"name": "Sites"}, headers=headers)
    renaming = text_of(denizs_browser.get(f"/settings/phases/{phases[0].pk}/", headers=headers))
    denizs_browser.post(f"/settings/phases/{phases[0].pk}/", {"name": "Survey"}, headers=headers)

    assert "Add board" in dialog
    assert 'value="Planning"' in renaming
    assert order(by_deniz)[0] == ("Projects", "Survey")
    assert order(by_deniz)[-1] == ("Sites", "Handover")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_rows_change_places(
    denizs_browser: Any, by_deniz: Any, phases: Any, headers: dict[str, str]
) -> None:
    board_id = phases[0].board_id
    place = {"group": board_id, "before": phases[0].pk}

    response = denizs_browser.post(
        f"/settings/phases/{phases[2].pk}/place/", place, headers=headers
    )
    denizs_browser.post(f"{URL}{board_id}/place/", {"before": ""}, headers=headers)

    assert response.status_code == (200 if headers else 303)
    assert [name for _board, name in order(by_deniz)] == ["Review", "Planning", "In progress"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_phase_asks_where_its_projects_go(
    denizs_browser: Any, bodrum_project: Any, phases: Any, headers: dict[str, str]
) -> None:
    url = f"/settings/phases/{phases[0].pk}/deleted/"
    dialog = text_of(denizs_browser.get(url, headers=headers))
    refused = denizs_browser.post(url, {}, headers=headers)
    denizs_browser.post(url, {"to_phase_id": phases[1].pk}, headers=headers)

    bodrum_project.refresh_from_db()
    assert "Where 1 project goes" in dialog
    assert f'value="{phases[0].pk}"' not in dialog
    assert refused.status_code == 422
    assert "Choose where the projects go" in text_of(refused)
    assert bodrum_project.phase == phases[1]
    assert Phase.objects.count() == 2


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_board_goes_and_its_projects_stay(
    denizs_browser: Any, bodrum_project: Any, phases: Any, headers: dict[str, str]
) -> None:
    denizs_browser.post(f"{URL}add/", {"name": "Works"})
    there = Phase.objects.get(board__name="Works", position=0)
    url = f"{URL}{phases[0].board_id}/deleted/"
    dialog = text_of(denizs_browser.get(url, headers=headers))

    denizs_browser.post(url, {"to_phase_id": there.pk}, headers=headers)

    assert "Where 1 project goes" in dialog
    assert Project.objects.get().phase == there
    assert Board.objects.get().name == "Works"


def test_the_last_board_stays(denizs_browser: Any, phases: Any) -> None:
    response = denizs_browser.post(f"{URL}{phases[0].board_id}/deleted/", headers=HTMX)

    assert response.status_code == 409
    assert "One board stays" in text_of(response)


def test_a_name_is_asked_for_again(denizs_browser: Any, phases: Any) -> None:
    response = denizs_browser.post(f"{URL}add/", {"name": " "}, headers=HTMX)

    assert response.status_code == 422
    assert "Give it a name." in text_of(response)


def test_what_is_gone_is_not_there(denizs_browser: Any, phases: Any) -> None:
    for path in ("boards/999/", "boards/999/deleted/", "phases/999/", "phases/999/deleted/"):
        assert denizs_browser.get(f"/settings/{path}", headers=HTMX).status_code == 404


def test_only_who_furnishes_pipelines_gets_in(
    elifs_browser: Any, outsiders_browser: Any, phases: Any
) -> None:
    for path in ("", "add/", f"{phases[0].board_id}/"):
        assert elifs_browser.get(f"{URL}{path}").status_code == 403
    assert outsiders_browser.get(f"{URL}{phases[0].board_id}/").status_code == 404
    assert outsiders_browser.post(f"{URL}{phases[0].board_id}/", {"name": "X"}).status_code == 404
