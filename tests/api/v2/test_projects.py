"""Projects over the API."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.projects import operations as projects
from kartotek.pipeline.projects.models import Project
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(bodrum_project: Any) -> str:
    """Where the Bodrum project is."""
    return f"/api/v2/projects/{bodrum_project.pk}"


def test_a_project_has_the_shape_of_the_contract(
    elifs: Program, path: str, bodrum_project: Any, zeynep: Any, marmara: Any, phases: Any
) -> None:
    answer = elifs.get(path)

    assert answer.status == 200
    assert answer.body == {
        "success": True,
        "data": {
            "id": bodrum_project.pk,
            "title": "Bodrum outdoor, phase 1",
            "description": "",
            "status": "open",
            "board_id": phases[0].board_id,
            "phase_id": phases[0].pk,
            "owner_id": bodrum_project.owner_id,
            "start_date": None,
            "end_date": None,
            "deal_ids": [],
            "person_ids": [zeynep.pk],
            "org_ids": [marmara.pk],
            "label_ids": [],
            "health_status": None,
            "add_time": "2026-11-12T10:00:00.000Z",
            "update_time": "2026-11-12T10:00:00.000Z",
            "status_change_time": "2026-11-12T10:00:00.000Z",
            "archive_time": None,
            "is_deleted": False,
            "custom_fields": {},
        },
    }


def test_a_project_is_opened_with_201(
    elifs: Program, lobby_deal: Any, zeynep: Any, daniel: Any, marmara: Any, phases: Any
) -> None:
    answer = elifs.post(
        "/api/v2/projects",
        title="Pera lobby",
        description="From the deal",
        phase_id=phases[1].pk,
        start_date="2026-12-01",
        end_date="2027-02-01",
        deal_ids=[lobby_deal.pk],
        person_ids=[daniel.pk, zeynep.pk],
        org_ids=[marmara.pk],
    )

    assert answer.status == 201
    assert (answer.data["phase_id"], answer.data["board_id"]) == (phases[1].pk, phases[1].board_id)
    assert answer.data["person_ids"] == [daniel.pk, zeynep.pk]
    assert (answer.data["deal_ids"], answer.data["org_ids"]) == ([lobby_deal.pk], [marmara.pk])
    assert (answer.data["start_date"], answer.data["end_date"]) == ("2026-12-01", "2027-02-01")


def test_a_board_alone_means_its_first_phase(elifs: Program, phases: Any) -> None:
    answer = elifs.post("/api/v2/projects", title="Pera", board_id=phases[0].board_id)

    assert answer.data["phase_id"] == phases[0].pk


@pytest.mark.parametrize("spelled", ["canceled", "cancelled"])
def test_a_project_is_cancelled_however_it_is_spelled(
    elifs: Program, path: str, spelled: str
) -> None:
    answer = elifs.patch(path, status=spelled)

    assert answer.data["status"] == "canceled"
    assert answer.data["status_change_time"] == answer.data["update_time"]
    assert Project.objects.get().status == "cancelled"


def test_a_project_is_completed_and_reopened_in_another_phase(
    elifs: Program, path: str, phases: Any
) -> None:
    completed = elifs.patch(path, status="completed")
    reopened = elifs.patch(path, status="open", phase_id=phases[2].pk)

    assert completed.data["status"] == "completed"
    assert (reopened.data["status"], reopened.data["phase_id"]) == ("open", phases[2].pk)


def test_lists_replace_those_that_were_there(
    elifs: Program, path: str, daniel: Any, marmara: Any
) -> None:
    answer = elifs.patch(path, person_ids=[daniel.pk])

    assert (answer.data["person_ids"], answer.data["org_ids"]) == ([daniel.pk], [marmara.pk])


def test_null_takes_a_date_away(elifs: Program, path: str) -> None:
    elifs.patch(path, start_date="2026-12-01")

    assert elifs.patch(path, start_date=None, description=None).data["start_date"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"title": "Pera", "status": "deleted"},
        {"title": "Pera", "person_ids": ["1"]},
        {"title": "Pera", "person_ids": 1},
        {"title": "Pera", "phase_id": "1"},
        {"title": "Pera", "start_date": "soon"},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(elifs: Program, phases: Any, wrong: Any) -> None:
    answer = elifs.post("/api/v2/projects", wrong)

    assert (answer.status, answer.body["code"]) == (400, "ERR_SCHEMA_VALIDATION_FAILED")


@pytest.mark.parametrize(
    "wrong",
    [
        {"phase_id": 999},
        {"board_id": 999},
        {"person_ids": [999]},
        {"deal_ids": [999]},
        {"start_date": "2027-01-01", "end_date": "2026-01-01"},
    ],
)
def test_a_value_that_cannot_be_is_refused(elifs: Program, phases: Any, wrong: Any) -> None:
    answer = elifs.post("/api/v2/projects", {"title": "Pera", **wrong})

    assert (answer.status, answer.body["success"]) == (400, False)
    assert not Project.objects.exists()


def test_a_deleted_project_stays_readable(elifs: Program, path: str, bodrum_project: Any) -> None:
    deleted = elifs.delete(path)

    assert deleted.body == {"success": True, "data": {"id": bodrum_project.pk}}
    assert elifs.get("/api/v2/projects").data == []
    assert elifs.get(path).data["is_deleted"] is True


def test_projects_are_narrowed(
    elifs: Program, bodrum_project: Any, zeynep: Any, lobby_deal: Any, phases: Any, by_elif: Any
) -> None:
    other = projects.create(by=by_elif, at=NOW, title="Pera", deal_ids=[lobby_deal.pk])
    projects.set_status(project_id=other.pk, status="cancelled", by=by_elif, at=NOW)

    def ids(**query: Any) -> list[int]:
        return [one["id"] for one in elifs.get("/api/v2/projects", **query).data]

    assert ids() == [bodrum_project.pk, other.pk]
    assert ids(status="open") == [bodrum_project.pk]
    assert ids(status="canceled") == [other.pk]
    assert ids(status="open,cancelled") == [bodrum_project.pk, other.pk]
    assert ids(person_id=zeynep.pk) == [bodrum_project.pk]
    assert ids(org_id=zeynep.organization_id) == [bodrum_project.pk]
    assert ids(deal_id=lobby_deal.pk) == [other.pk]
    assert ids(phase_id=phases[0].pk) == [bodrum_project.pk, other.pk]
    assert ids(phase_id=phases[1].pk) == []
    assert elifs.get("/api/v2/projects", status="stuck").status == 400


def test_an_archived_project_has_a_list_of_its_own(
    elifs: Program, bodrum_project: Any, by_elif: Any
) -> None:
    projects.archive(project_id=bodrum_project.pk, by=by_elif, at=NOW)

    assert elifs.get("/api/v2/projects").data == []
    assert elifs.get("/api/v2/projects/archived").data[0]["archive_time"] is not None


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_project_one_may_not_see_is_not_there(
    robins: Program, outsiders: Program, path: str, method: str
) -> None:
    Project.objects.update(visibility=Visibility.GROUP)

    for program in (robins, outsiders):
        answer = program.send(method, path, {"title": "X"})
        assert (answer.status, answer.body["error"]) == (404, "Project not found")
    assert robins.get("/api/v2/projects").data == []


def test_records_one_may_not_see_are_not_named(
    robins: Program, path: str, zeynep: Any, marmara: Any, lobby_deal: Any, elifs: Program
) -> None:
    elifs.patch(path, deal_ids=[lobby_deal.pk])
    for hidden in (zeynep, marmara, lobby_deal):
        hidden.visibility = Visibility.OWNER
        hidden.save()

    data = robins.get(path).data

    assert (data["person_ids"], data["org_ids"], data["deal_ids"]) == ([], [], [])
    for name, record in (("person_id", zeynep), ("org_id", marmara), ("deal_id", lobby_deal)):
        assert robins.get("/api/v2/projects", **{name: record.pk}).data == []


def test_a_longer_list_costs_no_more_questions(
    elifs: Program, bodrum_project: Any, zeynep: Any, by_elif: Any, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        projects.create(by=by_elif, at=NOW, title=f"Project {number}", person_ids=[zeynep.pk])

    with django_assert_num_queries(7):
        assert len(elifs.get("/api/v2/projects").data) == 13
