"""Custom fields over version 2: values on records, and the fields themselves."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.fields import operations, queries
from kartotek.fields.models import CustomField
from kartotek.fields.rules.types import CHOSEN
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def make(by: Any, field_type: str, on: str = "person", **more: Any) -> CustomField:
    """Make a field."""
    options = ["Gold", "Silver"] if field_type in CHOSEN else []
    values = {"name": field_type, "options": options, **more}
    return operations.create_field(on=on, field_type=field_type, by=by, at=NOW, **values)


def options_of(field: CustomField) -> list[int]:
    """Return the ids of a field's options, in order."""
    return list(field.options.order_by("position").values_list("pk", flat=True))


@pytest.fixture
def denizs(deniz: Any) -> Program:
    """A program of the admin's."""
    return Program(deniz)


ZONELESS = {"timezone_id": None, "timezone_name": None}


@pytest.mark.parametrize(
    ("field_type", "sent", "read"),
    [
        ("text", "two words", "two words"),
        ("large-text", "one\ntwo", "one\ntwo"),
        ("autocomplete", "Reseller", "Reseller"),
        ("number", 12.5, 12.5),
        ("money", {"value": 5, "currency": "USD"}, {"value": 5, "currency": "USD"}),
        ("phone", "+90 212 555 01 42", "+90 212 555 01 42"),
        ("time", {"value": "09:30:00"}, {"value": "09:30:00", **ZONELESS}),
        (
            "time-range",
            {"value": "09:30:00", "until": "17:00:00"},
            {"value": "09:30:00", "until": "17:00:00", **ZONELESS},
        ),
        ("date", "2026-01-31", "2026-01-31"),
        (
            "date-range",
            {"value": "2026-01-31", "until": "2026-02-01"},
            {"value": "2026-01-31", "until": "2026-02-01"},
        ),
    ],
)
def test_a_value_is_written_and_read_in_the_shape_of_the_contract(
    elifs: Program, zeynep: Any, by_deniz: Any, field_type: str, sent: Any, read: Any
) -> None:
    field = make(by_deniz, field_type)

    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", custom_fields={field.key: sent})

    assert answer.status == 200, answer.body
    assert answer.data["custom_fields"] == {field.key: read}
    again = elifs.get(f"/api/v2/persons/{zeynep.pk}").data
    assert again["custom_fields"] == {field.key: read}


def test_options_are_ids_and_come_with_labels_when_asked_for(
    elifs: Program, zeynep: Any, by_deniz: Any
) -> None:
    one, many = make(by_deniz, "option"), make(by_deniz, "options")
    gold, silver = options_of(many)
    sent = {one.key: options_of(one)[0], many.key: [silver, gold]}

    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", custom_fields=sent)
    labelled = elifs.get(f"/api/v2/persons/{zeynep.pk}", include_option_labels="true")

    assert answer.data["custom_fields"][many.key] == [gold, silver]
    assert labelled.data["custom_fields"][one.key] == {"id": options_of(one)[0], "label": "Gold"}


def test_people_organizations_and_users_are_ids(
    elifs: Program, zeynep: Any, daniel: Any, marmara: Any, mert: Any, by_deniz: Any
) -> None:
    sent = {
        make(by_deniz, "person").key: daniel.pk,
        make(by_deniz, "organization").key: marmara.pk,
        make(by_deniz, "user").key: mert.pk,
    }

    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", custom_fields=sent)

    assert answer.data["custom_fields"] == sent


def test_an_address_keeps_its_parts(elifs: Program, zeynep: Any, by_deniz: Any) -> None:
    field = make(by_deniz, "address")
    sent = {"value": "Kale Sk. 1, İzmir", "locality": "İzmir", "route": "Kale Sk."}

    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", custom_fields={field.key: sent})

    read = answer.data["custom_fields"][field.key]
    assert (read["value"], read["locality"], read["country"]) == (
        "Kale Sk. 1, İzmir",
        "İzmir",
        None,
    )


@pytest.mark.parametrize(
    ("field_type", "sent"),
    [
        ("text", 5),
        ("number", "5"),
        ("number", True),
        ("number", 1e300),
        ("money", 5),
        ("money", {"value": 5, "currency": "NOPE"}),
        ("date", "31.01.2026"),
        ("date-range", {"value": "2026-02-01", "until": "2026-01-01"}),
        ("time", {"value": "25:00:00"}),
        ("options", []),
        ("options", [999_999]),
        ("option", "1"),
        ("user", 999_999),
        ("person", "somebody"),
    ],
)
def test_what_does_not_fit_is_refused_by_the_fields_code(
    elifs: Program, zeynep: Any, by_deniz: Any, field_type: str, sent: Any
) -> None:
    field = make(by_deniz, field_type)

    answer = elifs.patch(f"/api/v2/persons/{zeynep.pk}", custom_fields={field.key: sent})

    assert answer.status == 400
    assert answer.body["code"] == "ERR_SCHEMA_VALIDATION_FAILED"
    assert field.key in answer.body["error"]


def test_an_unknown_key_is_refused_and_nothing_is_written(elifs: Program, zeynep: Any) -> None:
    key = "0" * 40

    answer = elifs.patch(
        f"/api/v2/persons/{zeynep.pk}", name="Somebody Else", custom_fields={key: "x"}
    )

    assert answer.status == 400
    assert key in answer.body["error"]
    assert elifs.get(f"/api/v2/persons/{zeynep.pk}").data["name"] == "Zeynep Karaca"


def test_null_takes_a_value_away_unless_it_is_required(
    elifs: Program, zeynep: Any, by_deniz: Any
) -> None:
    free, needed = make(by_deniz, "text"), make(by_deniz, "phone", is_required=True)
    path = f"/api/v2/persons/{zeynep.pk}"
    elifs.patch(path, custom_fields={free.key: "x", needed.key: "+90 212 555 01 42"})

    taken = elifs.patch(path, custom_fields={free.key: None})
    kept = elifs.patch(path, custom_fields={needed.key: None})

    assert taken.data["custom_fields"][free.key] is None
    assert kept.status == 400
    assert needed.key in kept.body["error"]


def test_records_of_every_kind_are_added_with_values(
    elifs: Program, zeynep: Any, stages: Any, phases: Any, by_deniz: Any
) -> None:
    for path, on, more in (
        ("persons", "person", {"name": "Ece Demir"}),
        ("organizations", "organization", {"name": "Ege Otelleri"}),
        ("deals", "deal", {"title": "Lobby", "person_id": zeynep.pk}),
        (
            "projects",
            "project",
            {"title": "Bodrum", "board_id": phases[0].board_id, "phase_id": phases[0].pk},
        ),
    ):
        field = make(by_deniz, "text", on=on)

        answer = elifs.post(f"/api/v2/{path}", custom_fields={field.key: "said"}, **more)

        assert answer.status in {200, 201}, answer.body
        assert answer.data["custom_fields"] == {field.key: "said"}


def test_a_list_shows_only_the_fields_that_are_asked_for(
    elifs: Program, zeynep: Any, by_deniz: Any
) -> None:
    one = make(by_deniz, "text")
    make(by_deniz, "number")

    [row] = elifs.get("/api/v2/persons", custom_fields=one.key).data

    assert row["custom_fields"] == {one.key: None}


def test_who_may_not_be_seen_is_not_named(
    robins: Program, elifs: Program, zeynep: Any, daniel: Any, by_deniz: Any
) -> None:
    field = make(by_deniz, "person")
    elifs.patch(f"/api/v2/persons/{zeynep.pk}", custom_fields={field.key: daniel.pk})
    type(daniel).objects.filter(pk=daniel.pk).update(visibility=1)

    answer = robins.get(f"/api/v2/persons/{zeynep.pk}")

    assert answer.data["custom_fields"] == {field.key: None}


def test_fields_are_listed_with_those_every_record_has(denizs: Program, by_deniz: Any) -> None:
    field = make(by_deniz, "option", is_important=True)

    listed = denizs.get("/api/v2/personFields").data

    by_code = {one["field_code"]: one for one in listed}
    assert by_code["name"]["is_custom_field"] is False
    own = by_code[field.key]
    assert (own["field_name"], own["field_type"], own["is_custom_field"]) == (
        "option",
        "enum",
        True,
    )
    assert [option["label"] for option in own["options"]] == ["Gold", "Silver"]
    assert own["important_fields"] == {"enabled": True, "stage_ids": []}


def test_a_field_is_made_changed_and_deleted(denizs: Program, by_deniz: Any) -> None:
    made = denizs.post(
        "/api/v2/dealFields",
        field_name="Tier",
        field_type="enum",
        options=[{"label": "A"}, {"label": "B"}],
        required_fields={"enabled": True},
    )
    code = made.data["field_code"]
    path = f"/api/v2/dealFields/{code}"

    renamed = denizs.patch(path, field_name="Level")
    first = denizs.get(path).data["options"][0]["id"]
    added = denizs.post(f"{path}/options", [{"label": "C"}])
    changed = denizs.patch(f"{path}/options", [{"id": first, "label": "A+"}])
    removed = denizs.send("DELETE", f"{path}/options", [{"id": first}])
    left = denizs.get(path).data["options"]
    gone = denizs.delete(path)

    assert made.status == 200
    assert made.data["required_fields"] == {"enabled": True}
    assert renamed.data["field_name"] == "Level"
    assert [one["label"] for one in added.data] == ["C"]
    assert [one["label"] for one in changed.data] == ["A+"]
    assert [one["label"] for one in removed.data] == ["A+"]
    assert [one["label"] for one in left] == ["B", "C"]
    assert gone.data["field_code"] == code
    assert denizs.get(path).status == 404
    assert queries.custom_fields("deal", viewer=by_deniz) == []


def test_only_who_may_change_fields_makes_one(elifs: Program) -> None:
    answer = elifs.post("/api/v2/personFields", field_name="Tier", field_type="varchar")

    assert answer.status == 403
