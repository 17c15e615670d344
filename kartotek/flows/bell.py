"""What a user reads in the bell, with the count and their other screens kept in line."""

from __future__ import annotations

from datetime import datetime

from kartotek.flows.announce import announce
from kartotek.flows.tell_users import CHANGED
from kartotek.notifications import operations, queries
from kartotek.notifications.models import Notification
from kartotek.users.queries import user_of
from kartotek.users.viewer import Viewer


def told(
    *, by: Viewer, before: str = "", limit: int = 30, only_unread: bool = False
) -> queries.Told:
    """Return what the viewer was told, without what they do not see now.

    That stays kept: a record that is restored, or shared again, is told of as before.

    Raises:
        CursorLost: `before` cannot be read.
    """
    return queries.told(viewer=by, before=before, limit=limit, only_unread=only_unread)


def unread_count(*, by: Viewer) -> int:
    """Return how much the viewer was told and has not read.

    Raises:
        NotFound: the viewer is the engine, or was removed.
    """
    return user_of(viewer=by).unread_count


def mark_read(*, notification_id: int, is_read: bool, by: Viewer, at: datetime) -> Notification:
    """Mark one of one's own notifications as read, or as unread again.

    Raises:
        NotFound: there is no such notification of theirs.
    """
    marked = operations.mark_read(notification_id=notification_id, is_read=is_read, by=by, at=at)
    announce(CHANGED, company_id=by.company_id, user_ids=[by.own_id], at=at)
    return marked


def mark_all_read(*, by: Viewer, at: datetime) -> int:
    """Mark all of one's own notifications as read, and return how many were not."""
    count = operations.mark_all_read(by=by, at=at)
    announce(CHANGED, company_id=by.company_id, user_ids=[by.own_id], at=at)
    return count
