"""The list of projects: columns, filters, cells, and acts on many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kartotek.flows.models import BulkAct
from kartotek.pipeline.projects import operations
from kartotek.pipeline.projects.models import Project
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of

URL = "/projects/list/"


def test_the_list_shows_open_projects_with_whom_they_are_for(
    elifs_browser: Any, bodrum_project: Any, by_elif: Any, now: Any
) -> None:
    shown = text_of(elifs_browser.get(URL))
    operations.set_status(project_id=bodrum_project.pk, status="completed", by=by_elif, at=now)
    emptied = text_of(elifs_browser.get(URL))
    completed = text_of(elifs_browser.get(f"{URL}?filter=state.any-of.completed"))

    for text in ("Bodrum outdoor, phase 1", "Planning", "Zeynep Karaca", "Marmara Otelcilik A.Ş."):
        assert text in shown
    assert "No open projects" in emptied
    assert "Bodrum outdoor, phase 1" in completed


@pytest.mark.parametrize(
    "asked",
    [
        "phase.any-of.{phase}",
        "board.any-of.{board}",
        "person.contains.zeyn",
        "organization.contains.marmara",
        "end.before-today",
        "organization.is-filled",
        "state.any-of.open",
    ],
)
def test_the_list_is_narrowed_by_what_projects_say(
    elifs_browser: Any, bodrum_project: Any, phases: Any, by_elif: Any, now: Any, asked: str
) -> None:
    operations.edit(project_id=bodrum_project.pk, by=by_elif, at=now, end_on=date(2020, 1, 1))
    elsewhere = operations.create(by=by_elif, at=now, title="Elsewhere", phase_id=phases[2].pk)
    operations.set_status(project_id=elsewhere.pk, status="cancelled", by=by_elif, at=now)
    asked = asked.format(phase=phases[0].pk, board=phases[0].board_id)

    shown = text_of(elifs_browser.get(f"{URL}?filter={asked}"))

    assert bodrum_project.title in shown
    assert ("Elsewhere" in shown) == asked.startswith("board")


def test_counts_the_side_and_the_panel_come_late(
    elifs_browser: Any, robins_browser: Any, bodrum_project: Any
) -> None:
    count = text_of(elifs_browser.get("/lists/project/count/", headers=HTMX))
    side = text_of(elifs_browser.get("/lists/project/navigation/", headers=HTMX))
    panel = f"/lists/project/{bodrum_project.pk}/panel/"
    beside = text_of(elifs_browser.get(panel, headers=HTMX))
    bodrum_project.visibility = Visibility.GROUP
    bodrum_project.save()

    assert "1" in count
    assert "Completed" in side
    assert "Zeynep Karaca" in beside
    assert robins_browser.get(panel, headers=HTMX).status_code == 404
    assert bodrum_project.title not in text_of(robins_browser.get(URL))


def test_a_cell_is_edited_where_it_stands(elifs_browser: Any, bodrum_project: Any) -> None:
    url = f"/cells/project/{bodrum_project.pk}"
    elifs_browser.post(f"{url}/start/", {"value": "2027-03-01"}, headers=HTMX)
    refused = elifs_browser.post(f"{url}/end/", {"value": "2027-02-01"}, headers=HTMX)

    bodrum_project.refresh_from_db()
    assert bodrum_project.start_on == date(2027, 3, 1)
    assert refused.status_code == 422
    assert bodrum_project.end_on is None


def test_many_are_changed_and_deleted_at_once_and_undo_brings_them_back(
    elifs_browser: Any, bodrum_project: Any, mert: Any, by_elif: Any, now: Any
) -> None:
    other = operations.create(by=by_elif, at=now, title="Other")
    ids = [bodrum_project.pk, other.pk]

    elifs_browser.post(
        "/bulk/project/edit/", {"ids": ids, "field": "owner", "value": mert.pk}, headers=HTMX
    )
    elifs_browser.post("/bulk/project/deletion/", {"ids": ids}, headers=HTMX)
    gone = Project.objects.filter(deleted_at=None).count()
    elifs_browser.post(f"/bulk/acts/{BulkAct.objects.latest('pk').pk}/undo/", headers=HTMX)

    assert {one.owner for one in Project.objects.all()} == {mert}
    assert (gone, Project.objects.filter(deleted_at=None).count()) == (0, 2)


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_costs_the_same_however_long(
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

    with django_assert_max_num_queries(22):
        elifs_browser.get(URL)
