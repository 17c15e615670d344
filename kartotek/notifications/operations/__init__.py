"""Telling users, marking what they read, and how they want to be told."""

from kartotek.notifications.operations.counting import (
    recount,
    recount_told,
    recount_unread,
)
from kartotek.notifications.operations.preferences import set_preference
from kartotek.notifications.operations.reading import (
    mark_all_read,
    mark_past_read,
    mark_read,
)
from kartotek.notifications.operations.telling import News, tell

__all__ = [
    "News",
    "mark_all_read",
    "mark_past_read",
    "mark_read",
    "recount",
    "recount_told",
    "recount_unread",
    "set_preference",
    "tell",
]
