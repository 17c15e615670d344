"""Decisions about items of any kind: pure."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

# SQLite keeps a decimal as a double, which is exact up to 15 digits: two of them are cents.
LARGEST_AMOUNT = Decimal("9999999999999.99")
CENT = Decimal("0.01")


class Flaw(Enum):
    """Why an amount cannot be kept."""

    NOT_A_NUMBER = "not a number"
    NEGATIVE = "negative"
    TOO_LARGE = "too large"
    TOO_FINE = "too fine"


def flaw_of(amount: Decimal) -> Flaw | None:
    """Return why `amount` cannot be kept, or None when it can."""
    if not amount.is_finite():
        return Flaw.NOT_A_NUMBER
    if amount < 0:
        return Flaw.NEGATIVE
    if amount > LARGEST_AMOUNT:
        return Flaw.TOO_LARGE
    return None if amount % CENT == 0 else Flaw.TOO_FINE
