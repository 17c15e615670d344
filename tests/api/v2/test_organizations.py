"""Organizations over the API."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.models import Organization
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

NO_PLACE = {
    "value": None,
    "country": None,
    "admin_area_level_1": None,
    "admin_area_level_2": None,
    "locality": None,
    "sublocality": None,
    "route": None,
    "street_number": None,
    "subpremise": None,
    "postal_code": None,
}


def test_an_organization_has_the_shape_of_the_contract(elifs: Program, marmara: Any) -> None:
    answer = elifs.get(f"/api/v2/organizations/{marmara.pk}")

    assert answer.status == 200
    assert answer.body == {
        "success": True,
        "data": {
            "id": marmara.pk,
            "name": "Marmara Otelcilik A.Ş.",
            "owner_id": marmara.owner_id,
            "add_time": "2026-11-12T10:00:00Z",
            "update_time": "2026-11-12T10:00:00Z",
            "is_deleted": False,
            "visible_to": 7,
            # The line of an address follows its parts where nobody wrote one.
            "address": {**NO_PLACE, "value": "İstanbul", "locality": "İstanbul"},
            "label_ids": [],
            "website": None,
            "linkedin": None,
            "industry": None,
            "annual_revenue": None,
            "employee_count": None,
            "custom_fields": {},
        },
    }


def test_an_organization_is_added_with_all_that_is_known(elifs: Program) -> None:
    answer = elifs.post(
        "/api/v2/organizations",
        name="Kestrel Robotics",
        website="https://kestrel.example",
        annual_revenue=1_200_000,
        employee_count=40,
        address={"value": "1 Mill Lane, Leeds", "locality": "Leeds", "postal_code": "LS1 1AA"},
        visible_to=3,
        add_time="2025-01-02T03:04:05+03:00",
    )

    assert answer.status == 200
    assert answer.data["address"] == {
        **NO_PLACE,
        "value": "1 Mill Lane, Leeds",
        "locality": "Leeds",
        "postal_code": "LS1 1AA",
    }
    assert (answer.data["annual_revenue"], answer.data["employee_count"]) == (1_200_000, 40)
    assert (answer.data["website"], answer.data["visible_to"]) == ("https://kestrel.example", 3)
    assert answer.data["add_time"] == "2025-01-02T00:04:05Z"


def test_nothing_is_older_than_now_by_its_own_word(elifs: Program) -> None:
    answer = elifs.post("/api/v2/organizations", name="Kestrel", add_time="2199-01-01T00:00:00Z")

    assert answer.data["add_time"] == answer.data["update_time"]


def test_null_takes_a_value_away(elifs: Program, marmara: Any) -> None:
    path = f"/api/v2/organizations/{marmara.pk}"

    answer = elifs.patch(path, address=None, website=None, employee_count=None)

    assert answer.status == 200
    assert (answer.data["address"], answer.data["name"]) == (None, "Marmara Otelcilik A.Ş.")


@pytest.mark.parametrize(
    "wrong", [{}, {"name": "K", "employee_count": -1}, {"name": "K", "annual_revenue": 1.5}]
)
def test_a_value_of_the_wrong_kind_is_refused(elifs: Program, wrong: Any) -> None:
    answer = elifs.post("/api/v2/organizations", wrong)

    assert (answer.status, answer.body["code"]) == (400, "ERR_SCHEMA_VALIDATION_FAILED")


def test_a_deleted_organization_stays_readable(elifs: Program, marmara: Any) -> None:
    deleted = elifs.delete(f"/api/v2/organizations/{marmara.pk}")

    assert deleted.body == {"success": True, "data": {"id": marmara.pk}}
    assert elifs.get("/api/v2/organizations").data == []
    assert elifs.get(f"/api/v2/organizations/{marmara.pk}").data["is_deleted"] is True


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_an_organization_of_another_team_is_not_there(
    robins: Program, outsiders: Program, marmara: Any, method: str
) -> None:
    Organization.objects.update(visibility=Visibility.GROUP)
    path = f"/api/v2/organizations/{marmara.pk}"

    for program in (robins, outsiders):
        answer = program.send(method, path, {"name": "X"})
        assert (answer.status, answer.body["error"]) == (404, "Organization not found")
    assert robins.get("/api/v2/organizations").data == []


def test_a_longer_list_costs_no_more_questions(
    elifs: Program, by_elif: Any, django_assert_num_queries: Any
) -> None:
    from kartotek.contacts.operations import create_organization

    for number in range(12):
        create_organization(by=by_elif, at=NOW, name=f"Organization {number}")

    with django_assert_num_queries(4):
        assert len(elifs.get("/api/v2/organizations").data) == 12
