"""Comments that were taken back go for good; those on a note that goes, go with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kartotek.activities.models import Comment
from kartotek.flows.purge.step import Purge


def _due(before: datetime) -> QuerySet[Comment]:
    return Comment.objects.filter(deleted_at__lt=before)


@transaction.atomic
def _remove(before: datetime, _at: datetime, limit: int) -> int:
    # Whoever restores one at this moment waits, or was first and keeps it.
    found = _due(before).select_for_update().order_by("pk")
    ids = list(found.values_list("pk", flat=True)[:limit])
    Comment.objects.filter(pk__in=ids).delete()
    return len(ids)


PURGES: tuple[Purge, ...] = (Purge("comments", lambda before: _due(before).count(), _remove),)
