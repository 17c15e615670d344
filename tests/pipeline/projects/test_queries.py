from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.pipeline.linkable import Counts
from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def test_a_row_shows_the_first_person_and_organization(
    bodrum_project: Project, by_elif: Viewer
) -> None:
    [row] = queries.board(viewer=by_elif).projects

    assert row.contact == "Zeynep Karaca · Marmara Otelcilik A.Ş."
    assert (row.board.name, row.phase.name) == ("Projects", "Planning")


def test_counters_and_sidebars_follow_all_people_of_a_project(
    bodrum_project: Project, zeynep: Any, daniel: Any, marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.add_member(
        project_id=bodrum_project.pk, kind="person", record_id=daniel.pk, by=by_elif, at=now
    )
    operations.set_status(project_id=bodrum_project.pk, status="cancelled", by=by_elif, at=now)

    assert queries.counts_by_person([zeynep.pk, daniel.pk], viewer=by_elif) == {
        zeynep.pk: Counts(closed=1),
        daniel.pk: Counts(closed=1),
    }
    assert queries.counts_by_organization([marmara.pk], viewer=by_elif) == {
        marmara.pk: Counts(closed=1)
    }
    assert len(queries.items_of_person(daniel.pk, viewer=by_elif)) == 1
    assert len(queries.items_of_organization(marmara.pk, viewer=by_elif)) == 1


def test_boards_and_phases_come_in_order(phases: list[Any], by_elif: Viewer) -> None:
    assert [one.name for one in queries.boards(viewer=by_elif)] == ["Projects"]
    assert [one.id for one in queries.phases(viewer=by_elif)] == [one.pk for one in phases]


def test_a_page_knows_its_place_on_the_board(
    bodrum_project: Project, phases: list[Any], by_elif: Viewer, now: datetime
) -> None:
    operations.move_to_phase(
        project_id=bodrum_project.pk, phase_id=phases[1].pk, by=by_elif, at=now
    )

    page = queries.project(bodrum_project.pk, viewer=by_elif)

    assert (page.phase_number, len(page.phases)) == (2, 3)


@pytest.mark.parametrize("who", ["by_robin", "by_outsider"])
def test_who_may_not_see_a_project_finds_nothing_of_it(
    bodrum_project: Project, zeynep: Any, request: Any, who: str
) -> None:
    bodrum_project.visibility = Visibility.GROUP
    bodrum_project.save()
    viewer = request.getfixturevalue(who)

    assert queries.board(viewer=viewer).projects == []
    assert queries.counts_by_person([zeynep.pk], viewer=viewer) == {zeynep.pk: Counts()}
    with pytest.raises(NotFound):
        queries.project(bodrum_project.pk, viewer=viewer)


def test_a_deleted_project_is_found_only_by_who_asks_for_deleted_ones(
    bodrum_project: Project, by_elif: Viewer, now: datetime
) -> None:
    operations.delete(project_id=bodrum_project.pk, by=by_elif, at=now)

    with pytest.raises(NotFound):
        queries.project(bodrum_project.pk, viewer=by_elif)
    page = queries.project(bodrum_project.pk, viewer=by_elif, with_deleted=True)
    assert page.state == "deleted"


@pytest.mark.parametrize("count", [1, 8])
def test_the_board_costs_the_same_however_long(
    phases: Any,
    zeynep: Any,
    by_elif: Viewer,
    by_robin: Viewer,
    now: datetime,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(count):
        operations.create(by=by_elif, at=now, title="Project", person_ids=[zeynep.pk])

    with django_assert_num_queries(6):
        assert len(queries.board(viewer=by_robin).projects) == count
