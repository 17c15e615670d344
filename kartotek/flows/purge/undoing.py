"""What was kept to undo an act on many records or a merge goes when it is too late to undo."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kartotek.contacts.models import Merge
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


def _merges(before: datetime) -> Any:
    return Merge.objects.filter(merged_at__lt=before).exclude(journal=[])


def _forget_merges(before: datetime, _at: datetime, limit: int) -> int:
    # The row itself stays: it leads whoever looks for the loser to the survivor.
    ids = list(_merges(before).order_by("pk").values_list("pk", flat=True)[:limit])
    return Merge.objects.filter(pk__in=ids).update(journal=[])


PURGES: tuple[Purge, ...] = (
    Purge("undo of merges", lambda before: _merges(before).count(), _forget_merges),
    Purge("undo of acts on many records", lambda before: _acts(before).count(), _drop_acts),
)
