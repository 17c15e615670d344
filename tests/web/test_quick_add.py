"""Quick add: a dialog over any page, and back to where one was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.contacts.models import Person
from kartotek.users.models import User

HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_elif(elif_: User) -> Client:
    client = Client()
    client.force_login(elif_)
    return client


@pytest.mark.parametrize("area", ["people", "organizations", "deals", "leads", "activities"])
def test_every_dialog_knows_that_it_stands_over_another_page(
    as_elif: Client, stages: Any, area: str
) -> None:
    quick = as_elif.get(f"/{area}/add/?quick=1", headers=HTMX).content.decode()
    usual = as_elif.get(f"/{area}/add/", headers=HTMX).content.decode()

    assert 'name="quick" value="1"' in quick
    assert 'name="quick"' not in usual


@pytest.mark.parametrize(
    ("area", "typed"),
    [
        ("people", {"name": "Ada Kaya"}),
        ("organizations", {"name": "Ada Kaya"}),
        ("deals", {"title": "Ada Kaya", "person": "Ada"}),
        ("leads", {"title": "Ada Kaya", "person": "Ada"}),
    ],
)
def test_who_adds_quickly_stays_and_is_led_to_the_new_record(
    as_elif: Client, stages: Any, area: str, typed: dict[str, str]
) -> None:
    answer = as_elif.post(f"/{area}/add/", {**typed, "quick": "1"}, headers=HTMX)

    assert (answer.status_code, answer["HX-Trigger"]) == (200, "record:added, overlay:close")
    assert "Ada Kaya added</a>" in answer.content.decode()
    assert f'href="/{area}/' in answer.content.decode()


def test_who_adds_from_a_list_goes_to_the_new_record(as_elif: Client) -> None:
    answer = as_elif.post("/people/add/", {"name": "Ada Kaya"}, headers=HTMX)

    assert answer["HX-Redirect"] == f"/people/{Person.objects.get().pk}/"


def test_what_cannot_be_added_keeps_standing_over_the_page(as_elif: Client) -> None:
    answer = as_elif.post("/people/add/", {"name": "", "quick": "1"}, headers=HTMX)

    assert answer.status_code == 422
    assert 'name="quick" value="1"' in answer.content.decode()
