"""A record's page: who belongs to it, who follows it, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import toast, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def marmara(visits: Visits, own_demo: Installation) -> Page:
    """Elif, at the page of Marmara Otelcilik."""
    page = visits.as_user(own_demo, "elif")
    page.goto("/organizations/")
    page.get_by_role("link", name="Marmara Otelcilik A.Ş.").first.click()
    expect(page.get_by_role("heading", level=1, name="Marmara Otelcilik A.Ş.")).to_be_visible()
    return page


def test_people_join_an_organization_from_its_page(marmara: Page, accessible: Look) -> None:
    people = marmara.locator("#section-people")
    people.get_by_role("button", name="Add a person").click()
    picker = people.get_by_role("combobox", name="Link or add a person")
    picker.press_sequentially("Levent Ka")
    expect(people.get_by_role("option", name="would move here")).to_be_visible()
    accessible(marmara)
    people.get_by_role("option", name="Levent Kaymaz").click()
    expect(people.get_by_role("link", name="Levent Kaymaz")).to_be_visible()

    people.get_by_role("button", name="Add a person").click()
    people.get_by_role("combobox").press_sequentially("Aslı Tuna")
    expect(people.get_by_role("option", name="as a new person")).to_be_visible()
    marmara.keyboard.press("ArrowDown")
    marmara.keyboard.press("Enter")

    expect(people.get_by_role("link", name="Show all 5 people")).to_be_visible()
    people.get_by_role("link", name="Show all 5 people").click()
    expect(people.get_by_role("link", name="Aslı Tuna")).to_be_visible()


def test_organizations_are_related_and_the_tree_adds_up(marmara: Page, accessible: Look) -> None:
    related = marmara.locator("#section-related")
    expect(related.get_by_role("link", name="Yalçınkaya Gayrimenkul")).to_contain_text("Sister")

    related.get_by_role("link", name="Add a related organization").click()
    dialog = marmara.get_by_role("dialog", name="Related organization")
    dialog.get_by_role("combobox").press_sequentially("Çınar")
    dialog.get_by_role("option", name="Çınar Mobilya").click()
    dialog.get_by_label("Related", exact=True).check()
    accessible(marmara)
    dialog.get_by_role("button", name="Save relation").click()
    expect(related.get_by_role("link", name="Çınar Mobilya")).to_contain_text("Related")

    related.get_by_role("button", name="Remove the relation to Çınar Mobilya").click()
    expect(related.get_by_role("link", name="Çınar Mobilya")).to_have_count(0)
    undo(marmara, "Çınar Mobilya")
    expect(related.get_by_role("link", name="Çınar Mobilya")).to_be_visible()

    related.get_by_role("link", name="Show the tree with open deals").click()
    expect(marmara.get_by_role("row", name="Yalçınkaya Holding")).to_be_visible()
    accessible(marmara)


def test_a_record_is_followed_and_its_labels_are_cared_for(marmara: Page, accessible: Look) -> None:
    marmara.goto("/people/?text=Zeynep")
    marmara.get_by_role("link", name="Zeynep Karaca").first.click()
    main = marmara.get_by_role("main")
    main.get_by_role("button", name="Follow", exact=True).click()
    main.get_by_role("link", name="Following").click()
    followers = marmara.get_by_role("dialog", name="Followers")
    expect(followers.get_by_text("Mert Kaya")).to_be_visible()
    accessible(marmara)
    marmara.keyboard.press("Escape")

    main.get_by_role("link", name="Add label").click()
    labels = marmara.get_by_role("dialog", name="Labels")
    labels.get_by_role("link", name="Manage labels").click()
    row = labels.get_by_role("form", name="Label Hotel")
    row.get_by_label("Name of the label").fill("Hotels")
    accessible(marmara)
    row.get_by_role("button", name="Save").click()
    expect(main.locator(".label-chip", has_text="Hotels")).to_be_visible()
    labels.get_by_role("button", name="Delete label Hotels").click()
    expect(main.locator(".label-chip", has_text="Hotels")).to_have_count(0)
    marmara.keyboard.press("Escape")
    undo(marmara, "Label Hotels deleted")
    expect(main.locator(".label-chip", has_text="Hotels")).to_be_visible()


def test_a_call_is_logged_and_history_is_switched(marmara: Page, accessible: Look) -> None:
    marmara.goto("/people/")
    marmara.get_by_role("link", name="Orhan Tunç").first.click()
    main = marmara.get_by_role("main")
    main.get_by_role("tab", name="Email").click()
    expect(main.get_by_role("link", name="orhan.tunc@marmaraotel.example").nth(1)).to_be_visible()
    main.get_by_role("tab", name="Call").click()
    main.get_by_label("What the call was about").fill("Chandelier drop")
    accessible(marmara)
    main.get_by_role("button", name="Log call").click()
    history = main.get_by_role("region", name="History")
    expect(history.get_by_role("heading", name="Chandelier drop")).to_be_visible()

    expect(history.get_by_text("Kerem Yalçınkaya")).to_have_count(0)
    switch = history.get_by_role("link", name="This organization")
    switch.click()
    expect(switch).to_have_attribute("aria-current", "true")
    changes = history.get_by_role("link", name="Changes")
    changes.click()
    expect(changes).to_have_attribute("aria-current", "true")
    expect(history.get_by_text("Kerem Yalçınkaya").first).to_be_visible()
    accessible(marmara)


def test_an_address_is_written_in_parts(marmara: Page, accessible: Look) -> None:
    main = marmara.get_by_role("main")
    main.get_by_role("link", name="Edit address").click()
    main.get_by_label("House number", exact=True).fill("14/2")
    accessible(marmara)
    main.get_by_label("District", exact=True).fill("Beyoğlu")
    marmara.keyboard.press("Enter")

    expect(marmara.locator("#fact-address")).to_contain_text("14/2, Beyoğlu")
    expect(toast(marmara, "refused")).to_have_count(0)
