"""Takes pictures of every main page of the demo company, to lay beside the mocks.

    python -m tests.journeys.pictures FOLDER          all pages, sizes, themes and languages
    python -m tests.journeys.pictures --docs          docs/images/{inbox,conversation}.png alone
    python -m tests.journeys.pictures FOLDER --at http://127.0.0.1:8000 --password SECRET

The last form looks at an installation that runs already, as Elif.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys import pages
from tests.journeys.browsing import PHONE, WIDE, Visits, chromium
from tests.journeys.installation import Installation, copy_of

DOCS = Path(__file__).parents[2] / "docs" / "images"
ELIF = "elif@kuzeyisik.example"
THEMES = ("light", "dark")
SIZES = (WIDE, PHONE)
LANGUAGES = ("en", "tr")


def main() -> int:
    """Take the pictures that are asked for."""
    asked = _asked()
    with _installation(asked) as installation, chromium() as browser:
        visits = Visits(browser)
        if asked.folder:
            take_all(visits, installation, asked.folder, asked.only)
        if asked.docs:
            for name in ("inbox", "conversation"):
                page = visits.as_user(installation, "elif", color_scheme="light")
                _take(page, name, DOCS / f"{name}.png")
        for complaint in visits.close():
            sys.stderr.write(f"console: {complaint}\n")
    return 0


def take_all(
    visits: Visits, installation: Installation, folder: Path, only: list[str] | None = None
) -> None:
    """Write a picture of each page into a folder: `inbox-light-1440-en.png`."""
    for language in LANGUAGES:
        _speak(visits, installation, language)
        for theme, size in product(THEMES, SIZES):
            page = visits.as_user(installation, "elif", size, color_scheme=theme)
            for name in only or pages.NAMES:
                _take(page, name, folder / f"{name}-{theme}-{size[0]}-{language}.png")
            page.context.close()
    _speak(visits, installation, "en")


def _take(page: Page, name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pages.go(page, name)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    if name == "conversation-to-link":
        # It was opened now; the next picture of the inbox shows it unread again.
        page.locator(".page-head [data-key=u]").click()
        page.wait_for_url("**/inbox/")


def _speak(visits: Visits, installation: Installation, language: str) -> None:
    """Choose the language in Elif's preferences, as she would."""
    page = visits.as_user(installation, "elif")
    page.goto("/settings/preferences/")
    page.locator("[name=language]").select_option(language)
    page.locator("#preferences .button--primary").click()
    page.locator(f"html[lang={language}]").wait_for()
    page.context.close()


@contextmanager
def _installation(asked: argparse.Namespace) -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="kartotek-pictures-") as name:
        if asked.at:
            installation = Installation(Path(name))
            installation.port = int(asked.at.rpartition(":")[2].strip("/"))
            installation.passwords = {ELIF: asked.password}
            yield installation
            return
        installation = copy_of(Path(name) / "seed", Path(name) / "data", "--demo")
        installation.start()
        try:
            yield installation
        finally:
            installation.stop()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
    parser.add_argument("--docs", action="store_true", help="also those of the documentation")
    parser.add_argument("--only", nargs="+", choices=pages.NAMES, help="some pages alone")
    parser.add_argument("--at", help="the address of a demo that runs already")
    parser.add_argument("--password", default="", help="Elif's there")
    asked = parser.parse_args()
    if not asked.folder and not asked.docs:
        parser.error("a FOLDER or --docs is needed")
    return asked


if __name__ == "__main__":
    sys.exit(main())
