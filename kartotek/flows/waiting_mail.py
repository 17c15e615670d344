"""Mail that waits for its stages is found and taken on, whoever stored it and whenever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q

from kartotek.flows import inbound_mail
from kartotek.mail.models import FolderEntry
from kartotek.users.models import Company


def companies_with_waiting_mail(*, at: datetime) -> list[int]:
    """Return the companies that have mail under way or held mail whose next try has come."""
    under_way = FolderEntry.objects.filter(Q(held_at=None) | Q(next_try_at__lte=at), is_done=False)
    return [
        company_id
        for company_id in Company.objects.order_by("pk").values_list("pk", flat=True)
        if under_way.filter(company_id=company_id).exists()
    ]


def go_on(*, at: datetime, clock: Callable[[], datetime]) -> int:
    """Take waiting mail as far as it goes; return how many messages went all the way.

    Args:
        at: now.
        clock: what tells the time again during a long run.

    Raises:
        RemoteError: the mail store does not answer; everything stays where it is.
    """
    return sum(
        inbound_mail.process(company_id, at=at, clock=clock).done_count
        for company_id in companies_with_waiting_mail(at=at)
    )
