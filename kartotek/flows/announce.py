"""Tell open screens: after the commit, one line of news each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from kartotek.flows.models import Announcement


def announce(
    event: str,
    *,
    company_id: int,
    at: datetime,
    user_ids: Iterable[int] | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Tell the open screens of `user_ids`, or of everyone in the company, once committed.

    Args:
        event: named as in history, such as `inbox:changed`.
        company_id: whose news it is.
        at: now.
        user_ids: who is told; None for everyone.
        data: ids only, never words: each screen asks for what its viewer may see.
    """
    listeners: list[int | None] = [None] if user_ids is None else [*sorted(set(user_ids))]
    rows = [
        Announcement(company_id=company_id, user_id=user, event=event, data=data or {}, at=at)
        for user in listeners
    ]
    transaction.on_commit(lambda: Announcement.objects.bulk_create(rows), robust=True)
