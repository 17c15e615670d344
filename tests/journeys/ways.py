"""What a user does again and again, and where they look."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def row(page: Page, subject: str) -> Locator:
    """Return the row of a conversation in the inbox, a search or an archive."""
    return page.locator(".conversation-row").filter(has_text=subject)


def open_conversation(page: Page, subject: str) -> None:
    """Open a conversation from the list that is shown."""
    row(page, subject).get_by_role("link", name=subject).click()
    expect(page.get_by_role("heading", level=1, name=subject)).to_be_visible()


def toast(page: Page, text: str) -> Locator:
    """Return the toast with this text."""
    return page.locator("#toasts .toast").filter(has_text=text)


def undo(page: Page, text: str) -> None:
    """Press Undo on the toast with this text."""
    toast(page, text).get_by_role("button", name="Undo").click()


def choose(page: Page, item: str) -> None:
    """Choose an item in the popover of suggestions, by pointer."""
    page.get_by_role("dialog", name="Link").get_by_role("option", name=item).click()
