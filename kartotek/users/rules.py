"""When somebody who mistyped a password may try again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

# For one account from one place: whoever guesses elsewhere keeps nobody out.
TRIES = 5
# For all accounts from one place, where a whole office may sit behind one address.
TRIES_OF_ORIGIN = 30
WINDOW = timedelta(minutes=10)


def waits_until(
    failures: Sequence[datetime], at: datetime, *, tries: int = TRIES
) -> datetime | None:
    """Return when the next try is allowed after these failures; None is now.

    Args:
        failures: when the password was wrong, in any order.
        at: now.
        tries: how many failures within the window make wait.
    """
    recent = sorted(failure for failure in failures if failure > at - WINDOW)
    if len(recent) < tries:
        return None
    return recent[-tries] + WINDOW
