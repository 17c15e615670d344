"""Marking what a user read; history says nothing of it: nobody else is concerned."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.notifications.models import Notification
from kartotek.notifications.operations.counting import recount
from kartotek.users.viewer import Viewer


@transaction.atomic
def mark_read(*, notification_id: int, is_read: bool, by: Viewer, at: datetime) -> Notification:
    """Mark one of one's own notifications as read, or as unread again.

    Raises:
        NotFound: there is no such notification of theirs.
    """
    rows = Notification.objects.filter(company_id=by.company_id, user_id=by.own_id)
    found = rows.select_for_update().filter(pk=notification_id).first()
    if found is None:
        raise NotFound(_("This notification is gone."))
    if (found.read_at is not None) != is_read:
        found.read_at = at if is_read else None
        found.save(update_fields=["read_at"])
        recount([by.own_id], company_id=by.company_id)
    return found


@transaction.atomic
def mark_all_read(*, by: Viewer, at: datetime) -> int:
    """Mark all of one's own notifications as read, and return how many were not."""
    unread = Notification.objects.filter(
        company_id=by.company_id, user_id=by.own_id, read_at=None, at__lte=at
    )
    count = unread.update(read_at=at)
    recount([by.own_id], company_id=by.company_id)
    return count


@transaction.atomic
def mark_past_read(*, before: datetime, company_id: int, at: datetime) -> int:
    """Mark what all users of a company were told of before a moment as read; return how much."""
    past = Notification.objects.filter(company_id=company_id, read_at=None, at__lt=before)
    users = set(past.values_list("user_id", flat=True))
    count = past.update(read_at=at)
    recount(users, company_id=company_id)
    return count
