"""Telling users, marking what they read, and how they want to be told."""

from kartotek.notifications.operations.preferences import set_preference
from kartotek.notifications.operations.reading import (
    mark_all_read,
    mark_past_read,
    mark_read,
    withdraw,
)
from kartotek.notifications.operations.telling import News, tell

__all__ = [
    "News",
    "mark_all_read",
    "mark_past_read",
    "mark_read",
    "set_preference",
    "tell",
    "withdraw",
]
