"""People over the API."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.fields.operations import create_label, put_on
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_person_has_the_shape_of_the_contract(elifs: Program, zeynep: Any, marmara: Any) -> None:
    answer = elifs.get(f"/api/v2/persons/{zeynep.pk}")

    assert answer.status == 200
    assert answer.body == {
        "success": True,
        "data": {
            "id": zeynep.pk,
            "name": "Zeynep Karaca",
            "first_name": "Zeynep",
            "last_name": "Karaca",
            "owner_id": zeynep.owner_id,
            "org_id": marmara.pk,
            "add_time": "2026-11-12T10:00:00Z",
            "update_time": "2026-11-12T10:00:00Z",
            "emails": [{"value": "z.karaca@marmaraotel.example", "primary": True, "label": "work"}],
            "phones": [{"value": "+90 212 555 01 42", "primary": True, "label": "work"}],
            "is_deleted": False,
            "visible_to": 7,
            "label_ids": [],
            "picture_id": None,
            "postal_address": None,
            "notes": "",
            "im": [],
            "birthday": None,
            "job_title": "Procurement manager",
            "custom_fields": {},
        },
    }


def test_a_person_is_added_with_all_that_is_known(
    elifs: Program, by_elif: Any, marmara: Any
) -> None:
    label = create_label(on="person", name="Customer", by=by_elif, at=NOW)

    answer = elifs.post(
        "/api/v2/persons",
        name="Oğuzhan İpek",
        org_id=marmara.pk,
        emails=[
            {"value": "oguzhan@ipektekstil.example", "label": "home"},
            {"value": "o.ipek@marmaraotel.example", "primary": True, "label": "work"},
        ],
        phones=[{"value": "+90 212 555 01 43", "primary": True, "label": "mobile"}],
        visible_to=1,
        label_ids=[label.pk],
        job_title="Buyer",
        notes="Asks for samples.",
        im=[{"value": "@oguzhan", "primary": True, "label": "skype"}],
        birthday="1980-05-23",
        postal_address={"value": "İstiklal Cd. 1, İstanbul"},
        add_time="2025-01-02T03:04:05Z",
        custom_fields={},
    )

    assert answer.status == 200
    assert answer.data["org_id"] == marmara.pk
    assert answer.data["emails"] == [
        {"value": "oguzhan@ipektekstil.example", "primary": False, "label": "home"},
        {"value": "o.ipek@marmaraotel.example", "primary": True, "label": "work"},
    ]
    assert answer.data["phones"][0]["label"] == "mobile"
    assert answer.data["visible_to"] == 1
    assert answer.data["label_ids"] == [label.pk]
    assert (answer.data["first_name"], answer.data["last_name"]) == ("Oğuzhan", "İpek")
    assert (answer.data["job_title"], answer.data["notes"]) == ("Buyer", "Asks for samples.")
    assert answer.data["im"][0]["value"] == "@oguzhan"
    assert answer.data["birthday"] == "1980-05-23"
    assert answer.data["postal_address"]["value"] == "İstiklal Cd. 1, İstanbul"
    assert answer.data["add_time"] == "2025-01-02T03:04:05Z"


@pytest.mark.parametrize(
    "given", ["tomas@novak.example", ["tomas@novak.example"], [{"value": "tomas@novak.example"}]]
)
def test_an_address_may_be_sent_as_plain_text(elifs: Program, given: Any) -> None:
    answer = elifs.post("/api/v2/persons", name="Tomáš Novák", emails=given)

    assert answer.data["emails"] == [
        {"value": "tomas@novak.example", "primary": True, "label": "work"}
    ]


def test_what_is_sent_changes_and_the_rest_stays(elifs: Program, zeynep: Any) -> None:
    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", name="Zeynep Karaca Demir")

    assert answer.status == 200
    assert answer.data["name"] == "Zeynep Karaca Demir"
    assert answer.data["job_title"] == "Procurement manager"
    assert answer.data["emails"][0]["value"] == "z.karaca@marmaraotel.example"


def test_null_takes_a_person_out_of_the_organization(elifs: Program, zeynep: Any) -> None:
    assert elifs.patch(f"/api/v2/persons/{zeynep.pk}", org_id=None).data["org_id"] is None


def test_an_empty_list_takes_all_addresses_away(elifs: Program, zeynep: Any) -> None:
    assert elifs.patch(f"/api/v2/persons/{zeynep.pk}", emails=[]).data["emails"] == []


def test_labels_replace_those_that_were_there(elifs: Program, zeynep: Any, by_elif: Any) -> None:
    old = create_label(on="person", name="Cold", by=by_elif, at=NOW)
    new = create_label(on="person", name="Hot", by=by_elif, at=NOW)
    put_on(label_id=old.pk, subject=zeynep, by=by_elif, at=NOW)

    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", label_ids=[new.pk])

    assert answer.data["label_ids"] == [new.pk]


def test_labels_come_with_their_names_where_asked_for(
    elifs: Program, zeynep: Any, by_elif: Any
) -> None:
    label = create_label(on="person", name="Hot", by=by_elif, at=NOW)
    put_on(label_id=label.pk, subject=zeynep, by=by_elif, at=NOW)

    answer = elifs.get("/api/v2/persons", include_labels="true")

    assert answer.data[0]["labels"] == [{"id": label.pk, "label": "Hot"}]


def test_nothing_is_changed_when_a_part_cannot_be(elifs: Program, zeynep: Any) -> None:
    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", name="Somebody", label_ids=[999])

    assert (answer.status, answer.body["error"]) == (400, "This label is gone.")
    assert Person.objects.get(pk=zeynep.pk).name == "Zeynep Karaca"


def test_a_deleted_person_stays_readable(elifs: Program, zeynep: Any) -> None:
    deleted = elifs.delete(f"/api/v2/persons/{zeynep.pk}")
    listed = elifs.get("/api/v2/persons")
    read = elifs.get(f"/api/v2/persons/{zeynep.pk}")

    assert (deleted.status, deleted.body) == (200, {"success": True, "data": {"id": zeynep.pk}})
    assert listed.data == []
    assert read.data["is_deleted"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": 5},
        {"name": None},
        {"name": "Zeynep", "org_id": "1"},
        {"name": "Zeynep", "org_id": 2**70},
        {"name": "Zeynep", "emails": [{"value": 5}]},
        {"name": "Zeynep", "emails": 5},
        {"name": "Zeynep", "label_ids": ["1"]},
        {"name": "Zeynep", "birthday": "23.05.1980"},
        {"name": "Zeynep", "birthday": 0},
        {"name": "Zeynep", "add_time": "2026-01-01T00:00:00.000Z"},
        {"name": "Zeynep", "visible_to": True},
        {"name": "Zeynep", "custom_fields": {"d4de1c1518b4531717c676029a45911c340390a6": "x"}},
        {"job_title": "Buyer"},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(elifs: Program, wrong: Any) -> None:
    answer = elifs.post("/api/v2/persons", wrong)

    assert (answer.status, answer.body["code"]) == (400, "ERR_SCHEMA_VALIDATION_FAILED")
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "Zeynep", "org_id": 999}, {"name": "Z", "visible_to": 2}]
)
def test_a_value_that_cannot_be_is_refused(elifs: Program, wrong: Any) -> None:
    answer = elifs.post("/api/v2/persons", wrong)

    assert answer.status == 400
    assert answer.body["success"] is False
    assert not Person.objects.exists()


def test_an_unknown_word_is_let_pass(elifs: Program) -> None:
    assert elifs.post("/api/v2/persons", name="Tomáš", marketing_status="archived").status == 200


def test_people_are_narrowed_by_organization(
    elifs: Program, zeynep: Any, daniel: Any, marmara: Any
) -> None:
    answer = elifs.get("/api/v2/persons", org_id=marmara.pk)

    assert [one["id"] for one in answer.data] == [zeynep.pk]


def test_people_are_narrowed_by_deal(
    elifs: Program, lobby_deal: Any, zeynep: Any, daniel: Any, by_elif: Any
) -> None:
    from kartotek.pipeline.deals.operations import add_participant

    add_participant(deal_id=lobby_deal.pk, person_id=daniel.pk, by=by_elif, at=NOW)

    answer = elifs.get("/api/v2/persons", deal_id=lobby_deal.pk)

    assert {one["id"] for one in answer.data} == {zeynep.pk, daniel.pk}


def test_people_of_a_deal_nobody_knows_are_none(elifs: Program, zeynep: Any) -> None:
    assert elifs.get("/api/v2/persons", deal_id=999).data == []


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_person_of_another_team_is_not_there(robins: Program, zeynep: Any, method: str) -> None:
    Person.objects.update(visibility=Visibility.GROUP)

    answer = robins.send(method, f"/api/v2/persons/{zeynep.pk}", {"name": "X"})

    assert (answer.status, answer.body["error"]) == (404, "Person not found")


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_person_of_another_company_is_not_there(
    outsiders: Program, zeynep: Any, method: str
) -> None:
    answer = outsiders.send(method, f"/api/v2/persons/{zeynep.pk}", {"name": "X"})

    assert (answer.status, answer.body["error"]) == (404, "Person not found")


def test_lists_hold_only_what_one_may_see(
    robins: Program, outsiders: Program, zeynep: Any, daniel: Any
) -> None:
    Person.objects.filter(pk=zeynep.pk).update(visibility=Visibility.OWNER)

    assert [one["id"] for one in robins.get("/api/v2/persons").data] == [daniel.pk]
    assert outsiders.get("/api/v2/persons").data == []


def test_an_organization_that_is_hidden_is_not_named(
    robins: Program, zeynep: Any, marmara: Any
) -> None:
    marmara.visibility = Visibility.OWNER
    marmara.save()

    assert robins.get(f"/api/v2/persons/{zeynep.pk}").data["org_id"] is None
    assert robins.get("/api/v2/persons", org_id=marmara.pk).data == []


def test_a_person_given_away_is_still_answered_with(
    elifs: Program, zeynep: Any, robin: Any
) -> None:
    path = f"/api/v2/persons/{zeynep.pk}"

    answer = elifs.patch(path, owner_id=robin.pk, visible_to=1)

    assert (answer.status, answer.data["owner_id"]) == (200, robin.pk)
    assert elifs.get(path).status == 404


def test_a_longer_list_costs_no_more_questions(
    elifs: Program, by_elif: Any, zeynep: Any, django_assert_num_queries: Any
) -> None:
    from kartotek.contacts.operations import create_person

    for number in range(12):
        create_person(by=by_elif, at=NOW, name=f"Person {number}")

    with django_assert_num_queries(6):
        assert len(elifs.get("/api/v2/persons").data) == 13
