"""Writing to each other on a record: a note with a form, a mention, the bell, a comment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


def _write_to_mert(elifs: Page, accessible: Look) -> None:
    elifs.goto("/people/")
    elifs.get_by_role("link", name="Zeynep Karaca").first.click()
    box = elifs.get_by_role("textbox", name="Note", exact=True)
    box.click()
    elifs.keyboard.press("Control+b")
    box.press_sequentially("Twelve")
    elifs.keyboard.press("Control+b")
    box.press_sequentially(" metres, @mer")
    expect(elifs.get_by_role("option", name="Mert Kaya")).to_be_visible()
    accessible(elifs)
    elifs.keyboard.press("Enter")
    # What is not saved yet is there again.
    elifs.reload()
    expect(box).to_contain_text("@Mert Kaya")
    box.click()
    elifs.keyboard.press("Control+Enter")
    expect(elifs.locator(".note").first.locator("strong")).to_have_text("Twelve")
    expect(box).to_have_text("")


def test_a_mention_reaches_a_colleague_who_answers(
    visits: Visits, own_demo: Installation, accessible: Look
) -> None:
    elifs, merts = (visits.as_user(own_demo, key) for key in ("elif", "mert"))
    merts.goto("/settings/notifications/")
    accessible(merts)
    unread = merts.locator("#bell-count [aria-hidden]")
    before = int(unread.inner_text())

    _write_to_mert(elifs, accessible)

    # News come to an open page by themselves.
    expect(unread).to_have_text(str(before + 1))
    merts.locator(".bell").click()
    newest = merts.locator("#notifications_newest")
    expect(newest).to_be_visible()
    accessible(merts)
    newest.locator("[data-open]").first.click()
    asked = merts.locator(".note").first
    expect(asked).to_contain_text("@Mert Kaya")
    expect(unread).to_have_text(str(before))
    asked.locator("a", has=merts.locator(".icon")).first.click()
    asked.get_by_role("textbox").press_sequentially("Thirteen.")
    merts.keyboard.press("Control+Enter")
    expect(asked.locator(".comment")).to_contain_text("Thirteen.")
    accessible(merts)


def test_words_from_elsewhere_are_cleaned_and_shown_on_a_phone(
    visits: Visits, own_demo: Installation, accessible: Look
) -> None:
    page = visits.as_user(own_demo, "elif", size=(390, 844))
    page.goto("/people/")
    page.get_by_role("link", name="Zeynep Karaca").first.click()
    box = page.get_by_role("textbox", name="Note", exact=True)
    box.click()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/html", '<p class=MsoNormal style="color:red">From <b>Word</b>'
            + '<img src=x onerror="document.title=1"></p><p class=MsoListParagraph>'
            + '<span style="mso-list:Ignore">·</span>first</p><script>document.title=2</script>');
          const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
          document.activeElement.dispatchEvent(paste);
        }"""
    )
    expect(box.get_by_role("listitem")).to_have_text("first")
    page.get_by_role("button", name="Save note").click()
    note = page.locator(".note").first
    expect(note.locator("strong")).to_have_text("Word")
    expect(note.locator("img, [style]")).to_have_count(0)
    accessible(page)
