"""The Date field, in every form mailers send.

Source: RFC 5322 sections 3.3 and 4.3; ISO 8601 from mailers that know no better.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_MAX_CHARS = 200
_ONE_DAY_SECONDS = 86_400


def read(value: str) -> datetime | None:
    """Return the moment in UTC; None when it cannot be read or lies outside 1970 to 2200."""
    value = value[:_MAX_CHARS]
    try:
        found = _rfc5322(value) or _iso8601(value)
        found = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return found if found and 1970 <= found.year <= 2200 else None


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
