"""The number in the bell, kept with the user so that no page has to count.

What a user does not see just now, deleted or hidden since, is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kartotek.notifications.models import Notification
from kartotek.notifications.queries.told import rows_of
from kartotek.users.models import User
from kartotek.users.viewer import Viewer


def recount(user_ids: Iterable[int], *, company_id: int) -> None:
    """Count anew what users have not read."""
    users = User.objects.filter(company_id=company_id, pk__in=set(user_ids))
    held = list(users.select_related("group__parent", "permission_set"))
    unread: dict[int, list[Notification]] = defaultdict(list)
    waiting = Notification.objects.filter(
        company_id=company_id, user_id__in=[one.pk for one in held], read_at=None, is_in_app=True
    )
    for told in waiting.order_by("pk"):
        unread[told.user_id].append(told)
    for user in held:
        count = len(rows_of(unread[user.pk], viewer=Viewer.of(user))[0]) if unread[user.pk] else 0
        User.objects.filter(pk=user.pk).exclude(unread_count=count).update(unread_count=count)


def recount_unread(*, company_id: int) -> None:
    """Count anew for everybody in a company whose bell has or had something unread."""
    waiting = Notification.objects.filter(company_id=company_id, read_at=None, is_in_app=True)
    counted = User.objects.filter(company_id=company_id, unread_count__gt=0)
    users = {*waiting.order_by().values_list("user_id", flat=True).distinct()}
    recount(users | {*counted.values_list("pk", flat=True)}, company_id=company_id)


def recount_told(kind: str, ids: Iterable[int], *, company_id: int) -> None:
    """Count anew for everybody who was told of some records."""
    told = Notification.objects.filter(
        company_id=company_id, subject_type=kind, subject_id__in=list(ids)
    )
    users = set(told.order_by().values_list("user_id", flat=True))
    if users:
        recount(users, company_id=company_id)
