"""Time is passed in: only doors read the clock, and only the one that knows its zone."""

from __future__ import annotations

import ast

import pytest

from tests.conventions.house import DOORS, ROOT, Offences, calls, found_in, modules

NAIVE = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"}


def read_clocks(source: str) -> Offences:
    """Yield calls of clocks that Django's settings do not govern."""
    for call in calls(source):
        name = ".".join(ast.unparse(call.func).split(".")[-2:])
        if name in NAIVE:
            yield call.lineno, f"{name}() is no clock of ours"


def read_time(source: str) -> Offences:
    """Yield calls of the clock that doors read."""
    for call in calls(source):
        if ast.unparse(call.func) in {"timezone.now", "django.utils.timezone.now"}:
            yield call.lineno, "time is passed in as `at`"


def test_nobody_reads_a_clock_without_zone() -> None:
    assert found_in(modules(), read_clocks) == []


def test_only_doors_read_the_clock() -> None:
    doors = tuple(ROOT / "kartotek" / door for door in DOORS)
    inside = [path for path in modules() if not any(path.is_relative_to(door) for door in doors)]

    assert found_in(inside, read_time) == []


@pytest.mark.parametrize(
    "planted", ["datetime.now()", "datetime.datetime.now(UTC)", "date.today()"]
)
def test_a_clock_without_zone_is_found(planted: str) -> None:
    assert list(read_clocks(planted))


def test_a_clock_read_inside_is_found() -> None:
    assert list(read_time("at = timezone.now()"))


def test_a_datetime_that_was_given_is_no_clock() -> None:
    assert not list(read_clocks("datetime(2026, 1, 1).date()"))
