"""The main pages on a phone and at night, and what the search field finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import pages
from tests.journeys.browsing import PHONE, Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import choose, row

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]

AT_NIGHT = (
    "add-deal",
    "board",
    "conversation",
    "conversation-html",
    "inbox",
    "people",
    "person",
    "settings-email",
)


@pytest.fixture
def elifs_phone(visits: Visits, demo: Installation) -> Page:
    """Elif's inbox on her phone."""
    return visits.as_user(demo, "elif", PHONE, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("name", pages.NAMES)
def test_no_page_of_a_phone_scrolls_sideways(
    elifs_phone: Page, accessible: Look, name: str
) -> None:
    pages.go(elifs_phone, name)

    wide = elifs_phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE[0]
    accessible(elifs_phone)


def test_a_phone_reaches_what_matters(elifs_phone: Page, accessible: Look) -> None:
    page = elifs_phone
    bar = page.get_by_role("navigation", name="Main")
    expect(bar.get_by_role("link", name="Inbox")).to_be_in_viewport()
    row(page, "Invoice address for Harbour").get_by_role("link").first.tap()
    link = page.get_by_role("link", name="Link to existing item").first
    expect(link).to_be_in_viewport()
    link.tap()
    accessible(page)
    page.get_by_role("dialog", name="Link").get_by_role("combobox").fill("museum")
    choose(page, "Museum stairs")
    expect(
        page.locator("#link_bar").get_by_role("link", name="Lead: Museum stairs")
    ).to_be_visible()

    page.locator("#link_bar").get_by_role("link", name="Person: Chloe Bennett").tap()
    expect(page.get_by_role("heading", level=1, name="Chloe Bennett")).to_be_in_viewport()
    page.get_by_role("textbox", name="Note").fill("Called from the train.")
    page.get_by_role("button", name="Save note").tap()
    expect(page.get_by_text("Called from the train.")).to_be_visible()
    bar.get_by_role("link", name="Deals").tap()
    expect(page.get_by_role("link", name="Deal", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("name", AT_NIGHT)
def test_a_page_can_be_read_at_night(
    visits: Visits, demo: Installation, accessible: Look, name: str
) -> None:
    page = visits.as_user(demo, "elif", color_scheme="dark")

    pages.go(page, name)

    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper != page.evaluate("getComputedStyle(document.body).color")
    accessible(page)


def test_the_theme_chosen_in_the_menu_stays(
    visits: Visits, demo: Installation, accessible: Look
) -> None:
    page = visits.as_user(demo, "elif", color_scheme="light")
    page.get_by_role("button", name="Account menu of Elif Aydın").click()
    page.get_by_role("radio", name="Dark").check(force=True)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    accessible(page)

    page.goto("/people/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oguzhan ipek", ["Oğuzhan İpek", "Vitrin aydınlatması için fiyat"]),
        ("isil", ["Işıl Yapı Market", "Hakan Işıl", "Sevgi Işıl", "Bayi toplantısı katılım"]),
        ("IŞIL", ["Işıl Yapı Market", "Hakan Işıl"]),
    ],
)
def test_names_are_found_without_their_marks(
    visits: Visits, demo: Installation, accessible: Look, typed: str, found: list[str]
) -> None:
    page = visits.as_user(demo, "elif")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search or jump to")).to_be_focused()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text(typed)
    for name in found:
        expect(page.get_by_role("main").get_by_role("link", name=name).first).to_be_visible()
    accessible(page)
