"""Leads over the API."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from kartotek.api.v1.lead_labels import label_id, label_uuid
from kartotek.fields.operations import create_label
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(clinic_lead: Any) -> str:
    """Where the clinic lead is."""
    return f"/v1/leads/{clinic_lead.uuid}"


def test_a_lead_has_the_shape_of_the_contract(
    elifs: Program, path: str, clinic_lead: Any, daniel: Any, elif_: Any
) -> None:
    answer = elifs.get(path)

    assert answer.status == 200
    assert answer.body == {
        "success": True,
        "data": {
            "id": str(clinic_lead.uuid),
            "title": "Clinic corridors",
            "owner_id": elif_.pk,
            "creator_id": elif_.pk,
            "label_ids": [],
            "person_id": daniel.pk,
            "organization_id": None,
            "source_name": "Manually created",
            "origin": "ManuallyCreated",
            "origin_id": None,
            "channel": None,
            "channel_id": None,
            "source_deal_id": None,
            "is_archived": False,
            "is_deleted": False,
            "was_seen": True,
            "value": None,
            "expected_close_date": None,
            "next_activity_id": None,
            "add_time": "2026-11-12T10:00:00.000Z",
            "update_time": "2026-11-12T10:00:00.000Z",
            "archive_time": None,
            "visible_to": "7",
            "cc_email": "",
        },
    }


def test_both_prefixes_lead_to_the_same(elifs: Program, path: str) -> None:
    assert elifs.get(f"/api{path}").body == elifs.get(path).body


def test_a_lead_is_opened_with_201_and_comes_from_the_api(
    elifs: Program, daniel: Any, by_elif: Any
) -> None:
    label = create_label(on="lead", name="Hot", by=by_elif, at=NOW)

    answer = elifs.post(
        "/v1/leads",
        title="Night lighting",
        person_id=daniel.pk,
        value={"amount": 4800, "currency": "USD"},
        label_ids=[str(label_uuid(label.pk))],
        expected_close_date="2027-03-12",
        visible_to="3",
    )

    assert answer.status == 201
    assert (answer.data["source_name"], answer.data["origin"]) == ("API", "API")
    assert answer.data["value"] == {"amount": 4800, "currency": "USD"}
    assert answer.data["label_ids"] == [str(label_uuid(label.pk))]
    assert (answer.data["visible_to"], answer.data["was_seen"]) == ("3", False)
    assert answer.data["expected_close_date"] == "2027-03-12"


def test_numbers_may_be_sent_as_text(elifs: Program, daniel: Any) -> None:
    answer = elifs.post(
        "/v1/leads",
        title=2027,
        person_id=str(daniel.pk),
        value={"amount": "4800.50", "currency": "USD"},
        visible_to=3,
        was_seen=1,
    )

    assert answer.status == 201
    assert (answer.data["title"], answer.data["person_id"]) == ("2027", daniel.pk)
    assert answer.data["value"] == {"amount": 4800.5, "currency": "USD"}
    assert (answer.data["visible_to"], answer.data["was_seen"]) == ("3", True)


def test_a_form_opens_a_lead_too(elifs: Program, daniel: Any) -> None:
    answer = elifs.send(
        "POST",
        "/v1/leads",
        f"title=Night+lighting&person_id={daniel.pk}&organization_id=",
        "application/x-www-form-urlencoded",
    )

    assert (answer.status, answer.data["title"]) == (201, "Night lighting")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "Night lighting"},
        {"person_id": 1},
        {"title": " "},
        {"title": "N", "person_id": 999},
        {"title": "N", "person_id": "Daniel"},
        {"title": "N", "value": {"amount": 5}},
        {"title": "N", "value": {"amount": "much", "currency": "USD"}},
        {"title": "N", "value": {"amount": 5, "currency": "XXL"}},
        {"title": "N", "visible_to": "2"},
        {"title": "N", "label_ids": ["hot"]},
        {"title": "N", "label_ids": [str(uuid.uuid4())]},
        {"title": "N", "expected_close_date": "soon"},
    ],
)
def test_what_makes_no_lead_is_refused(elifs: Program, daniel: Any, wrong: Any) -> None:
    needs_person = "person_id" not in wrong and wrong != {"title": "Night lighting"}
    known = {"person_id": daniel.pk} if needs_person else {}

    answer = elifs.post("/v1/leads", {**known, **wrong})

    assert (answer.status, answer.body["success"]) == (400, False)
    assert not Lead.objects.exists()


def test_null_takes_a_value_away(elifs: Program, path: str) -> None:
    elifs.patch(path, value={"amount": 5, "currency": "EUR"}, expected_close_date="2027-01-01")

    answer = elifs.patch(path, value=None, expected_close_date=None, title=None)

    assert (answer.data["value"], answer.data["expected_close_date"]) == (None, None)
    assert answer.data["title"] == "Clinic corridors"


def test_nobody_may_be_left_on_a_lead(elifs: Program, path: str) -> None:
    answer = elifs.patch(path, person_id=None)

    assert (answer.status, answer.body["error"]) == (
        400,
        "A lead needs a person or an organization.",
    )


def test_an_archived_lead_has_a_list_of_its_own(elifs: Program, path: str) -> None:
    archived = elifs.patch(path, is_archived=True)

    assert archived.data["is_archived"] is True
    assert elifs.get("/v1/leads").data is None
    assert [one["id"] for one in elifs.get("/v1/leads/archived").data] == [archived.data["id"]]
    assert elifs.patch(path, is_archived=False).data["is_archived"] is False


def test_a_deleted_lead_stays_readable(elifs: Program, path: str, clinic_lead: Any) -> None:
    deleted = elifs.delete(path)

    assert deleted.body == {"success": True, "data": {"id": str(clinic_lead.uuid)}}
    assert elifs.get("/v1/leads").data is None
    assert elifs.get(path).data["is_deleted"] is True


def test_an_empty_list_has_no_data_at_all(elifs: Program) -> None:
    assert elifs.get("/v1/leads").body == {
        "success": True,
        "data": None,
        "additional_data": {
            "pagination": {"start": 0, "limit": 100, "more_items_in_collection": False}
        },
    }


@pytest.fixture
def five(by_elif: Any, daniel: Any) -> list[str]:
    """Five leads, each opened a minute after the other."""
    return [
        str(
            leads.create(
                by=by_elif,
                at=NOW + timedelta(minutes=number),
                title=f"Lead {number}",
                person_id=daniel.pk,
            ).uuid
        )
        for number in range(5)
    ]


def test_a_list_is_read_by_number(elifs: Program, five: list[str]) -> None:
    first = elifs.get("/v1/leads", limit=2)
    last = elifs.get("/v1/leads", start=4, limit=2)

    assert [one["id"] for one in first.data] == five[:2]
    assert first.body["additional_data"]["pagination"] == {
        "start": 0,
        "limit": 2,
        "more_items_in_collection": True,
        "next_start": 2,
    }
    assert [one["id"] for one in last.data] == five[4:]
    assert last.body["additional_data"]["pagination"] == {
        "start": 4,
        "limit": 2,
        "more_items_in_collection": False,
    }


@pytest.mark.parametrize(
    "sort", ["update_time DESC", "add_time desc", "owner_id, title DESC", "nonsense, id desc"]
)
def test_a_list_can_be_sorted(elifs: Program, five: list[str], sort: str) -> None:
    assert [one["id"] for one in elifs.get("/v1/leads", sort=sort).data] == five[::-1]


@pytest.mark.parametrize(
    "since", ["2026-11-12T10:03:00Z", "2026-11-12T10:03:00.000Z", "2026-11-12 10:03:00"]
)
def test_a_list_can_start_at_a_change(elifs: Program, five: list[str], since: str) -> None:
    answer = elifs.get("/v1/leads", updated_since=since)

    assert [one["id"] for one in answer.data] == five[3:]


def test_leads_are_narrowed(
    elifs: Program, five: list[str], daniel: Any, zeynep: Any, elif_: Any, brightwell: Any
) -> None:
    assert len(elifs.get("/v1/leads", person_id=daniel.pk).data) == 5
    assert elifs.get("/v1/leads", person_id=zeynep.pk).data is None
    assert elifs.get("/v1/leads", organization_id=brightwell.pk).data is None
    assert len(elifs.get("/v1/leads", owner_id=elif_.pk).data) == 5
    assert elifs.get("/v1/leads", owner_id=elif_.pk + 1).data is None
    assert elifs.get("/v1/leads", filter_id=1).status == 404


@pytest.mark.parametrize("query", [{"limit": 0}, {"start": -1}, {"updated_since": "soon"}])
def test_a_question_that_makes_no_sense_is_refused(elifs: Program, query: Any) -> None:
    assert elifs.get("/v1/leads", **query).status == 400


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_lead_one_may_not_see_is_not_there(
    robins: Program, outsiders: Program, path: str, method: str
) -> None:
    Lead.objects.update(visibility=Visibility.GROUP)

    for program in (robins, outsiders):
        answer = program.send(method, path, {"title": "X"})
        assert (answer.status, answer.body["error"], answer.body["error_info"]) == (
            404,
            "requested lead not found",
            "Object was not found.",
        )
    assert robins.get("/v1/leads").data is None


def test_a_person_one_may_not_see_is_not_named(robins: Program, path: str, daniel: Any) -> None:
    daniel.visibility = Visibility.OWNER
    daniel.save()

    assert robins.get(path).data["person_id"] is None
    assert robins.get("/v1/leads", person_id=daniel.pk).data is None


@pytest.mark.parametrize("number", [1, 42, 2**40])
def test_the_uuid_of_a_label_is_well_formed_and_leads_back(number: int) -> None:
    known = label_uuid(number)

    assert (known.version, known.variant) == (8, uuid.RFC_4122)
    assert label_id(str(known)) == number


def test_a_longer_list_costs_no_more_questions(
    elifs: Program, five: list[str], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5):
        assert len(elifs.get("/v1/leads").data) == 5
