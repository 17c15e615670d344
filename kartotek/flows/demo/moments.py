"""When things happen in the demo company, told from the moment it is loaded.

`"-6 11:05"` is six days ago at 11:05 in İstanbul, `"+3 10:00"` in three days. `"10:41"` without a
day is today as if it were NOON now: nine minutes ago, whatever the clock says while loading.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

ZONE = ZoneInfo("Europe/Istanbul")
NOON = time(10, 50)
_DAY = re.compile(r"\{([+-]\d+)\}")


def moment(when: str, at: datetime) -> datetime:
    """Return the moment `when` means for a company loaded at `at`."""
    day, _, clock = when.rpartition(" ")
    told = time.fromisoformat(clock)
    if not day:
        return at - timedelta(hours=NOON.hour - told.hour, minutes=NOON.minute - told.minute)
    return datetime.combine(on(day, at), told, ZONE).astimezone(UTC)


def on(day: str, at: datetime) -> date:
    """Return the date so many days from the day of `at`: `"+3"` or `"-12"`."""
    return at.astimezone(ZONE).date() + timedelta(days=int(day))


def dated(text: str, at: datetime, language: str) -> str:
    """Return a text with `{+12}` written as that day: 24 November, 24 Kasım."""
    return _DAY.sub(lambda found: format_date(on(found[1], at), "d MMMM", locale=language), text)
