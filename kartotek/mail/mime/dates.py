"""The Date field, in every form mailers send.

Source: RFC 5322 sections 3.3 and 4.3; ISO 8601 from mailers that know no better.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final

_MAX_CHARS = 200
_ONE_DAY_SECONDS = 86_400
_MONTHS: Final = {
    month: number
    for number, month in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_PLAIN: Final = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([012]?\d|3[01]) (" + "|".join(_MONTHS) + r")"
    r" (\d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)"
    r" ([-+])([01]\d|2[0-3])([0-5]\d)(?: \([A-Z]{1,5}\))?",
    re.ASCII,
)


def read(value: str) -> datetime | None:
    """Return the moment in UTC; None when it cannot be read or lies outside 1970 to 2200."""
    value = value[:_MAX_CHARS]
    try:
        found = _plain(value) or _rfc5322(value) or _iso8601(value)
        found = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return found if found and 1970 <= found.year <= 2200 else None


def _plain(value: str) -> datetime | None:
    """Return the moment a date names in the form nearly every mailer sends."""
    found = _PLAIN.fullmatch(value)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    east = timedelta(hours=int(hours), minutes=int(minutes))
    here = datetime(
        int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=UTC
    )
    return here - east if sign == "+" else here + east


def _rfc5322(value: str) -> datetime | None:
    """Return the moment a mail date names; a date without zone is taken as UTC."""
    fields = parsedate_tz(value)
    if fields is None:
        return None
    year, month, day, hour, minute, second = fields[:6]
    offset = fields[9] or 0
    if abs(offset) >= _ONE_DAY_SECONDS:
        offset = 0
    zone = timezone(timedelta(seconds=offset))
    # A leap second is written as :60, which datetime does not know.
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)


def _iso8601(value: str) -> datetime | None:
    """Return the moment an ISO date names; without zone it is taken as UTC."""
    found = datetime.fromisoformat(value.strip())
    return found if found.tzinfo else found.replace(tzinfo=UTC)
