"""A project's page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.models import Project
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def again(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def test_the_page_shows_a_project(
    elifs_browser: Any, bodrum_project: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    operations.add_member(
        project_id=bodrum_project.pk, kind="deal", record_id=lobby_deal.pk, by=by_elif, at=now
    )

    shown = text_of(elifs_browser.get(f"/projects/{bodrum_project.pk}/"))

    for text in (
        "Bodrum outdoor, phase 1",
        "Zeynep Karaca",
        "Main person",
        "Marmara Otelcilik A.Ş.",
        "Lobby lighting, Pera",
        "In progress",
    ):
        assert text in shown


@pytest.mark.parametrize("who", ["robins_browser", "outsiders_browser"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("get", "facts/title/"),
        ("post", "facts/title/"),
        ("post", "phase/?phase=1"),
        ("post", "status/?status=completed"),
        ("post", "archive/"),
        ("post", "deletion/"),
        ("post", "restoration/"),
        ("get", "members/person/"),
        ("post", "members/person/"),
        ("post", "members/person/1/removal/"),
    ],
)
def test_a_project_that_is_not_theirs_to_see_is_not_there(
    request: Any, bodrum_project: Any, who: str, method: str, path: str
) -> None:
    bodrum_project.visibility = Visibility.GROUP
    bodrum_project.save()
    browser = request.getfixturevalue(who)
    url = f"/projects/{bodrum_project.pk}/{path}"

    for headers in ({}, HTMX):
        assert getattr(browser, method)(url, headers=headers).status_code == 404
    assert again(bodrum_project).is_open


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_project_moves_to_another_phase_and_undo_moves_it_back(
    elifs_browser: Any, bodrum_project: Any, phases: Any, headers: dict[str, str]
) -> None:
    url = f"/projects/{bodrum_project.pk}/phase/"

    elifs_browser.post(url, {"phase": phases[1].pk}, headers=headers)
    assert again(bodrum_project).phase == phases[1]
    elifs_browser.post(f"{url}?phase={phases[0].pk}", headers=headers)

    assert again(bodrum_project).phase == phases[0]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_project_is_completed_and_reopened(
    elifs_browser: Any, bodrum_project: Any, phases: Any, headers: dict[str, str]
) -> None:
    url = f"/projects/{bodrum_project.pk}/status/"

    elifs_browser.post(url, {"status": "completed"}, headers=headers)
    assert again(bodrum_project).status == "completed"
    page = text_of(elifs_browser.get(f"/projects/{bodrum_project.pk}/"))
    moved = elifs_browser.post(
        f"/projects/{bodrum_project.pk}/phase/", {"phase": phases[1].pk}, headers=headers
    )
    elifs_browser.post(url, {"status": "open"}, headers=headers)

    assert "Completed" in page
    assert moved.status_code == 409
    assert again(bodrum_project).is_open


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_project_goes_into_the_archive_and_comes_out(
    elifs_browser: Any, bodrum_project: Any, headers: dict[str, str]
) -> None:
    url = f"/projects/{bodrum_project.pk}/archive/"

    elifs_browser.post(url, {"is_archived": "1"}, headers=headers)
    assert again(bodrum_project).state == "archived"
    elifs_browser.post(url, {"is_archived": ""}, headers=headers)

    assert again(bodrum_project).is_open


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_deleted_project_is_restored(
    elifs_browser: Any, bodrum_project: Any, headers: dict[str, str]
) -> None:
    elifs_browser.post(f"/projects/{bodrum_project.pk}/deletion/", headers=headers)
    page = text_of(elifs_browser.get(f"/projects/{bodrum_project.pk}/"))
    assert again(bodrum_project).is_deleted

    elifs_browser.post(f"/projects/{bodrum_project.pk}/restoration/", headers=headers)

    assert "This project was deleted" in page
    assert again(bodrum_project).is_open


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("title", "Bodrum", "Bodrum"),
        ("description", "Two halls\nand a bar", "Two halls\nand a bar"),
        ("end_on", "2027-03-01", date(2027, 3, 1)),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_fact_is_edited_where_it_stands(
    elifs_browser: Any, bodrum_project: Any, name: str, typed: str, kept: Any, headers: Any
) -> None:
    response = elifs_browser.post(
        f"/projects/{bodrum_project.pk}/facts/{name}/", {"value": typed}, headers=headers
    )

    assert response.status_code == (200 if headers else 303)
    assert getattr(again(bodrum_project), name) == kept


def test_a_project_cannot_end_before_it_starts(elifs_browser: Any, bodrum_project: Any) -> None:
    url = f"/projects/{bodrum_project.pk}/facts"
    elifs_browser.post(f"{url}/start_on/", {"value": "2027-03-01"}, headers=HTMX)

    response = elifs_browser.post(f"{url}/end_on/", {"value": "2027-02-01"}, headers=HTMX)

    assert response.status_code == 422
    assert "A project cannot end before it starts." in text_of(response)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_people_known_and_new_are_put_on_and_taken_off(
    elifs_browser: Any, by_elif: Any, bodrum_project: Any, daniel: Any, headers: dict[str, str]
) -> None:
    url = f"/projects/{bodrum_project.pk}/members/person/"

    elifs_browser.post(url, {"person": "Daniel", "person_id": daniel.pk}, headers=headers)
    elifs_browser.post(url, {"person": "Levent Bey"}, headers=headers)
    elifs_browser.post(f"{url}{daniel.pk}/removal/", headers=headers)

    page = queries.project(bodrum_project.pk, viewer=by_elif)
    assert [one.name for one in page.people] == ["Zeynep Karaca", "Levent Bey"]


@pytest.mark.parametrize("kind", ["person", "organization", "deal"])
def test_the_dialog_asks_for_one_of_its_kind(
    elifs_browser: Any, bodrum_project: Any, kind: str
) -> None:
    url = f"/projects/{bodrum_project.pk}/members/{kind}/"

    dialog = text_of(elifs_browser.get(url, headers=HTMX))
    refused = elifs_browser.post(url, {}, headers=HTMX)

    assert f'name="{kind}_id"' in dialog
    assert refused.status_code == 422
    assert "Choose one from the list" in text_of(refused)


def test_a_project_has_no_list_of_leads(elifs_browser: Any, bodrum_project: Any) -> None:
    assert elifs_browser.get(f"/projects/{bodrum_project.pk}/members/lead/").status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_project_is_added_from_a_deal_with_whoever_is_new(
    elifs_browser: Any, lobby_deal: Any, phases: Any, by_elif: Any, headers: dict[str, str]
) -> None:
    dialog = text_of(elifs_browser.get(f"/projects/add/?deal={lobby_deal.pk}", headers=headers))

    response = elifs_browser.post(
        "/projects/add/",
        {
            "person": "Levent Bey",
            "title": "Pera, works",
            "deal_id": lobby_deal.pk,
            "phase_id": phases[1].pk,
            "end_on": "2027-03-01",
        },
        headers=headers,
    )

    made = Project.objects.get()
    page = queries.project(made.pk, viewer=by_elif)
    assert 'value="Lobby lighting, Pera"' in dialog
    assert 'value="Zeynep Karaca"' in dialog
    assert response["HX-Redirect" if headers else "Location"] == f"/projects/{made.pk}/"
    assert [one.id for one in page.deals] == [lobby_deal.pk]
    assert [one.name for one in page.people] == [Person.objects.get(name="Levent Bey").name]
    assert made.phase == phases[1]


def test_a_project_without_a_name_brings_the_dialog_back(elifs_browser: Any, phases: Any) -> None:
    response = elifs_browser.post("/projects/add/", {}, headers=HTMX)

    assert response.status_code == 422
    assert "Give it a title." in text_of(response)
    assert not Project.objects.exists()
