"""The week as people of the company's country have it."""

from __future__ import annotations

from datetime import date, timedelta

from babel import Locale, UnknownLocaleError

from kartotek.users import queries as users
from kartotek.users.viewer import Viewer

MONDAY = 0


def first_weekday(viewer: Viewer) -> int:
    """Return the first day of the week where the viewer's company is; 0 is Monday.

    Source: Unicode CLDR, supplemental week data, by way of Babel.
    """
    region = users.company_of(viewer=viewer).region
    try:
        return int(Locale.parse(f"und_{region}").first_week_day)
    except (UnknownLocaleError, ValueError):
        return MONDAY


def week_of(day: date, first: int) -> date:
    """Return the first day of the week that a day is in."""
    return day - timedelta(days=(day.weekday() - first) % 7)
