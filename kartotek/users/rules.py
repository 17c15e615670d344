"""When somebody who mistyped a password may try again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

TRIES = 5
WINDOW = timedelta(minutes=10)


def waits_until(failures: Sequence[datetime], at: datetime) -> datetime | None:
    """Return when the next try is allowed after these failures; None is now.

    Args:
        failures: when the password was wrong, in any order.
        at: now.
    """
    recent = sorted(failure for failure in failures if failure > at - WINDOW)
    if len(recent) < TRIES:
        return None
    return recent[-TRIES] + WINDOW
