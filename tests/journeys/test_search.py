"""Search by keyboard alone, quick add over any page, and the timeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def elifs(visits: Visits, demo: Installation) -> Page:
    """Elif, at her activities."""
    page = visits.as_user(demo, "elif")
    page.goto("/activities/")
    return page


def test_a_person_is_found_and_opened_by_keyboard_alone(elifs: Page, accessible: Look) -> None:
    elifs.keyboard.press("/")
    expect(elifs.get_by_text("Worked on last")).to_be_visible()
    elifs.keyboard.type("karaca")
    option = elifs.get_by_role("option", name="Zeynep Karaca").first
    expect(option).to_be_visible()
    accessible(elifs)
    elifs.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    elifs.keyboard.press("Enter")

    expect(elifs.get_by_role("heading", level=1, name="Zeynep Karaca")).to_be_visible()


def test_what_was_found_says_why_and_esc_leaves(elifs: Page) -> None:
    elifs.keyboard.press("/")
    elifs.keyboard.type("marmaraotel")
    expect(elifs.get_by_text("Email: ").first).to_be_visible()
    elifs.keyboard.press("Escape")
    expect(elifs.get_by_role("option").first).to_be_hidden()
    elifs.keyboard.press("Enter")

    expect(elifs.get_by_role("heading", level=1)).to_contain_text("Results for")


def test_quick_add_stays_where_one_was(elifs: Page) -> None:
    elifs.keyboard.press("+")
    elifs.keyboard.press("p")
    dialog = elifs.get_by_role("dialog", name="Add person")
    dialog.get_by_label("Name").fill("Quick Quill")
    dialog.get_by_role("button", name="Add person").click()
    added = elifs.get_by_role("link", name="Quick Quill added")
    expect(added).to_be_visible()
    expect(elifs.get_by_role("heading", level=1, name="Activities")).to_be_visible()
    added.click()

    expect(elifs.get_by_role("heading", level=1, name="Quick Quill")).to_be_visible()


def test_the_timeline_keeps_how_often_somebody_is_to_be_heard_from(
    elifs: Page, accessible: Look
) -> None:
    elifs.goto("/timeline/?show=all")
    accessible(elifs)
    days = elifs.get_by_label("How often Daniel Okafor is to hear from you")
    days.select_option("30")
    expect(elifs.get_by_text("Daniel Okafor: follow-up saved")).to_be_visible()
    elifs.goto("/timeline/?show=due")

    expect(elifs.get_by_role("link", name="Daniel Okafor")).to_be_visible()
