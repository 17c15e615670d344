"""Data fields: made by the admin, filled on records, asked for in dialogs, found again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import toast, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def denizs(visits: Visits, own_demo: Installation) -> Page:
    """Deniz, at the data fields of people."""
    page = visits.as_user(own_demo, "deniz")
    page.goto("/settings/fields/person/")
    return page


def line(page: Page, name: str) -> Locator:
    """Return a field in the list."""
    return page.locator(".field-line").filter(has_text=name)


def names(page: Page) -> list[str]:
    """Return the fields in the order they are listed."""
    return page.locator("[data-sort-row] .field-line__name b").all_inner_texts()


def test_a_field_is_made_moved_by_key_deleted_and_brought_back(
    denizs: Page, accessible: Look
) -> None:
    accessible(denizs)
    denizs.get_by_role("link", name="Add field").click()
    dialog = denizs.get_by_role("dialog", name="Add field")
    dialog.get_by_label("Name").fill("Favourite lamp")
    dialog.get_by_role("radio", name="Single option").check()
    accessible(denizs)
    for name in ("Pendant", "Spot"):
        dialog.get_by_role("textbox", name="Option", exact=True).nth(
            0 if name == "Pendant" else 1
        ).fill(name)
    dialog.get_by_role("button", name="Add field").click()

    expect(dialog).to_be_hidden()
    expect(line(denizs, "Favourite lamp")).to_contain_text("2 options")
    before = names(denizs)
    grip = line(denizs, "Favourite lamp").get_by_role("button", name="Move Favourite lamp")
    grip.press("ArrowDown")
    expect(line(denizs, "Favourite lamp").locator("xpath=..")).to_contain_text(before[1])
    expect(grip).to_be_focused()

    line(denizs, "Favourite lamp").get_by_role("button", name="More for").click()
    denizs.get_by_role("link", name="Delete field").click()
    denizs.get_by_role("dialog", name="Delete Favourite lamp?").get_by_role(
        "button", name="Delete field"
    ).click()
    expect(denizs.locator("#deleted-fields")).to_contain_text("Favourite lamp")
    undo(denizs, "Favourite lamp deleted")
    expect(denizs.locator("#deleted-fields")).to_have_count(0)
    expect(line(denizs, "Favourite lamp")).to_be_visible()


def test_a_value_is_written_in_place_and_told_in_history(
    visits: Visits, own_demo: Installation, accessible: Look
) -> None:
    page = visits.as_user(own_demo, "elif")
    page.goto("/organizations/")
    page.get_by_role("link", name="Anadolu Mimarlık").first.click()
    main = page.get_by_role("main")
    expect(main.locator("#fact-field-4 .nudge, [id^=fact-field] .nudge").first).to_be_visible()

    main.get_by_role("link", name="Edit Tier").click()
    main.get_by_role("combobox", name="Tier").select_option("B")
    accessible(page)
    main.get_by_role("button", name="Save", exact=True).click()
    expect(main.get_by_role("link", name="Edit Tier")).to_have_text("B")
    expect(main.get_by_role("region", name="History")).to_contain_text("Tier")

    visits.refused.add(422)
    main.get_by_role("link", name="Edit Payment terms in days").click()
    box = main.get_by_role("textbox", name="Payment terms in days")
    box.fill("soon")
    page.keyboard.press("Enter")
    expect(main.get_by_text("This is no number.")).to_be_visible()
    box.fill("45")
    page.keyboard.press("Enter")
    expect(main.get_by_role("link", name="Edit Payment terms in days")).to_have_text("45")
    accessible(page)


def test_a_required_field_is_asked_for_and_nothing_is_lost(
    denizs: Page, visits: Visits, accessible: Look
) -> None:
    line(denizs, "Role in buying").get_by_role("button", name="More for").click()
    denizs.get_by_role("link", name="Edit field").click()
    dialog = denizs.get_by_role("dialog", name="Edit Role in buying")
    dialog.get_by_role("switch", name="Required").check()
    dialog.get_by_role("button", name="Save field").click()
    expect(toast(denizs, "Role in buying saved")).to_be_visible()

    visits.refused.add(422)
    denizs.goto("/people/")
    denizs.get_by_role("main").get_by_role("link", name="Person", exact=True).click()
    adding = denizs.get_by_role("dialog", name="Add person")
    adding.get_by_label("Name").fill("Defne Kılıç")
    adding.get_by_role("button", name="Add person").click()
    expect(adding.get_by_text("Role in buying is required.")).to_be_visible()
    expect(adding.get_by_label("Name")).to_have_value("Defne Kılıç")
    accessible(denizs)
    adding.get_by_role("combobox", name="Role in buying").select_option("Signs")
    adding.get_by_role("button", name="Add person").click()

    expect(denizs.get_by_role("heading", level=1, name="Defne Kılıç")).to_be_visible()
    expect(denizs.get_by_role("link", name="Edit Role in buying")).to_have_text("Signs")
