"""A morning's mail set right by hand: many at once, one after the other, and on its own page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import row, toast, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def elifs(visits: Visits, own_demo: Installation) -> Page:
    """Elif's inbox, which nobody else changes meanwhile."""
    return visits.as_user(own_demo, "elif")


def test_ticked_conversations_are_linked_by_keys_and_taken_back(
    elifs: Page, accessible: Look
) -> None:
    subjects = ("Kampanya fiyatları", "Liman sahası projektör")
    for subject in subjects:
        row(elifs, subject).get_by_role("checkbox").check()
    elifs.get_by_role("heading", level=1).click()

    elifs.keyboard.press("l")
    expect(elifs.get_by_role("heading", name="Link 2 conversations")).to_be_visible()
    accessible(elifs)
    elifs.keyboard.type("museum")
    expect(elifs.get_by_role("option")).to_have_count(1)
    elifs.keyboard.press("ArrowDown")
    elifs.keyboard.press("Enter")
    expect(elifs.get_by_role("heading", name="Link 2 conversations to")).to_be_visible()
    accessible(elifs)
    elifs.keyboard.press("Enter")

    expect(toast(elifs, "2 of 2 linked to Museum stairs")).to_be_visible()
    for subject in subjects:
        expect(row(elifs, subject).get_by_role("link", name="Lead: Museum stairs")).to_be_visible()
    expect(elifs.get_by_role("checkbox", checked=True)).to_have_count(0)

    undo(elifs, "2 of 2 linked")

    for subject in subjects:
        expect(row(elifs, subject).get_by_role("link", name="Not linked")).to_be_visible()


def test_what_waits_for_a_choice_is_worked_through_by_keys(elifs: Page, accessible: Look) -> None:
    elifs.goto(elifs.url.split("/inbox/")[0] + "/inbox/to-link/")
    card = elifs.locator("#queue")
    expect(card.get_by_text("1 of")).to_be_visible()
    accessible(elifs)
    first = card.get_by_role("heading", level=1).inner_text()
    title = card.locator(".queue__offer b").first.inner_text()

    elifs.keyboard.press("1")

    expect(toast(elifs, f"Linked to {title}")).to_be_visible()
    expect(card.get_by_role("heading", level=1)).not_to_have_text(first)
    expect(card.get_by_text("2 of")).to_be_visible()

    elifs.keyboard.press("s")
    expect(card.get_by_role("heading", level=1)).not_to_have_text(first)

    elifs.keyboard.press("z")
    expect(card.get_by_role("heading", level=1)).to_have_text(first)


def test_how_linking_works_is_a_click_away(elifs: Page, accessible: Look) -> None:
    row(elifs, "Kampanya fiyatları").get_by_role("link", name="Not linked").click()
    elifs.get_by_role("link", name="How linking works").click()

    expect(elifs.get_by_role("heading", level=1, name="How linking works")).to_be_visible()
    accessible(elifs)
