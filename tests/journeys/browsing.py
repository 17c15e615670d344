"""Pages in Debian's Chromium, and what their consoles and axe say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.installation import Installation

CHROMIUM = Path("/usr/bin/chromium")
WORDS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 15_000
WIDE = (1440, 900)
PHONE = (390, 844)

_STATUS = re.compile(r"the server responded with a status of (\d+)")
# Mail stands in frames that run no scripts, so axe cannot look into them.
_AXE = {"iframes": False}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Debian's Chromium without a window until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=WORDS)
        yield browser
        browser.close()


@dataclass
class Visits:
    """The pages of one test, each in a browser context of its own.

    Args:
        refused: statuses the test provokes on purpose; the console names them too.
    """

    browser: Browser
    refused: set[int] = field(default_factory=set)
    _contexts: list[BrowserContext] = field(default_factory=list)
    _complaints: list[str] = field(default_factory=list)

    def open(self, size: tuple[int, int] = WIDE, **more: Any) -> Page:
        """Return a new page; `more` is what Playwright's contexts take."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            **{"locale": "en-GB", "reduced_motion": "reduce", **more},
        )
        self._contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        context.on("console", lambda said: self._hear(said.text) if said.type == "error" else None)
        context.on("weberror", lambda said: self._hear(str(said.error)))
        return context.new_page()

    def as_user(
        self, installation: Installation, who: str, size: tuple[int, int] = WIDE, **more: Any
    ) -> Page:
        """Return a page on which somebody of the demo company is signed in, at the inbox."""
        email = f"{who}@kuzeyisik.example"
        state = installation.cookies.get(email)
        page = self.open(size, base_url=installation.address, storage_state=state, **more)
        page.goto("/inbox/")
        if state is None:
            sign_in(page, email, installation.passwords[email])
            page.wait_for_url("**/inbox/")
            installation.cookies[email] = page.context.storage_state()
        return page

    def close(self) -> list[str]:
        """Close every page and return what their consoles complained of."""
        for context in self._contexts:
            context.close()
        return self._complaints

    def _hear(self, text: str) -> None:
        status = _STATUS.search(text)
        if status is None or int(status[1]) not in self.refused:
            self._complaints.append(text)


def sign_in(page: Page, email: str, password: str) -> None:
    """Fill in the form that asks who one is, and send it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def troubles(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it stands, a line for each."""
    found = Axe().run(page, options=_AXE).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} ({' '.join(node['target'])})"
        for one in found
        for node in one["nodes"][:3]
    ]
