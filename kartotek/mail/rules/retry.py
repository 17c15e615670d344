"""When a held message is tried again by itself.

A message that cannot be read will not be readable in an hour: it waits for a person, or for a
version that reads it. What another server or a surprise stopped is tried again, later each time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kartotek.errors import Corrupt, RemoteError, Retry
from kartotek.lib.backoff import FIRST_WAIT, next_try

MAX_TRIES: Final = 14
"""After so many failures in a row, which takes about a day, nothing new can be expected."""


def advice(failure: Exception) -> Retry:
    """Return what follows from the kind of a failure."""
    if isinstance(failure, RemoteError):
        return failure.retry
    return Retry.NEVER if isinstance(failure, Corrupt) else Retry.BACK_OFF


def next_try_at(
    failures: int, at: datetime, *, key: str, retry: Retry = Retry.BACK_OFF
) -> datetime | None:
    """Return when to try again; None when only a person can let it go on.

    Args:
        failures: at least 1, the one that just happened included.
        at: when it happened.
        key: of the message, so that messages held together are not all tried in one second.
        retry: of `advice`.
    """
    if retry is Retry.NEVER or failures >= MAX_TRIES:
        return None
    if retry is Retry.SOON and failures == 1:
        return at + FIRST_WAIT
    return next_try(failures, at, key)
