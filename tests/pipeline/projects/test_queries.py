from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.pipeline.linkable import Counts
from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def found(viewer: Viewer, **to: Any) -> list[str]:
    page = queries.projects(viewer=viewer, to=queries.Narrowing(**to))
    return [row.title for row in page.rows]


def test_a_row_shows_the_first_person_and_organization(
    bodrum_project: Project, by_elif: Viewer
) -> None:
    [row] = queries.projects(viewer=by_elif, to=queries.Narrowing()).rows

    assert row.contact == "Zeynep Karaca · Marmara Otelcilik A.Ş."
    assert (row.board.name, row.phase.name) == ("Projects", "Planning")


def test_the_list_is_narrowed_by_status_and_phase(
    bodrum_project: Project, phases: list[Any], by_elif: Viewer, now: datetime
) -> None:
    done = operations.create(by=by_elif, at=now, title="Done", phase_id=phases[1].pk)
    operations.set_status(project_id=done.pk, status="completed", by=by_elif, at=now)
    kept = operations.create(by=by_elif, at=now, title="Kept", phase_id=phases[1].pk)
    operations.archive(project_id=kept.pk, by=by_elif, at=now)

    assert found(by_elif) == ["Bodrum outdoor, phase 1"]
    assert found(by_elif, state="completed") == ["Done"]
    assert found(by_elif, state="archived") == ["Kept"]
    assert found(by_elif, state="all", phase_id=phases[1].pk) == ["Kept", "Done"]
    assert found(by_elif, board_id=phases[0].board_id) == ["Bodrum outdoor, phase 1"]
    assert found(by_elif, owner_id=0) == []


@pytest.mark.parametrize("sort", [*queries.PROJECT_ORDERS, "-end"])
def test_every_order_of_the_list_shows_each_project_once(
    phases: Any, by_elif: Viewer, now: datetime, sort: str
) -> None:
    for n in range(5):
        operations.create(
            by=by_elif,
            at=now + timedelta(seconds=n % 2),
            title=f"Project {n % 3}",
            end_on=date(2026, 12, 1) if n % 2 else None,
        )

    seen: list[int] = []
    after = ""
    while True:
        page = queries.projects(
            viewer=by_elif, to=queries.Narrowing(), sort=sort, after=after, limit=2
        )
        seen += [row.id for row in page.rows]
        after = page.next
        if not after:
            break

    assert len(seen) == len(set(seen)) == 5


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

    assert found(viewer, state="all") == []
    assert queries.count_projects(viewer=viewer, to=queries.Narrowing(state="all")) == 0
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
def test_the_list_costs_the_same_however_long(
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

    with django_assert_num_queries(3):
        assert len(found(by_robin)) == count
