"""What was kept to undo an act on many records goes when it can no longer be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kartotek.flows.models import ActStatus, BulkAct, BulkChange
from kartotek.flows.purge.step import Purge


def _acts(before: datetime) -> Any:
    ended = (ActStatus.DONE, ActStatus.UNDONE)
    return BulkAct.objects.filter(created_at__lt=before, status__in=ended)


@transaction.atomic
def _drop_acts(before: datetime, _at: datetime, limit: int) -> int:
    ids = list(_acts(before).order_by("pk").values_list("pk", flat=True)[:limit])
    BulkChange.objects.filter(act_id__in=ids).delete()
    BulkAct.objects.filter(pk__in=ids).delete()
    return len(ids)


PURGES: tuple[Purge, ...] = (
    Purge("undo of acts on many records", lambda before: _acts(before).count(), _drop_acts),
)
