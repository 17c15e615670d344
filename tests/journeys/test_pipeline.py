"""Deals, leads and projects: added with whoever is new, moved, won, converted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import toast, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def elifs(visits: Visits, demo: Installation) -> Page:
    """Elif, at the board of deals."""
    page = visits.as_user(demo, "elif")
    page.goto("/deals/")
    return page


def column(page: Page, stage: str) -> Locator:
    """Return a column of the board."""
    return page.get_by_role("region", name=stage, exact=True)


def test_a_deal_is_added_with_a_person_and_an_organization_nobody_knew(
    elifs: Page, accessible: Look
) -> None:
    accessible(elifs)
    elifs.get_by_role("main").get_by_role("link", name="Deal", exact=True).click()
    dialog = elifs.get_by_role("dialog", name="Add deal")
    dialog.get_by_role("combobox", name="Person").press_sequentially("Nilay Uslu")
    dialog.get_by_role("option", name="Add “Nilay Uslu” as a new person").click()
    dialog.get_by_label("Email of the new person").fill("nilay@fenerotel.example")
    dialog.get_by_role("combobox", name="Organization").press_sequentially("Fener Otel")
    dialog.get_by_role("option", name="Add “Fener Otel” as a new organization").click()
    expect(dialog.get_by_label("Title")).to_have_value("Nilay Uslu deal")
    dialog.get_by_label("Title").fill("Lighthouse lobby")
    dialog.get_by_label("Value").fill("85000")
    accessible(elifs)
    dialog.get_by_role("button", name="Save deal").click()

    expect(elifs.get_by_role("heading", level=1, name="Lighthouse lobby")).to_be_visible()
    expect(toast(elifs, "Lighthouse lobby added")).to_be_visible()
    accessible(elifs)
    elifs.get_by_role("link", name="Nilay Uslu").first.click()
    expect(elifs.get_by_role("heading", level=1, name="Nilay Uslu")).to_be_visible()
    expect(elifs.get_by_role("link", name="nilay@fenerotel.example")).to_be_visible()
    elifs.get_by_role("link", name="Fener Otel").first.click()
    expect(elifs.get_by_role("heading", level=1, name="Fener Otel")).to_be_visible()
    expect(elifs.locator("#section-deal").get_by_role("link", name="Lighthouse")).to_be_visible()


def test_a_deal_is_moved_by_its_menu_and_moved_back(elifs: Page, accessible: Look) -> None:
    card = column(elifs, "Contact made").get_by_role("listitem").filter(has_text="Quay floodlights")
    card.get_by_role("button", name="Move Quay floodlights").click()
    menu = elifs.get_by_role("dialog", name="Move to stage")
    expect(menu).to_be_visible()
    accessible(elifs)

    menu.get_by_role("button", name="Negotiation").click()

    moved = column(elifs, "Negotiation").get_by_role("link", name="Quay floodlights")
    expect(moved).to_be_visible()
    expect(card).to_have_count(0)

    undo(elifs, "Quay floodlights moved")

    expect(card).to_be_visible()
    expect(moved).to_have_count(0)


def test_a_deal_is_moved_by_dragging_its_card(elifs: Page) -> None:
    card = elifs.locator("[data-card]").filter(has_text="Warehouse high-bay")

    card.drag_to(column(elifs, "Quote sent"))

    expect(toast(elifs, "Warehouse high-bay moved to Quote sent")).to_be_visible()
    elifs.reload()
    expect(column(elifs, "Quote sent").get_by_text("Warehouse high-bay")).to_be_visible()


def test_a_deal_is_won(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("link", name="Harbour House").click()
    actions = elifs.locator(".record__actions")

    actions.get_by_role("button", name="Won").click()

    expect(elifs.locator(".record__sub").get_by_text("Won")).to_be_visible()
    expect(actions.get_by_role("button", name="Reopen")).to_be_visible()
    accessible(elifs)


def test_a_lead_is_added_and_becomes_a_deal(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("navigation", name="Main").get_by_role("link", name="Leads").click()
    accessible(elifs)
    elifs.get_by_role("main").get_by_role("link", name="Lead", exact=True).click()
    dialog = elifs.get_by_role("dialog", name="Add lead")
    dialog.get_by_role("combobox", name="Person").press_sequentially("tomas")
    dialog.get_by_role("option", name="Tomáš Novák").click()
    expect(dialog.get_by_label("Title")).to_have_value("Tomáš Novák lead")
    dialog.get_by_label("Title").fill("Catalogue lamps")
    accessible(elifs)
    dialog.get_by_role("button", name="Save lead").click()
    expect(elifs.get_by_role("heading", level=1, name="Catalogue lamps")).to_be_visible()
    accessible(elifs)

    elifs.get_by_role("link", name="Convert to deal").click()
    convert = elifs.get_by_role("dialog", name="Convert to deal")
    convert.get_by_label("Stage").select_option(label="Contact made")
    accessible(elifs)
    convert.get_by_role("button", name="Convert to deal").click()

    expect(toast(elifs, "Catalogue lamps is a deal now")).to_be_visible()
    expect(elifs).to_have_url(re.compile(r"/deals/\d+/$"))
    expect(elifs.get_by_role("button", name="Contact made")).to_have_attribute(
        "aria-current", "step"
    )
    accessible(elifs)


def test_a_project_is_added(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("navigation", name="Main").get_by_role("link", name="Projects").click()
    accessible(elifs)
    elifs.get_by_role("main").get_by_role("link", name="Project", exact=True).click()
    dialog = elifs.get_by_role("dialog", name="Add project")
    dialog.get_by_role("combobox", name="Person").press_sequentially("daniel")
    dialog.get_by_role("option", name="Daniel Okafor").click()
    expect(dialog.get_by_role("combobox", name="Organization")).to_have_value("Brightwell Clinics")
    dialog.get_by_label("Title").fill("Leeds corridors, fitting")
    accessible(elifs)
    dialog.get_by_role("button", name="Save project").click()

    expect(elifs.get_by_role("heading", level=1, name="Leeds corridors, fitting")).to_be_visible()
    expect(elifs.get_by_role("link", name="Daniel Okafor").first).to_be_visible()
    accessible(elifs)
