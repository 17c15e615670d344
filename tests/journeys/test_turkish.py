"""Elif reads Turkish: every page, without a word of English left in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import pages
from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]

# Words of screens, none of which the demo company's own data has in its labels and headings.
ENGLISH = re.compile(
    r"\b(Inbox|Link item|Change item|Unlink|Deals?|Leads?|Projects?|People|Organizations?|"
    r"Contacts|Activities|Activity|Save|Add|Edit|Search|Owner|Settings|Archive|History|Labels|"
    r"Cancel|Today|Yesterday|Not linked|Open|Closed|Won|Lost|Why|Unknown|Details|Summary|"
    r"Visible|Password|Language|unread|days? late|\d+ days?)\b"
)
# What Elif and her customers typed themselves may be English. So are the names of languages.
OWN_WORDS = ", ".join([
    "a[data-open]", ".item-chip .truncate", ".mini-row .truncate", ".truncate b",
    ".conversation-row__snippet", ".message__preview", ".message__text", ".message__head b",
    ".option__title", ".deal-card p", ".label-chip", ".prewrap", ".record__name h1",
    ".timeline-entry__card h3", ".timeline-entry__card > p", ".timeline-entry__line a",
    ".focus-row", ".lead-source", "#source-filter", ".topbar__title", ".page-head h1",
    ".attachment", ".checkbox",
])  # fmt: skip


@pytest.fixture
def elifs(visits: Visits, own_demo: Installation) -> Page:
    """Elif, who chose Turkish in her preferences."""
    page = visits.as_user(own_demo, "elif")
    page.goto("/settings/preferences/")
    if page.locator("html").get_attribute("lang") != "tr":
        page.get_by_label("Language").select_option("tr")
        page.get_by_role("button", name="Save preferences").click()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    return page


@pytest.mark.parametrize("name", pages.NAMES)
def test_a_page_speaks_turkish(elifs: Page, accessible: Look, name: str) -> None:
    pages.go(elifs, name)

    expect(elifs.locator("html")).to_have_attribute("lang", "tr")
    accessible(elifs)
    said = elifs.evaluate(
        """(own) => {
          const spoken = [];
          for (const one of document.querySelectorAll("body *")) {
            if (one.closest("script, style, template, iframe") || one.closest(own)) continue;
            // The group of a board has the board's own name.
            const named = ["aria-label", "title", "placeholder", "data-tip"];
            for (const name of one.matches(".board") ? [] : named)
              if (one.hasAttribute(name)) spoken.push(one.getAttribute(name));
            for (const node of one.childNodes)
              if (node.nodeType === Node.TEXT_NODE) spoken.push(node.textContent.trim());
          }
          return spoken.filter(Boolean);
        }""",
        OWN_WORDS,
    )
    assert len(said) > 20
    assert [text for text in said if ENGLISH.search(text)] == []
