"""Furnishing boards: phases and boards come, go and change places; projects never get lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.history.models import Entry
from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.models import Board, Phase, Project
from kartotek.users.permissions import NotPermitted
from kartotek.users.viewer import Viewer


def order(viewer: Viewer) -> list[tuple[str, str]]:
    return [(one.board_name, one.name) for one in queries.phases(viewer=viewer)]


def test_a_new_board_comes_last_with_phases_to_begin_with(
    phases: Any, by_deniz: Viewer, now: datetime
) -> None:
    operations.add_board(name=" Installations ", by=by_deniz, at=now)

    assert [one.name for one in queries.boards(viewer=by_deniz)] == ["Projects", "Installations"]
    assert order(by_deniz)[3:] == [
        ("Installations", "Planning"),
        ("Installations", "In progress"),
        ("Installations", "Review"),
    ]


def test_phases_and_boards_are_put_in_order(phases: Any, by_deniz: Viewer, now: datetime) -> None:
    other = operations.add_board(name="Installations", by=by_deniz, at=now)
    here = phases[0].board_id
    operations.move_phase(
        phase_id=phases[2].pk, board_id=here, before_id=phases[0].pk, by=by_deniz, at=now
    )
    operations.move_phase(
        phase_id=phases[1].pk, board_id=other.pk, before_id=None, by=by_deniz, at=now
    )
    operations.move_board(board_id=other.pk, before_id=here, by=by_deniz, at=now)

    assert order(by_deniz) == [
        ("Installations", "Planning"),
        ("Installations", "In progress"),
        ("Installations", "Review"),
        ("Installations", "In progress"),
        ("Projects", "Review"),
        ("Projects", "Planning"),
    ]


def test_a_new_name_shows_at_once(phases: Any, by_deniz: Viewer, now: datetime) -> None:
    operations.rename_phase(phase_id=phases[0].pk, name="Survey", by=by_deniz, at=now)
    operations.rename_board(board_id=phases[0].board_id, name="Works", by=by_deniz, at=now)

    assert order(by_deniz)[0] == ("Works", "Survey")


@pytest.mark.parametrize("name", ["", "   ", "x" * 256])
def test_a_name_is_neither_empty_nor_endless(
    phases: Any, by_deniz: Viewer, now: datetime, name: str
) -> None:
    board_id = phases[0].board_id
    with pytest.raises(Invalid):
        operations.add_board(name=name, by=by_deniz, at=now)
    with pytest.raises(Invalid):
        operations.add_phase(board_id=board_id, name=name, by=by_deniz, at=now)
    with pytest.raises(Invalid):
        operations.rename_phase(phase_id=phases[0].pk, name=name, by=by_deniz, at=now)
    assert (Board.objects.count(), Phase.objects.count()) == (1, 3)


def test_a_phase_goes_only_when_its_projects_have_a_place(
    bodrum_project: Project, phases: Any, by_deniz: Viewer, now: datetime
) -> None:
    for nowhere in (None, phases[0].pk, 999):
        with pytest.raises(Invalid, match="Choose where the projects go"):
            operations.delete_phase(phase_id=phases[0].pk, to_phase_id=nowhere, by=by_deniz, at=now)

    operations.delete_phase(phase_id=phases[0].pk, to_phase_id=phases[1].pk, by=by_deniz, at=now)

    bodrum_project.refresh_from_db()
    assert bodrum_project.phase == phases[1]
    assert Entry.objects.filter(kind="project.phase-changed", subject_id=bodrum_project.pk).exists()


def test_closed_archived_and_deleted_projects_move_too(
    phases: Any, by_elif: Viewer, by_deniz: Viewer, now: datetime
) -> None:
    made = [operations.create(by=by_elif, at=now, title=one) for one in ("Done", "Kept", "Gone")]
    operations.set_status(project_id=made[0].pk, status="completed", by=by_elif, at=now)
    operations.archive(project_id=made[1].pk, by=by_elif, at=now)
    operations.delete(project_id=made[2].pk, by=by_elif, at=now)

    operations.delete_phase(phase_id=phases[0].pk, to_phase_id=phases[2].pk, by=by_deniz, at=now)

    assert {one.phase for one in Project.objects.all()} == {phases[2]}


def test_a_board_goes_with_its_phases_and_its_projects_stay(
    bodrum_project: Project, phases: Any, by_deniz: Viewer, now: datetime
) -> None:
    other = operations.add_board(name="Installations", by=by_deniz, at=now)
    there = other.phases.get(position=1)
    with pytest.raises(Invalid):
        operations.delete_board(
            board_id=phases[0].board_id, to_phase_id=phases[1].pk, by=by_deniz, at=now
        )

    operations.delete_board(board_id=phases[0].board_id, to_phase_id=there.pk, by=by_deniz, at=now)

    bodrum_project.refresh_from_db()
    assert bodrum_project.phase == there
    assert [one.name for one in queries.boards(viewer=by_deniz)] == ["Installations"]


def test_one_board_and_one_phase_of_each_stay(phases: Any, by_deniz: Viewer, now: datetime) -> None:
    other = operations.add_board(name="Installations", by=by_deniz, at=now)
    for phase in phases[:2]:
        operations.delete_phase(phase_id=phase.pk, to_phase_id=None, by=by_deniz, at=now)
    with pytest.raises(operations.LastPhase):
        operations.delete_phase(phase_id=phases[2].pk, to_phase_id=None, by=by_deniz, at=now)
    with pytest.raises(operations.LastPhase):
        operations.move_phase(
            phase_id=phases[2].pk, board_id=other.pk, before_id=None, by=by_deniz, at=now
        )
    operations.delete_board(board_id=other.pk, to_phase_id=None, by=by_deniz, at=now)

    with pytest.raises(operations.LastBoard):
        operations.delete_board(board_id=phases[0].board_id, to_phase_id=None, by=by_deniz, at=now)


def test_only_who_furnishes_pipelines_furnishes_boards(
    phases: Any, by_elif: Viewer, by_outsider: Viewer, now: datetime
) -> None:
    phase, board = phases[0].pk, phases[0].board_id
    acts = (
        lambda by: operations.rename_board(board_id=board, name="X", by=by, at=now),
        lambda by: operations.move_board(board_id=board, before_id=None, by=by, at=now),
        lambda by: operations.delete_board(board_id=board, to_phase_id=None, by=by, at=now),
        lambda by: operations.add_phase(board_id=board, name="X", by=by, at=now),
        lambda by: operations.rename_phase(phase_id=phase, name="X", by=by, at=now),
        lambda by: operations.delete_phase(phase_id=phase, to_phase_id=None, by=by, at=now),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act(by_elif)
        with pytest.raises(NotFound):
            act(by_outsider)
    with pytest.raises(NotPermitted):
        operations.add_board(name="X", by=by_elif, at=now)
