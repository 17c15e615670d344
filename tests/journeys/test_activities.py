"""Activities: ticked in their list, moved in the week, added where there is room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import toast, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]

CALL = "Is the installation team free?"


def test_what_is_done_is_ticked_and_the_next_one_planned(
    visits: Visits, demo: Installation, accessible: Look
) -> None:
    page = visits.as_user(demo, "elif")
    page.goto("/activities/")
    accessible(page)
    page.get_by_role("button", name=f"Mark as done: {CALL}").click()

    expect(page.get_by_role("link", name=CALL)).to_have_count(0)
    toast(page, f"Done: {CALL}").get_by_role("button", name="Plan the next one").click()
    dialog = page.get_by_role("dialog", name="Add activity")
    item = dialog.get_by_role("combobox", name="Deal, lead or project")
    expect(item).to_have_value("Çınar showroom")
    accessible(page)
    dialog.get_by_role("button", name="Cancel").click()


def test_a_week_is_moved_by_keys_and_by_a_menu(
    visits: Visits, demo: Installation, accessible: Look
) -> None:
    page = visits.as_user(demo, "elif")
    page.goto("/activities/calendar/")
    block = page.get_by_role("link", name="Approval round for the chandelier")
    expect(block).to_be_visible()
    accessible(page)
    block.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("link", name="chandelier, 16:15")).to_be_focused()
    undo(page, "Moved: Approval round for the chandelier")
    expect(page.get_by_role("link", name="chandelier, 16:00")).to_be_visible()


def test_the_days_of_a_week_are_lists_on_a_phone(
    visits: Visits, demo: Installation, accessible: Look
) -> None:
    page = visits.as_user(demo, "elif", PHONE)
    page.goto("/activities/calendar/")

    expect(page.get_by_role("link", name="Approval round for the chandelier")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Next week").click()
    expect(page.get_by_role("region", name="Week")).to_have_count(0)
