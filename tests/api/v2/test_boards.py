"""Boards and phases over the API."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.projects import queries
from tests.api.programs import Program


@pytest.fixture
def denizs(deniz: Any) -> Program:
    """A program of the admin's."""
    return Program(deniz)


def test_a_board_is_added_renamed_moved_and_deleted(
    denizs: Program, by_deniz: Any, phases: Any
) -> None:
    added = denizs.post("/api/v2/boards", name="Works", order_nr=1)
    path = f"/api/v2/boards/{added.data['id']}"
    changed = denizs.patch(path, name="Sites", order_nr=2)

    assert (added.status, added.data["name"], added.data["order_nr"]) == (201, "Works", 1)
    assert (changed.status, changed.data["name"], changed.data["order_nr"]) == (200, "Sites", 2)
    assert denizs.delete(path).data == {"id": added.data["id"]}
    assert [one.name for one in queries.boards(viewer=by_deniz)] == ["Projects"]


def test_a_phase_is_added_changed_and_deleted(denizs: Program, by_deniz: Any, phases: Any) -> None:
    added = denizs.post("/api/v2/phases", name="Survey", board_id=phases[0].board_id, order_nr=1)
    path = f"/api/v2/phases/{added.data['id']}"
    moved = denizs.patch(path, name="Measuring", order_nr=3)
    names = [one.name for one in queries.phases(viewer=by_deniz)]

    assert (added.status, added.data["order_nr"]) == (201, 1)
    assert moved.data["order_nr"] == 3
    assert names == ["Planning", "In progress", "Measuring", "Review"]
    assert denizs.delete(path).status == 200


def test_what_would_leave_projects_without_a_place_is_refused(
    denizs: Program, bodrum_project: Any, phases: Any
) -> None:
    full = denizs.delete(f"/api/v2/phases/{phases[0].pk}")
    last = denizs.delete(f"/api/v2/boards/{phases[0].board_id}")
    unnamed = denizs.post("/api/v2/boards", name=" ")
    nowhere = denizs.post("/api/v2/phases", name="X", board_id=999)

    assert [one.status for one in (full, unnamed)] == [400, 400]
    assert 400 <= last.status < 500
    assert nowhere.status == 404


def test_only_who_furnishes_pipelines_writes_boards(
    elifs: Program, outsiders: Program, phases: Any
) -> None:
    assert elifs.post("/api/v2/boards", name="X").status == 403
    assert elifs.delete(f"/api/v2/phases/{phases[0].pk}").status == 403
    assert outsiders.patch(f"/api/v2/boards/{phases[0].board_id}", name="X").status == 404
