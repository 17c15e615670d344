"""On which day weeks begin."""

from __future__ import annotations

from datetime import date

import pytest

from kartotek.lib.weeks import first_weekday_of, week_of


@pytest.mark.parametrize(("region", "first"), [("TR", 0), ("GB", 0), ("US", 6), ("??", 0), ("", 0)])
def test_a_week_begins_as_the_country_has_it(region: str, first: int) -> None:
    assert first_weekday_of(region) == first


@pytest.mark.parametrize(("first", "begins"), [(0, 9), (6, 8), (3, 12), (4, 6)])
def test_a_day_lies_in_the_week_that_began_before_it(first: int, begins: int) -> None:
    assert week_of(date(2026, 11, 12), first) == date(2026, 11, begins)
