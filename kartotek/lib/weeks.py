"""On which day weeks begin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from babel import Locale, UnknownLocaleError

MONDAY: Final = 0


def first_weekday_of(region: str) -> int:
    """Return on which day a week begins in a country, 0 is Monday; Monday where nobody knows.

    Args:
        region: ISO 3166 code of the country, such as `TR`.

    Source: Unicode CLDR, supplemental week data, by way of Babel.
    """
    try:
        return int(Locale.parse(f"und_{region}").first_week_day)
    except (UnknownLocaleError, ValueError):
        return MONDAY


def week_of(day: date, first: int) -> date:
    """Return the first day of the week that a day is in."""
    return day - timedelta(days=(day.weekday() - first) % 7)
