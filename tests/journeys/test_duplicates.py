"""Somebody who is there twice: found, compared, merged, and made two again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import toast

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


def _add_again(page: Page, name: str, address: str) -> None:
    """Add somebody whose address is known already."""
    page.get_by_role("main").get_by_role("link", name="Person", exact=True).click()
    dialog = page.get_by_role("dialog", name="Add person")
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("Email", exact=True).fill(address)
    expect(dialog.get_by_text("Same email address")).to_be_visible()
    dialog.get_by_role("button", name="Add person").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


@pytest.fixture
def elifs(visits: Visits, own_demo: Installation) -> Page:
    """Elif, at her contacts."""
    page = visits.as_user(own_demo, "elif")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Contacts").click()
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()
    return page


def test_two_records_are_merged_and_made_two_again(elifs: Page, accessible: Look) -> None:
    _add_again(elifs, "Daniel", "D.Okafor@brightwell.example")
    elifs.get_by_role("main").get_by_role("link", name="Review").click()
    pair = elifs.get_by_role("listitem").filter(has_text="Daniel Okafor and Daniel")
    expect(pair.get_by_text("Same email address")).to_be_visible()
    accessible(elifs)

    pair.get_by_role("link", name="Preview and merge").click()
    expect(elifs.get_by_role("heading", level=1, name="Merge 2 people")).to_be_visible()
    accessible(elifs)
    elifs.get_by_role("button", name="Merge into Daniel Okafor").click()

    expect(elifs.get_by_role("heading", level=1, name="Daniel Okafor")).to_be_visible()
    expect(toast(elifs, "2 people are one now")).to_be_visible()
    toast(elifs, "2 people are one now").get_by_role("button", name="Undo").click()
    expect(elifs.get_by_role("heading", level=1, name="Daniel", exact=True)).to_be_visible()
    expect(toast(elifs, "Everything is where it was")).to_be_visible()
    accessible(elifs)


def test_two_people_of_one_address_are_kept_separate(elifs: Page, accessible: Look) -> None:
    _add_again(elifs, "Tomáš", "tomas@novak.example")
    elifs.get_by_role("main").get_by_role("link", name="Review").click()
    pair = elifs.get_by_role("listitem").filter(has_text="Tomáš Novák and Tomáš")
    pair.get_by_role("button", name="Keep separate").click()

    expect(pair.get_by_text("Kept separate")).to_be_visible()
    accessible(elifs)
    elifs.reload()
    expect(pair).to_have_count(0)
