"""Deals over the API."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import operations as leads
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(lobby_deal: Any) -> str:
    """Where the lobby deal is."""
    return f"/api/v2/deals/{lobby_deal.pk}"


def test_a_deal_has_the_shape_of_the_contract(
    elifs: Program, path: str, lobby_deal: Any, zeynep: Any, marmara: Any, elif_: Any
) -> None:
    answer = elifs.get(path)

    assert answer.status == 200
    assert answer.body == {
        "success": True,
        "data": {
            "id": lobby_deal.pk,
            "title": "Lobby lighting, Pera",
            "creator_user_id": elif_.pk,
            "owner_id": elif_.pk,
            "value": 480000,
            "person_id": zeynep.pk,
            "org_id": marmara.pk,
            "stage_id": lobby_deal.stage_id,
            "pipeline_id": lobby_deal.stage.pipeline_id,
            "currency": "TRY",
            "archive_time": None,
            "add_time": "2026-11-12T10:00:00Z",
            "update_time": "2026-11-12T10:00:00Z",
            "stage_change_time": "2026-11-12T10:00:00Z",
            "status": "open",
            "is_archived": False,
            "is_deleted": False,
            "probability": None,
            "lost_reason": None,
            "visible_to": 7,
            "close_time": None,
            "won_time": None,
            "lost_time": None,
            "local_won_date": None,
            "local_lost_date": None,
            "local_close_date": None,
            "expected_close_date": None,
            "label_ids": [],
            "origin": "ManuallyCreated",
            "origin_id": None,
            "channel": None,
            "channel_id": None,
            "source_lead_id": None,
            "acv": None,
            "arr": None,
            "mrr": None,
            "custom_fields": {},
        },
    }


def test_a_deal_is_opened_where_it_is_to_stand(
    elifs: Program, zeynep: Any, marmara: Any, stages: Any
) -> None:
    answer = elifs.post(
        "/api/v2/deals",
        title="Ballroom",
        person_id=zeynep.pk,
        org_id=marmara.pk,
        stage_id=stages[2].pk,
        value=1999.5,
        currency="eur",
        expected_close_date="2027-03-12",
        visible_to=3,
    )

    assert answer.status == 200
    assert (answer.data["stage_id"], answer.data["pipeline_id"]) == (
        stages[2].pk,
        stages[2].pipeline_id,
    )
    assert (answer.data["value"], answer.data["currency"]) == (1999.5, "EUR")
    assert answer.data["expected_close_date"] == "2027-03-12"
    assert (answer.data["visible_to"], answer.data["origin"]) == (3, "API")


def test_a_deal_without_a_stage_stands_in_the_first(
    elifs: Program, zeynep: Any, stages: Any
) -> None:
    answer = elifs.post("/api/v2/deals", title="Ballroom", person_id=zeynep.pk)

    assert (answer.data["stage_id"], answer.data["value"]) == (stages[0].pk, 0)


def test_a_pipeline_alone_means_its_first_stage(
    elifs: Program, zeynep: Any, stages: Any, company: Any
) -> None:
    from kartotek.pipeline.deals.defaults import create_default_pipeline

    other = create_default_pipeline(company, "tr")

    answer = elifs.post(
        "/api/v2/deals", title="Ballroom", person_id=zeynep.pk, pipeline_id=other.pk
    )

    assert answer.data["stage_id"] == other.stages.order_by("position")[0].pk


def test_a_deal_can_be_opened_lost_and_archived(elifs: Program, zeynep: Any, stages: Any) -> None:
    answer = elifs.post(
        "/api/v2/deals",
        title="Ballroom",
        person_id=zeynep.pk,
        status="lost",
        lost_reason="Too late",
        is_archived=True,
    )

    assert (answer.data["status"], answer.data["lost_reason"]) == ("lost", "Too late")
    assert answer.data["lost_time"] == answer.data["close_time"] == answer.data["archive_time"]
    assert answer.data["won_time"] is None


def test_a_deal_is_won_and_reopened(elifs: Program, path: str) -> None:
    won = elifs.patch(path, status="won").data
    reopened = elifs.patch(path, status="open").data

    assert won["status"] == "won"
    assert won["won_time"] == won["close_time"] is not None
    assert won["local_won_date"] == won["won_time"][:10]
    assert (reopened["status"], reopened["close_time"]) == ("open", None)


def test_a_deal_is_lost_with_a_reason_that_can_be_corrected(elifs: Program, path: str) -> None:
    elifs.patch(path, status="lost", lost_reason="Price")

    renamed = elifs.patch(path, title="Lobby")
    corrected = elifs.patch(path, lost_reason="Price and time")

    assert renamed.data["lost_reason"] == "Price"
    assert (corrected.data["status"], corrected.data["lost_reason"]) == ("lost", "Price and time")


def test_a_deal_moves_to_a_stage(elifs: Program, path: str, stages: Any) -> None:
    answer = elifs.patch(path, stage_id=stages[3].pk)

    assert answer.data["stage_id"] == stages[3].pk
    assert answer.data["stage_change_time"] == answer.data["update_time"]


def test_the_pipeline_it_is_in_moves_a_deal_nowhere(elifs: Program, path: str, stages: Any) -> None:
    elifs.patch(path, stage_id=stages[3].pk)

    answer = elifs.patch(path, pipeline_id=stages[3].pipeline_id)

    assert answer.data["stage_id"] == stages[3].pk


def test_an_archived_deal_has_a_list_of_its_own(elifs: Program, path: str, lobby_deal: Any) -> None:
    archived = elifs.patch(path, is_archived=True)

    assert archived.data["is_archived"] is True
    assert elifs.get("/api/v2/deals").data == []
    assert [one["id"] for one in elifs.get("/api/v2/deals/archived").data] == [lobby_deal.pk]


def test_an_archived_deal_is_taken_back_and_won_in_one_go(elifs: Program, path: str) -> None:
    elifs.patch(path, is_archived=True)

    refused = elifs.patch(path, status="won")
    answer = elifs.patch(path, is_archived=False, status="won")

    assert refused.status == 400
    assert (answer.data["is_archived"], answer.data["status"]) == (False, "won")


def test_nothing_is_changed_when_a_part_cannot_be(
    elifs: Program, path: str, lobby_deal: Any
) -> None:
    answer = elifs.patch(path, title="Something else", stage_id=999)

    assert (answer.status, answer.body["error"]) == (400, "This stage is gone.")
    assert Deal.objects.get(pk=lobby_deal.pk).title == "Lobby lighting, Pera"


def test_a_deleted_deal_stays_readable_and_comes_back(
    elifs: Program, path: str, lobby_deal: Any
) -> None:
    deleted = elifs.delete(path)

    assert deleted.body == {"success": True, "data": {"id": lobby_deal.pk}}
    assert elifs.get("/api/v2/deals").data == []
    assert [one["id"] for one in elifs.get("/api/v2/deals", status="deleted").data] == [
        lobby_deal.pk
    ]
    assert elifs.get(path).data["is_deleted"] is True
    assert elifs.patch(path, title="Lobby").status == 400
    assert elifs.patch(path, is_deleted=False, title="Lobby").data["title"] == "Lobby"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": 5},
        {"title": "Lobby", "value": "4800"},
        {"title": "Lobby", "value": True},
        {"title": "Lobby", "value": float("nan")},
        {"title": "Lobby", "person_id": "1"},
        {"title": "Lobby", "person_id": 1.0},
        {"title": "Lobby", "status": "deleted"},
        {"title": "Lobby", "is_archived": 1},
        {"title": "Lobby", "is_deleted": True},
        {"title": "Lobby", "expected_close_date": "2027-02-30"},
        {"title": "Lobby", "label_ids": "1"},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(
    elifs: Program, stages: Any, zeynep: Any, wrong: Any
) -> None:
    answer = elifs.post("/api/v2/deals", {"person_id": zeynep.pk, **wrong})

    assert (answer.status, answer.body["code"]) == (400, "ERR_SCHEMA_VALIDATION_FAILED")
    assert not Deal.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"person_id": 999},
        {"org_id": 999},
        {"stage_id": 999},
        {"pipeline_id": 999},
        {"owner_id": 999},
        {"value": -5},
        {"value": 1e300},
        {"value": 0.001},
        {"currency": "XXL"},
        {"visible_to": 4},
        {"label_ids": [999]},
        {"title": " "},
        {"title": "x" * 501},
    ],
)
def test_a_value_that_cannot_be_is_refused(
    elifs: Program, stages: Any, zeynep: Any, wrong: Any
) -> None:
    known = {"person_id": zeynep.pk} if wrong else {}
    answer = elifs.post("/api/v2/deals", {"title": "Lobby", **known, **wrong})

    assert (answer.status, answer.body["success"]) == (400, False)
    assert not Deal.objects.exists()


def test_nobody_may_be_left_on_a_deal(elifs: Program, path: str) -> None:
    answer = elifs.patch(path, person_id=None, org_id=None)

    assert (answer.status, answer.body["error"]) == (
        400,
        "A deal needs a person or an organization.",
    )
    assert elifs.patch(path, person_id=None).data["person_id"] is None


def test_deals_are_narrowed(
    elifs: Program, lobby_deal: Any, zeynep: Any, daniel: Any, marmara: Any, by_elif: Any
) -> None:
    other = deals.create(by=by_elif, at=NOW, title="Corridor", person_id=daniel.pk)
    deals.set_outcome(deal_id=other.pk, outcome="won", by=by_elif, at=NOW)
    stage_id, pipeline_id = lobby_deal.stage_id, lobby_deal.stage.pipeline_id

    def ids(**query: Any) -> list[int]:
        return [one["id"] for one in elifs.get("/api/v2/deals", **query).data]

    assert ids() == [lobby_deal.pk, other.pk]
    assert ids(status="open") == [lobby_deal.pk]
    assert ids(status="won") == [other.pk]
    assert ids(status="lost") == []
    assert ids(person_id=daniel.pk) == [other.pk]
    assert ids(org_id=marmara.pk) == [lobby_deal.pk]
    assert ids(stage_id=stage_id) == [lobby_deal.pk, other.pk]
    assert ids(stage_id=stage_id + 1) == []
    assert ids(pipeline_id=pipeline_id) == [lobby_deal.pk, other.pk]
    assert ids(pipeline_id=pipeline_id + 1) == []
    assert elifs.get("/api/v2/deals", status="all").status == 400


def test_a_deal_names_the_lead_it_was_made_from(
    elifs: Program, clinic_lead: Any, stages: Any, by_elif: Any
) -> None:
    deal = leads.become_deal(lead_id=clinic_lead.pk, by=by_elif, at=NOW)

    answer = elifs.get(f"/api/v2/deals/{deal.pk}")

    assert answer.data["source_lead_id"] == str(clinic_lead.uuid)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_deal_one_may_not_see_is_not_there(
    robins: Program, outsiders: Program, path: str, method: str
) -> None:
    Deal.objects.update(visibility=Visibility.GROUP)

    for program in (robins, outsiders):
        answer = program.send(method, path, {"title": "X"})
        assert answer.status == 404
        assert answer.body == {
            "success": False,
            "error": "Deal not found",
            "error_info": "Please check developers.pipedrive.com for more information about "
            "Pipedrive API.",
            "data": None,
            "additional_data": None,
        }
    assert robins.get("/api/v2/deals").data == []


def test_contacts_one_may_not_see_are_not_named(
    robins: Program, path: str, zeynep: Any, marmara: Any
) -> None:
    for contact in (zeynep, marmara):
        contact.visibility = Visibility.OWNER
        contact.save()

    answer = robins.get(path)

    assert (answer.data["person_id"], answer.data["org_id"]) == (None, None)
    assert robins.get("/api/v2/deals", person_id=zeynep.pk).data == []
    assert robins.get("/api/v2/deals", org_id=marmara.pk).data == []


def test_a_person_one_may_not_see_cannot_be_put_on_a_deal(
    robins: Program, zeynep: Any, stages: Any
) -> None:
    zeynep.visibility = Visibility.OWNER
    zeynep.save()

    assert robins.post("/api/v2/deals", title="Mine", person_id=zeynep.pk).status == 400


def test_a_longer_list_costs_no_more_questions(
    elifs: Program, lobby_deal: Any, zeynep: Any, by_elif: Any, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        deals.create(by=by_elif, at=NOW, title=f"Deal {number}", person_id=zeynep.pk)

    with django_assert_num_queries(6):
        assert len(elifs.get("/api/v2/deals").data) == 13
