"""The pages of docs/ speak of what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.conventions.house import ROOT

DECISIONS = ROOT / "docs" / "decisions"
HEADINGS = ["Situation", "Decision", "Consequences", "What else was weighed"]

_FILE = re.compile(r"`((?:kartotek|tests|bin|docs)/[\w./-]+\.\w+)`")
_ROW = re.compile(r"^\| ([a-z][\w, -]*?)(?: \(extra `\w+`\))? \|", re.MULTILINE)


def missing_files(page: str) -> list[str]:
    """Return the files a page names that are not there."""
    return [name for name in _FILE.findall(page) if not (ROOT / name).exists()]


def decision_pages() -> list[Path]:
    """Return the pages of decisions, in order."""
    return sorted(DECISIONS.glob("*.md"))


def test_every_file_that_a_page_names_is_there() -> None:
    pages = sorted((ROOT / "docs").rglob("*.md"))

    assert {page.name: missing_files(page.read_text(encoding="utf-8")) for page in pages} == {
        page.name: [] for page in pages
    }


def test_a_file_that_is_not_there_is_found() -> None:
    assert missing_files("see `kartotek/lib/nowhere.py`") == ["kartotek/lib/nowhere.py"]


def test_every_decision_has_its_four_headings() -> None:
    for page in decision_pages():
        found = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert found == HEADINGS, page.name


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(page.name[:4]) for page in decision_pages()]

    assert numbers == list(range(1, len(numbers) + 1))


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    page = next(DECISIONS.glob("*-dependencies.md")).read_text(encoding="utf-8")
    told = {name for row in _ROW.findall(page) for name in row.split(", ")} - {"package"}

    assert told == {re.split(r"[\[<>=~ ]", name)[0] for name in wanted}
