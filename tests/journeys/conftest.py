"""A browser, an installation, and a look at what axe and the console say of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.installation import Installation

CHROMIUM = "/usr/bin/chromium"
WORDS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        pytest.skip("No browser: Debian's chromium is not installed.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=WORDS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A fresh installation without a company."""
    installation = Installation(tmp_path_factory.mktemp("empty"))
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the demo company."""
    installation = Installation(tmp_path_factory.mktemp("demo"), "--demo")
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page at 1440 by 900 that fails the test when its console complains."""
    yield from _page(browser, 1440, 900)


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A page of a phone, 390 by 844."""
    yield from _page(browser, 390, 844)


def _page(browser: Any, width: int, height: int) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [one for one in complaints if "favicon" not in one] == []


@pytest.fixture
def accessible() -> Callable[[Any], None]:
    """Assert that axe finds nothing wrong with a page."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Any) -> None:
        found = Axe().run(page).response["violations"]
        said = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        assert said == [], page.url

    return look
