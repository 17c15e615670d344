"""Groups in the settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.users.models import Group, User

HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_deniz(deniz: User) -> Client:
    client = Client()
    client.force_login(deniz)
    return client


def test_without_groups_the_page_says_what_they_are_for(as_deniz: Client) -> None:
    assert "No groups yet" in as_deniz.get("/settings/groups/").content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_group_is_added_below_another(
    as_deniz: Client, sales: Group, headers: dict[str, str]
) -> None:
    assert as_deniz.get("/settings/groups/add/", headers=headers).status_code == 200
    as_deniz.post("/settings/groups/add/", {"name": "West", "parent_id": sales.pk}, headers=headers)

    assert Group.objects.get(name="West").parent == sales


def test_the_tree_shows_a_group_after_the_one_it_is_below(
    as_deniz: Client, sales: Group, export_team: Group, company: Any
) -> None:
    Group.objects.create(company=company, name="Zebra", parent=export_team)
    page = as_deniz.get("/settings/groups/").content.decode()
    rows = page[page.index("<tbody") :]

    assert rows.index("Export") < rows.index("Zebra") < rows.index("Sales")
    assert "tree-name--1" in rows


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_group_is_renamed_and_moved(
    as_deniz: Client, sales: Group, export_team: Group, headers: dict[str, str]
) -> None:
    address = f"/settings/groups/{sales.pk}/"

    assert as_deniz.get(address, headers=headers).status_code == 200
    as_deniz.post(address, {"name": "Field", "parent_id": export_team.pk}, headers=headers)

    sales.refresh_from_db()
    assert (sales.name, sales.parent) == ("Field", export_team)


def test_a_group_below_itself_is_refused_at_the_field(as_deniz: Client, sales: Group) -> None:
    typed = {"name": "Sales", "parent_id": sales.pk}
    answer = as_deniz.post(f"/settings/groups/{sales.pk}/", typed, headers=HTMX)

    assert answer.status_code == 422
    assert "field-parent_id-error" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_group_goes_and_its_people_find_a_place(
    as_deniz: Client, elif_: User, export_team: Group, headers: dict[str, str]
) -> None:
    address = f"/settings/groups/{elif_.group_id}/deleted/"

    assert "1 user" in as_deniz.get(address, headers=headers).content.decode()
    as_deniz.post(address, {"heir_id": export_team.pk}, headers=headers)

    elif_.refresh_from_db()
    assert elif_.group == export_team


def test_a_group_with_groups_below_offers_no_deleting(
    as_deniz: Client, sales: Group, company: Any
) -> None:
    Group.objects.create(company=company, name="West", parent=sales)
    address = f"/settings/groups/{sales.pk}/deleted/"

    assert 'type="submit"' not in as_deniz.get(address, headers=HTMX).content.decode()
    assert as_deniz.post(address).status_code == 409


def test_a_group_of_another_company_is_not_found(as_deniz: Client, other_company: Any) -> None:
    theirs = Group.objects.create(company=other_company, name="Sales")

    assert as_deniz.get(f"/settings/groups/{theirs.pk}/").status_code == 404
