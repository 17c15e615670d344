"""Entries on their way through the stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from kartotek.mail.models import FolderEntry


@dataclass(slots=True)
class UnderWay:
    """A folder entry as far as the stages care; a whole record costs several times as much.

    Args:
        pk: of the folder entry.
        message_id: of the message it was found to hold; None before it was read.
    """

    pk: int
    company_id: int
    mailbox_id: int
    uid: int
    blob_id: int
    message_id: int | None
    internal_at: datetime


def under_way(company_id: int, *, reached: str, at: datetime, limit: int) -> list[UnderWay]:
    """Return the oldest entries that wait at a stage; those held only once their time has come.

    Args:
        company_id: whose.
        reached: the last stage that was done.
        at: now.
        limit: how many at most.
    """
    entries = _waiting(company_id, at).filter(reached=reached)
    rows = entries.order_by("id").values_list(
        "pk", "company_id", "mailbox_id", "uid", "blob_id", "message_id", "internal_at"
    )
    return [UnderWay(*row) for row in rows[:limit]]


def is_any_under_way(company_id: int, *, reached: Sequence[str], at: datetime) -> bool:
    """Return whether any entry waits at one of some stages.

    Args:
        company_id: whose.
        reached: the last stage that was done, each that counts.
        at: now.
    """
    return _waiting(company_id, at).filter(reached__in=reached).exists()


def _waiting(company_id: int, at: datetime) -> QuerySet[FolderEntry]:
    return FolderEntry.objects.filter(
        Q(held_at=None) | Q(next_try_at__lte=at), company_id=company_id, is_done=False
    )
