"""Reading what a user was told, and how they want to be told."""

from kartotek.notifications.queries.preferences import PreferenceRow, preferences_of
from kartotek.notifications.queries.rows import NotificationRow, Place
from kartotek.notifications.queries.sight import Ref, Seen, seen
from kartotek.notifications.queries.told import Told, notification, told

__all__ = [
    "NotificationRow",
    "Place",
    "PreferenceRow",
    "Ref",
    "Seen",
    "Told",
    "notification",
    "preferences_of",
    "seen",
    "told",
]
