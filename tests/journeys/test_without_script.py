"""The same gestures in a browser that runs no scripts: post, redirect, get."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits, sign_in
from tests.journeys.installation import Installation
from tests.journeys.ways import open_conversation

pytestmark = pytest.mark.journeys


@pytest.fixture
def elifs(visits: Visits, demo: Installation) -> Page:
    """Elif's inbox, after she signed in without scripts."""
    page = visits.open(base_url=demo.address, java_script_enabled=False)
    page.goto("/")
    sign_in(page, "elif@kuzeyisik.example", demo.passwords["elif@kuzeyisik.example"])
    expect(page.get_by_role("heading", level=1, name="Inbox")).to_be_visible()
    return page


def test_a_conversation_is_linked_and_unlinked(elifs: Page) -> None:
    open_conversation(elifs, "Visit in Milan")
    address = elifs.url

    elifs.get_by_role("link", name="Link to existing item").first.click()
    elifs.get_by_role("button", name="Lumera spring stock").click()

    bar = elifs.locator("#link_bar")
    expect(bar.get_by_role("link", name="Deal: Lumera spring stock")).to_be_visible()
    expect(elifs.locator("#toasts")).to_contain_text("Linked to Lumera spring stock")
    assert elifs.url == address

    elifs.get_by_role("button", name="Unlink").click()

    expect(bar.get_by_role("link", name="Link to existing item")).to_be_visible()
    elifs.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(bar.get_by_role("link", name="Deal: Lumera spring stock")).to_be_visible()


def test_a_note_is_saved(elifs: Page) -> None:
    elifs.goto("/people/")
    elifs.get_by_role("main").get_by_role("link", name="Daniel Okafor").click()

    elifs.get_by_role("textbox", name="Note").fill("Prefers to be called after four.")
    elifs.get_by_role("button", name="Save note").click()

    expect(elifs.get_by_role("heading", level=1, name="Daniel Okafor")).to_be_visible()
    expect(elifs.locator("#history")).to_contain_text("Prefers to be called after four.")


def test_the_mark_of_a_row_leads_to_why(elifs: Page) -> None:
    elifs.locator("a.reason-chip").first.click()

    expect(elifs.get_by_role("heading", level=1, name="Why is this not linked?")).to_be_visible()
    expect(elifs.get_by_role("link", name="Back to the conversation")).to_be_visible()
