"""The number in the bell, kept with the user so that no page has to count."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from kartotek.notifications.models import Notification
from kartotek.users.models import User


def recount(user_ids: Iterable[int], *, company_id: int) -> None:
    """Count anew what users have not read."""
    unread = (
        Notification.objects.filter(
            company_id=company_id, user_id=OuterRef("pk"), read_at=None, is_in_app=True
        )
        .order_by()
        .values("user_id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    users = User.objects.filter(company_id=company_id, pk__in=set(user_ids))
    users.update(unread_count=Coalesce(Subquery(unread, output_field=IntegerField()), 0))
