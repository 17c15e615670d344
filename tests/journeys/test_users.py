"""Users: a colleague is invited, comes in, is given less and leaves again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


def test_an_invited_colleague_comes_in_and_goes_again(
    visits: Visits, own_demo: Installation, accessible: Look
) -> None:
    deniz = visits.as_user(own_demo, "deniz")
    deniz.goto("/settings/users/")
    accessible(deniz)
    deniz.get_by_role("link", name="Invite user").click()
    dialog = deniz.get_by_role("dialog", name="Invite user")
    dialog.get_by_label("Name").fill("Aslı Demir")
    dialog.get_by_label("Email").fill("asli@kuzeyisik.example")
    dialog.get_by_label("Group").select_option(label="Sales")
    dialog.get_by_role("button", name="Invite user").click()
    link = deniz.get_by_label("One-time link").input_value()
    accessible(deniz)

    asli = visits.open(base_url=own_demo.address)
    asli.goto(link)
    expect(asli.get_by_role("heading", level=1)).to_contain_text("Kuzey Işık")
    accessible(asli)
    asli.get_by_label("Password").fill("avize-sarkıt-7")
    asli.get_by_role("button", name="Join").click()
    asli.wait_for_url("**/inbox/")

    deniz.goto("/settings/users/")
    row = deniz.get_by_role("row", name="Aslı Demir")
    expect(row).to_contain_text("Sales")
    row.get_by_role("button", name="More for Aslı Demir").click()
    deniz.get_by_role("link", name="Deactivate").click()
    deniz.get_by_role("dialog").get_by_role("button", name="Deactivate").click()
    expect(deniz.get_by_role("heading", name="Deactivated")).to_be_visible()

    asli.goto("/people/")
    expect(asli).to_have_url(f"{own_demo.address}/login/?next=/people/")


def test_a_permission_set_takes_away_a_button(
    visits: Visits, own_demo: Installation, accessible: Look
) -> None:
    deniz = visits.as_user(own_demo, "deniz")
    deniz.goto("/settings/groups/")
    accessible(deniz)
    deniz.goto("/settings/permissions/")
    accessible(deniz)
    deniz.locator("#set-regular").get_by_role("link", name="Edit").click()
    dialog = deniz.get_by_role("dialog", name="Edit Regular user")
    dialog.get_by_label("Delete records").uncheck()
    accessible(deniz)
    dialog.get_by_role("button", name="Save permission set").click()
    expect(deniz.locator("#set-regular")).to_contain_text("Not allowed: Delete records")
    deniz.goto("/settings/changelog/")
    expect(deniz.get_by_role("main")).to_contain_text("no longer: Delete records")
    accessible(deniz)

    elif_ = visits.as_user(own_demo, "elif")
    elif_.goto("/people/")
    elif_.get_by_role("link", name="Zeynep Karaca").first.click()
    elif_.get_by_role("button", name="More actions").click()
    expect(elif_.get_by_role("button", name="Delete person")).to_have_count(0)


def test_a_token_is_shown_once(visits: Visits, own_demo: Installation, accessible: Look) -> None:
    page = visits.as_user(own_demo, "robin")
    page.goto("/settings/access/")
    accessible(page)
    page.get_by_role("link", name="Add token").click()
    page.get_by_label("What it is for").fill("Website form")
    page.get_by_role("dialog").get_by_role("button", name="Add token").click()
    expect(page.get_by_label("API token", exact=True)).not_to_have_value("")
    page.get_by_role("button", name="Done").click()

    expect(page.get_by_role("button", name="Revoke Website form")).to_be_visible()
