"""Types of activities over the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.programs import Program

pytestmark = pytest.mark.django_db

PATH = "/v1/activityTypes"


@pytest.fixture
def deniz_program(deniz: Any) -> Program:
    """A program of the admin's."""
    return Program(deniz)


def test_types_have_the_shape_of_the_contract(elifs: Program) -> None:
    answer = elifs.get(PATH)

    assert answer.body["success"] is True
    assert "additional_data" not in answer.body
    first = answer.data[0]
    assert first == {
        "id": first["id"],
        "order_nr": 1,
        "name": "Call",
        "key_string": "call",
        "icon_key": "call",
        "active_flag": True,
        "color": None,
        "is_custom_flag": False,
        "add_time": "2026-11-12 10:00:00",
        "update_time": "2026-11-12 10:00:00",
    }


def test_a_type_is_added_renamed_moved_and_laid_aside(deniz_program: Program) -> None:
    made = deniz_program.post(PATH, name="Site visit", icon_key="truck")
    path = f"{PATH}/{made.data['id']}"

    changed = deniz_program.put(path, name="Visit", order_nr=2)
    gone = deniz_program.delete(path)

    assert (made.status, made.data["key_string"], made.data["is_custom_flag"]) == (
        200,
        "site_visit",
        True,
    )
    assert (changed.data["name"], changed.data["order_nr"]) == ("Visit", 2)
    assert gone.data["active_flag"] is False


@pytest.mark.parametrize("sent", [{"name": "Visit"}, {"name": "", "icon_key": "car"}])
def test_a_type_without_name_or_icon_is_refused(
    deniz_program: Program, sent: dict[str, str]
) -> None:
    assert deniz_program.post(PATH, sent).status in {400, 422}


def test_only_an_admin_changes_types(elifs: Program) -> None:
    assert elifs.post(PATH, name="Visit", icon_key="car").status == 403
