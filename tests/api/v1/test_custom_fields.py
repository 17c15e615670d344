"""Custom fields over version 1: beside the values of leads, and the fields themselves."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.fields import operations
from kartotek.fields.models import CustomField
from kartotek.fields.rules.types import CHOSEN
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def make(by: Any, field_type: str, **more: Any) -> CustomField:
    """Make a field of deals and leads."""
    options = ["Gold", "Silver"] if field_type in CHOSEN else []
    values = {"name": field_type, "options": options, **more}
    return operations.create_field(on="deal", field_type=field_type, by=by, at=NOW, **values)


@pytest.fixture
def denizs(deniz: Any) -> Program:
    """A program of the admin's."""
    return Program(deniz)


@pytest.mark.parametrize(
    ("field_type", "sent", "read"),
    [
        ("text", {"": "two words"}, {"": "two words"}),
        ("number", {"": "12.5"}, {"": 12.5}),
        ("money", {"": 5, "_currency": "USD"}, {"": 5, "_currency": "USD"}),
        ("date", {"": "2026-01-31"}, {"": "2026-01-31"}),
        (
            "date-range",
            {"": "2026-01-31", "_until": "2026-02-01"},
            {"": "2026-01-31", "_until": "2026-02-01"},
        ),
        ("time", {"": "09:00:00"}, {"": "09:00:00"}),
        ("address", {"": "Kale 1", "_locality": "İzmir"}, {"": "Kale 1", "_locality": "İzmir"}),
    ],
)
def test_a_value_stands_beside_the_leads_own(
    elifs: Program, clinic_lead: Any, by_deniz: Any, field_type: str, sent: Any, read: Any
) -> None:
    field = make(by_deniz, field_type)
    body = {f"{field.key}{end}": value for end, value in sent.items()}

    answer = elifs.patch(f"/v1/leads/{clinic_lead.uuid}", body)

    assert answer.status == 200, answer.body
    for end, value in read.items():
        assert answer.data[f"{field.key}{end}"] == value


@pytest.mark.parametrize("field_type", ["option", "options", "user", "person"])
@pytest.mark.parametrize("sent", ["9" * 20, "9" * 5000])
def test_a_number_that_no_id_has_is_refused(
    elifs: Program, clinic_lead: Any, by_deniz: Any, field_type: str, sent: str
) -> None:
    field = make(by_deniz, field_type)

    answer = elifs.patch(f"/v1/leads/{clinic_lead.uuid}", {field.key: sent})

    assert answer.status == 400


def test_options_are_text(elifs: Program, clinic_lead: Any, by_deniz: Any) -> None:
    one, many = make(by_deniz, "option"), make(by_deniz, "options")
    first = one.options.order_by("position").first()
    ids = ",".join(str(option.pk) for option in many.options.order_by("position"))
    assert first is not None

    answer = elifs.patch(f"/v1/leads/{clinic_lead.uuid}", {one.key: str(first.pk), many.key: ids})

    assert (answer.data[one.key], answer.data[many.key]) == (str(first.pk), ids)


def test_unset_fields_are_left_out(elifs: Program, clinic_lead: Any, by_deniz: Any) -> None:
    field = make(by_deniz, "text")

    answer = elifs.get(f"/v1/leads/{clinic_lead.uuid}")

    assert field.key not in answer.data


def test_a_lead_is_opened_with_values(elifs: Program, zeynep: Any, by_deniz: Any) -> None:
    field = make(by_deniz, "user")

    body = {"title": "Spa", "person_id": zeynep.pk, field.key: zeynep.owner_id}
    answer = elifs.post("/v1/leads", body)

    assert answer.status == 201, answer.body
    assert answer.data[field.key]["value"] == zeynep.owner_id
    assert answer.data[field.key]["name"] == "Elif Aydın"


def test_an_unknown_key_is_refused(elifs: Program, clinic_lead: Any) -> None:
    answer = elifs.patch(f"/v1/leads/{clinic_lead.uuid}", {"f" * 40: "x"})

    assert answer.status == 400
    assert "f" * 40 in answer.body["error"]


@pytest.mark.parametrize("area", ["personFields", "organizationFields", "dealFields", "leadFields"])
def test_fields_are_listed_and_never_null(elifs: Program, area: str) -> None:
    answer = elifs.get(f"/v1/{area}", start="400")

    assert answer.status == 200
    assert answer.data == []
    assert all(one["key"] and one["field_type"] for one in elifs.get(f"/v1/{area}").data)


def test_a_field_is_made_changed_and_deleted(denizs: Program) -> None:
    made = denizs.post(
        "/v1/personFields",
        {"name": "Tier", "field_type": "enum", "options": [{"label": "A"}, {"label": "B"}]},
    )
    path = f"/v1/personFields/{made.data['id']}"
    first = made.data["options"][0]

    changed = denizs.put(
        path, {"name": "Level", "options": [{"id": first["id"], "label": "A+"}, {"label": "C"}]}
    )
    gone = denizs.delete(path)

    assert made.data["edit_flag"] is True
    assert [one["label"] for one in changed.data["options"]] == ["A+", "C"]
    assert changed.data["options"][0]["id"] == first["id"]
    assert gone.data == {"id": made.data["id"]}
    assert denizs.get(path).status == 404


def test_several_fields_are_deleted_at_once(denizs: Program, by_deniz: Any) -> None:
    ids = [make(by_deniz, kind).pk for kind in ("text", "number")]

    answer = denizs.delete(f"/v1/dealFields?ids={ids[0]},{ids[1]}")

    assert answer.data == {"id": ids}
