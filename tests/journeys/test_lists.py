"""The lists of people and organizations: narrowed, arranged, edited, looked at and changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import toast

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def elifs(visits: Visits, demo: Installation) -> Page:
    """Elif, at the list of people."""
    page = visits.as_user(demo, "elif")
    page.goto("/people/")
    expect(page.locator("#page-count")).not_to_be_empty()
    return page


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))


def test_a_list_is_filtered_by_keys_and_saved_as_a_view(elifs: Page, accessible: Look) -> None:
    accessible(elifs)
    elifs.keyboard.press("f")
    popover = elifs.get_by_role("dialog", name="Filter")
    popover.get_by_placeholder("Find a field").fill("labels")
    popover.get_by_role("button", name="Labels", exact=True).click()
    popover.get_by_role("checkbox", name="Hotel").check()
    accessible(elifs)
    popover.get_by_role("button", name="Apply").click()

    expect(elifs.get_by_role("link", name="Remove filter Labels Hotel")).to_be_visible()
    expect(elifs.locator("#page-count")).to_contain_text(" of ")
    elifs.get_by_role("columnheader", name="Next activity").get_by_role("link").click()
    elifs.get_by_role("link", name="Save view").click()
    dialog = elifs.get_by_role("dialog", name="Save view")
    dialog.get_by_label("Name").fill("Hotel people")
    accessible(elifs)
    dialog.get_by_role("button", name="Save view").click()

    expect(elifs.get_by_role("heading", level=1, name="Hotel people")).to_be_visible()
    expect(toast(elifs, "View “Hotel people” saved")).to_be_visible()
    current = elifs.get_by_role("navigation", name="Contacts").locator("[aria-current='page']")
    expect(current).to_have_text("Hotel people")
    accessible(elifs)


def test_a_cell_is_edited_by_keys_and_a_bad_value_stays(
    elifs: Page, visits: Visits, accessible: Look
) -> None:
    visits.refused = {422}
    elifs.get_by_role("searchbox", name="Name, email or phone").fill("sofia")
    expect(elifs.get_by_role("link", name="Emre Güngör")).to_have_count(0)
    row(elifs, "Sofia Marchetti").get_by_role("button", name="Edit Phone").press("Enter")
    phone = elifs.get_by_role("textbox", name="Phone of Sofia Marchetti")
    phone.fill("+39 02 5550 1199")
    accessible(elifs)
    phone.press("Enter")
    expect(row(elifs, "Sofia Marchetti")).to_contain_text("+39 02 5550 1199")

    row(elifs, "Sofia Marchetti").get_by_role("button", name="Edit Name").press("Enter")
    name = elifs.get_by_role("textbox", name="Name of Sofia Marchetti")
    name.fill("")
    name.press("Enter")
    expect(elifs.get_by_text("A person needs a first or a last name.")).to_be_visible()
    name.press("Escape")
    expect(row(elifs, "Sofia Marchetti")).to_be_visible()


def test_records_are_read_beside_the_list_by_keys(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("link", name="Sofia Marchetti").focus()
    elifs.keyboard.press("Space")
    panel = elifs.get_by_role("complementary", name="Preview")
    expect(panel.get_by_role("heading", name="Sofia Marchetti")).to_be_visible()
    accessible(elifs)

    elifs.keyboard.press("k")
    expect(panel.get_by_role("heading", name="Sofia Marchetti")).to_have_count(0)
    assert "panel=person-" in elifs.url
    elifs.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert "panel=" not in elifs.url


def test_selected_records_are_changed_at_once_and_brought_back(
    elifs: Page, accessible: Look
) -> None:
    for name in ("Daniel Okafor", "Emre Güngör"):
        row(elifs, name).get_by_role("checkbox").check()
    bar = elifs.get_by_role("toolbar", name="Selected people")
    expect(bar).to_contain_text("2 selected")
    accessible(elifs)
    bar.get_by_role("button", name="Edit").click()
    dialog = elifs.get_by_role("dialog", name="Edit 2 people")
    dialog.get_by_label("Field").select_option("Job title")
    dialog.get_by_role("textbox", name="New value").fill("Buyer of lamps")
    accessible(elifs)
    dialog.get_by_role("button", name="Edit 2 people").click()

    done = toast(elifs, "2 records changed")
    expect(done).to_be_visible()
    done.get_by_role("button", name="Undo").click()
    expect(toast(elifs, "2 records are as before")).to_be_visible()


def test_columns_are_chosen_and_made_wider_by_keys(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("link", name="Organizations").first.click()
    elifs.get_by_role("button", name="Choose columns").click()
    popover = elifs.get_by_role("dialog", name="Choose columns")
    popover.get_by_placeholder("Find a column").fill("indus")
    popover.get_by_role("checkbox", name="Industry").check()
    accessible(elifs)
    popover.get_by_role("button", name="Show columns").click()

    expect(elifs.get_by_role("columnheader", name="Industry")).to_be_visible()
    handle = elifs.get_by_role("separator", name="Width of Name")
    before = handle.get_attribute("aria-valuenow")
    handle.press("ArrowRight")
    expect(handle).not_to_have_attribute("aria-valuenow", before or "")
    accessible(elifs)
