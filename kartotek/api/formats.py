"""How values are written in answers; v1 and v2 differ (spec/api/contract.md 1.8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, overload

from kartotek.history.queries import Opening
from kartotek.users.viewer import Source

_ORIGINS: Final[Mapping[str, str]] = {Source.API: "API", Source.IMPORT: "Import"}


@overload
def seconds(at: datetime) -> str: ...
@overload
def seconds(at: None) -> None: ...
def seconds(at: datetime | None) -> str | None:
    """Return a time as v2 writes it: `2026-03-04T11:20:31Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


@overload
def milliseconds(at: datetime) -> str: ...
@overload
def milliseconds(at: None) -> None: ...
def milliseconds(at: datetime | None) -> str | None:
    """Return a time as leads, mail and projects write it: `2026-03-04T11:20:31.412Z`."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def spaced(at: datetime) -> str:
    """Return a time as most of v1 writes it: `2026-03-04 11:20:31`."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def day(on: date | None) -> str | None:
    """Return a date: `2026-03-04`."""
    return on.isoformat() if on else None


def number(amount: Decimal) -> int | float:
    """Return an amount as a JSON number, whole where it is whole.

    Amounts have 15 digits at most (`pipeline/rules.py`), which a double holds exactly.
    """
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def flag(value: object) -> int:
    """Return a boolean as v1's mail writes it."""
    return int(bool(value))


def origin(opening: Opening | None) -> str:
    """Return by which way an item came in, in the API's words."""
    return _ORIGINS.get(opening.source if opening else "", "ManuallyCreated")
