"""What one purge is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Purge:
    """One kind of thing that goes for good.

    `count` says how many were let go before a time; `run` takes that time, now, and how many at
    most, and returns how many it removed. Running it again removes what is left.
    """

    name: str
    count: Callable[[datetime], int]
    run: Callable[[datetime, datetime, int], int]
