"""When to try again: later each time, and not all at once."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=6)
SPREAD: Final = 0.25
"""By which share of the wait tries are drawn apart, so that a server that comes back is not met
by everyone in the same second."""


def next_try(failures: int, at: datetime, key: str) -> datetime:
    """Return when to try again after so many failures in a row.

    The wait doubles from half a minute to six hours. It is moved by up to a quarter, always by
    the same amount for the same key and count.

    Args:
        failures: at least 1, the one that just happened included.
        at: when it happened.
        key: what is tried, for instance "mailbox-12".
    """
    wait = min(FIRST_WAIT * (1 << min(max(failures, 1) - 1, 20)), LONGEST_WAIT)
    return at + wait * (1 + SPREAD * (2 * _chance(f"{key}/{failures}") - 1))


def _chance(seed: str) -> float:
    """Return a number from 0 up to 1 that is the same for the same seed."""
    return int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=4).digest(), "big") / 2**32
