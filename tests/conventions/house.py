"""Reading our own files, for the tests that hold the house to its rules."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DOORS: Final = ("web", "api", "jobs", "commands", "live")

Offences = Iterator[tuple[int, str]]
"""Line and what is wrong with it."""


def modules(*packages: str) -> list[Path]:
    """Return our Python files, those of some packages or all, without migrations."""
    folders = [ROOT / "kartotek" / package for package in packages] or [ROOT / "kartotek"]
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Return our page templates."""
    return sorted((ROOT / "kartotek" / "web").rglob("*.html"))


def found_in(paths: list[Path], rule: Callable[[str], Offences]) -> list[str]:
    """Return every offence against a rule, as a line an editor can open."""
    return [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in paths
        for line, what in rule(path.read_text(encoding="utf-8"))
    ]


def calls(source: str) -> Iterator[ast.Call]:
    """Yield every call in some Python."""
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    """Return the last word of what is called: `save` of `deal.save()`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
