"""Pipelines, and stages over the API, boards and phases to be read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.programs import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def denizs(deniz: Any) -> Program:
    return Program(deniz)


def test_a_pipeline_has_the_shape_of_the_contract(elifs: Program, stages: Any) -> None:
    pipeline = {
        "id": stages[0].pipeline_id,
        "name": "Sales",
        "order_nr": 1,
        "is_deleted": False,
        "is_deal_probability_enabled": False,
        "add_time": "2026-11-12T10:00:00Z",
        "update_time": "2026-11-12T10:00:00Z",
    }

    assert elifs.get("/api/v2/pipelines").body == {
        "success": True,
        "data": [pipeline],
        "additional_data": {"next_cursor": None},
    }
    assert elifs.get(f"/api/v2/pipelines/{pipeline['id']}").body == {
        "success": True,
        "data": pipeline,
    }


def test_a_stage_has_the_shape_of_the_contract(elifs: Program, stages: Any) -> None:
    assert elifs.get(f"/api/v2/stages/{stages[1].pk}").body == {
        "success": True,
        "data": {
            "id": stages[1].pk,
            "order_nr": 2,
            "name": "Contact made",
            "is_deleted": False,
            "deal_probability": 100,
            "pipeline_id": stages[1].pipeline_id,
            "is_deal_rot_enabled": False,
            "days_to_rotten": None,
            "add_time": "2026-11-12T10:00:00Z",
            "update_time": "2026-11-12T10:00:00Z",
        },
    }


def test_stages_are_read_in_parts_and_in_order(elifs: Program, stages: Any) -> None:
    query = {"sort_by": "order_nr", "sort_direction": "desc", "limit": 3}
    first = elifs.get("/api/v2/stages", pipeline_id=stages[0].pipeline_id, **query)
    cursor = first.body["additional_data"]["next_cursor"]
    second = elifs.get("/api/v2/stages", cursor=cursor, **query)

    assert [one["id"] for one in [*first.data, *second.data]] == [one.pk for one in stages[::-1]]


def test_stages_of_a_pipeline_nobody_knows_are_none(elifs: Program, stages: Any) -> None:
    assert elifs.get("/api/v2/stages", pipeline_id=999).data == []


def test_a_board_has_the_shape_of_the_contract(elifs: Program, phases: Any) -> None:
    board = {
        "id": phases[0].board_id,
        "name": "Projects",
        "order_nr": 1,
        "add_time": "2026-11-12T10:00:00.000Z",
        "update_time": "2026-11-12T10:00:00.000Z",
    }

    assert elifs.get("/api/v2/boards").body == {
        "success": True,
        "data": [board],
        "additional_data": None,
    }
    assert elifs.get(f"/api/v2/boards/{board['id']}").data == board


def test_a_phase_has_the_shape_of_the_contract(elifs: Program, phases: Any) -> None:
    answer = elifs.get("/api/v2/phases", board_id=phases[0].board_id)

    assert [one["name"] for one in answer.data] == ["Planning", "In progress", "Review"]
    assert answer.data[1] == {
        "id": phases[1].pk,
        "name": "In progress",
        "board_id": phases[1].board_id,
        "order_nr": 2,
        "add_time": "2026-11-12T10:00:00.000Z",
        "update_time": "2026-11-12T10:00:00.000Z",
    }
    assert elifs.get(f"/api/v2/phases/{phases[1].pk}").data == answer.data[1]
    assert elifs.get("/api/v2/phases").data == answer.data


@pytest.mark.parametrize(
    ("area", "error"),
    [
        ("pipelines", "Pipeline not found"),
        ("stages", "Stage not found"),
        ("boards", "Board not found"),
        ("phases", "Phase not found"),
    ],
)
def test_those_of_another_company_are_not_there(
    outsiders: Program, stages: Any, phases: Any, area: str, error: str
) -> None:
    ids = {
        "pipelines": stages[0].pipeline_id,
        "stages": stages[0].pk,
        "boards": phases[0].board_id,
        "phases": phases[0].pk,
    }

    answer = outsiders.get(f"/api/v2/{area}/{ids[area]}")

    assert (answer.status, answer.body["error"]) == (404, error)
    assert outsiders.get(f"/api/v2/{area}").data == []


def test_a_pipeline_is_added_named_anew_and_deleted(denizs: Program, stages: Any) -> None:
    made = denizs.post("/api/v2/pipelines", name="Service", is_deal_probability_enabled=True)
    path = f"/api/v2/pipelines/{made.data['id']}"
    renamed = denizs.patch(path, name="Services")
    deleted = denizs.delete(path)

    assert (made.status, made.data["order_nr"]) == (200, 2)
    assert renamed.data["name"] == "Services"
    assert renamed.data["is_deal_probability_enabled"] is True
    assert deleted.data == {"id": made.data["id"]}
    assert denizs.get(path).status == 404


def test_a_stage_is_added_changed_moved_and_deleted(denizs: Program, stages: Any) -> None:
    other = denizs.post("/api/v2/pipelines", name="Service").data["id"]
    made = denizs.post(
        "/api/v2/stages",
        name="Asked",
        pipeline_id=stages[0].pipeline_id,
        deal_probability=40,
        is_deal_rot_enabled=True,
        days_to_rotten=9,
    )
    path = f"/api/v2/stages/{made.data['id']}"
    changed = denizs.patch(path, pipeline_id=other, is_deal_rot_enabled=False)
    last = denizs.delete(path)

    assert (made.data["order_nr"], made.data["days_to_rotten"]) == (6, 9)
    assert made.data["deal_probability"] == 40
    assert (changed.data["pipeline_id"], changed.data["days_to_rotten"]) == (other, None)
    # It is the only one of its pipeline by now.
    assert last.status == 400


def test_a_stage_with_deals_is_not_deleted_by_a_program(
    denizs: Program, lobby_deal: Any, stages: Any
) -> None:
    answer = denizs.delete(f"/api/v2/stages/{stages[0].pk}")

    assert answer.status == 400
    assert denizs.get(f"/api/v2/stages/{stages[0].pk}").status == 200


def test_who_may_not_change_pipelines_may_not_by_a_program_either(
    elifs: Program, stages: Any
) -> None:
    assert elifs.post("/api/v2/pipelines", name="Mine").status == 403
    assert elifs.patch(f"/api/v2/stages/{stages[0].pk}", name="Mine").status == 403
    assert elifs.delete(f"/api/v2/stages/{stages[0].pk}").status == 403


@pytest.mark.parametrize("wrong", [{"deal_probability": 101}, {"days_to_rotten": 0}, {"name": ""}])
def test_a_stage_refuses_what_cannot_be(
    denizs: Program, stages: Any, wrong: dict[str, Any]
) -> None:
    path = f"/api/v2/stages/{stages[0].pk}"

    assert denizs.patch(path, **wrong).status == 400
    assert denizs.get(path).data["name"] == "Qualified"
