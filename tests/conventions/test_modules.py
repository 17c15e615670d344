"""Every module says what it is for, and stays small enough to be read at once."""

from __future__ import annotations

import ast

from tests.conventions.house import Offences, found_in, modules

LONGEST = 400
"""Lines. The aim is 150 and a second look at 250; here it is simply too much."""


def silent_modules(source: str) -> Offences:
    """Yield modules without a docstring; an empty one has nothing to say."""
    if source.strip() and not ast.get_docstring(ast.parse(source)):
        yield 1, "the module does not say what it is for"


def endless_modules(source: str) -> Offences:
    """Yield modules nobody reads at once."""
    length = source.count("\n")
    if length > LONGEST:
        yield length, f"{length} lines are more than {LONGEST}: give its parts names of their own"


def test_every_module_says_what_it_is_for() -> None:
    assert found_in(modules(), silent_modules) == []


def test_no_module_is_endless() -> None:
    assert found_in(modules(), endless_modules) == []


def test_a_silent_module_is_found() -> None:
    assert list(silent_modules("import os\n"))


def test_an_endless_module_is_found() -> None:
    assert list(endless_modules("pass\n" * (LONGEST + 1)))
