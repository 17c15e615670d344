"""The main pages of the demo company, by the names its pictures have."""

from __future__ import annotations

from playwright.sync_api import Page

INBOX = "/inbox/"
TO_LINK = "/inbox/?folder=to-link"
ADDRESSES = {
    "inbox": INBOX,
    "to-link": TO_LINK,
    "activities": "/activities/",
    "board": "/deals/",
    "deals": "/deals/list/",
    "leads": "/leads/",
    "organizations": "/organizations/",
    "people": "/people/",
    "projects": "/projects/",
    "add-deal": "/deals/add/",
    "search": "/search/?q=isil",
    "settings-company": "/settings/company/",
    "settings-email": "/settings/email/",
    "settings-profile": "/settings/preferences/",
    "settings-users": "/settings/users/",
}
"""Where a page lies whose address is always the same."""

RECORDS = {
    "conversation": (INBOX, "Lobby chandelier"),
    "conversation-to-link": (INBOX, "Numune aydınlatma, oda 412"),
    "conversation-html": (INBOX, "Harbour House reception"),
    "deal": ("/deals/list/", "Lobby lighting, Pera"),
    "lead": ("/leads/", "İpek Tekstil, 3 stores"),
    "organization": ("/organizations/", "Marmara Otelcilik"),
    "person": ("/people/", "Zeynep Karaca"),
    "project": ("/projects/", "Nordics roll-out"),
}
"""The list a record stands in, and what its link says there."""

NAMES = tuple(sorted((*ADDRESSES, *RECORDS)))


def go(page: Page, name: str) -> None:
    """Go to a main page by its name."""
    if name in ADDRESSES:
        page.goto(ADDRESSES[name])
        return
    place, text = RECORDS[name]
    page.goto(place)
    href = page.locator("a[data-open]", has_text=text).first.get_attribute("href")
    assert href, name
    page.goto(href)
