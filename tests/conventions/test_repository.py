"""The repository knows nothing of the machine it was written on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.house import ROOT, Offences, found_in

LEFT_OUT = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".screens",
    ".venv",
    "__pycache__",
    "build",
    "data",
    "dist",
    "htmlcov",
    "node_modules",
}
LARGEST_BYTES = 1_000_000

_PLACES = re.compile(r"(?<![\w.)}/:-])/(?:work|farm|home|root|Users|tmp|var/folders|mnt)/[\w.-]+")


def machine_paths(source: str) -> Offences:
    """Yield paths that only exist on somebody's machine."""
    for number, line in enumerate(source.splitlines(), start=1):
        for place in _PLACES.findall(line):
            yield number, f"{place} exists on one machine only"


def texts() -> Iterator[Path]:
    """Yield every text file of the repository."""
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name not in LEFT_OUT]
        for name in files:
            path = Path(folder) / name
            if path.stat().st_size <= LARGEST_BYTES and _is_text(path):
                yield path


def _is_text(path: Path) -> bool:
    """Return whether a file is text in the one encoding we write."""
    try:
        return "\0" not in path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False


def test_nothing_mentions_a_place_on_a_machine() -> None:
    assert found_in(sorted(texts()), machine_paths) == []


@pytest.mark.parametrize("place", ["home", "root", "work", "tmp", "Users"])
def test_a_place_on_a_machine_is_found(place: str) -> None:
    assert list(machine_paths(f"open('/{place}/someone/notes.txt')"))


@pytest.mark.parametrize("harmless", ["/usr/bin/chromium", "https://a.example/home/x", "a/tmp/b"])
def test_a_path_that_every_machine_has_is_fine(harmless: str) -> None:
    assert not list(machine_paths(harmless))
