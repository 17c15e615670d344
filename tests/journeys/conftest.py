"""A browser, installations, and a look at what axe and the console say of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import CHROMIUM, PHONE, WAIT_MS, Visits, chromium, troubles
from tests.journeys.installation import Installation, copy_of

expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, for one file of journeys.

    Not for the whole run: while it lives, an event loop does too, and Django refuses to work
    beside one in the tests that follow in the same process.
    """
    if not CHROMIUM.exists():
        pytest.skip("No browser: Debian's chromium is not installed.")
    with chromium() as found:
        yield found


@pytest.fixture
def empty(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A fresh installation without a company."""
    yield from _running(copy_of(_seeds(tmp_path_factory) / "empty", tmp_path / "data"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the demo company, for all journeys of a process.

    Each journey changes records of its own: no two link the same conversation.
    """
    folder = tmp_path_factory.mktemp("demo") / "data"
    yield from _running(copy_of(_seeds(tmp_path_factory) / "demo", folder, "--demo"))


@pytest.fixture(scope="module")
def own_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the demo company, for one file that changes what others see."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    yield from _running(copy_of(_seeds(tmp_path_factory) / "demo", folder, "--demo"))


def _seeds(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    # The processes of one run have folders beside each other.
    return (base.parent if base.name.startswith("popen-") else base) / "seeds"


def _running(installation: Installation) -> Iterator[Installation]:
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Pages that fail the test when their consoles complain."""
    found = Visits(browser)
    yield found
    assert found.close() == []


@pytest.fixture
def page(visits: Visits) -> Page:
    """A page at 1440 by 900."""
    return visits.open()


@pytest.fixture
def phone(visits: Visits) -> Page:
    """A page of a phone, 390 by 844."""
    return visits.open(PHONE)


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Assert that axe finds nothing wrong with a page."""

    def look(page: Page) -> None:
        assert troubles(page) == [], page.url

    return look
