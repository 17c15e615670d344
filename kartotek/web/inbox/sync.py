"""How far the accounts of an inbox are, in one badge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from kartotek.mail.queries.mailboxes import MailboxRow
from kartotek.web.inbox.asked import query_of

# The one that needs its user first.
URGENCY = ("needs you", "troubled", "syncing", "new", "watching", "disconnected", "offline")


@dataclass(frozen=True)
class Sync:
    """The state of the accounts shown; `minutes` since the last good sync, None before it."""

    state: str
    arrived: int
    expected: int
    minutes: int | None
    address: str
    url: str
    may_ask: bool


def is_ready(box: MailboxRow) -> bool:
    """Return whether an account can be asked to look for new mail."""
    return box.is_connected and box.status != "needs you"


def sync_of(boxes: Sequence[MailboxRow], mailbox_id: int | None, *, at: datetime) -> Sync | None:
    """Return how far the accounts are, or one of them; None where there is none."""
    shown = [box for box in boxes if mailbox_id in {None, box.id}]
    if not shown:
        return None
    worst = min(shown, key=lambda box: URGENCY.index(box.status))
    coming = [box for box in shown if box.status in {"syncing", "new"}]
    last = max(filter(None, (box.last_good_sync_at for box in shown)), default=None)
    account = {} if mailbox_id is None else {"account": str(mailbox_id)}
    return Sync(
        state=worst.status,
        arrived=sum(box.arrived_count for box in coming),
        expected=sum(box.expected_count for box in coming),
        minutes=(at - last) // timedelta(minutes=1) if last else None,
        address=worst.address,
        url=reverse("inbox:state") + query_of(account),
        may_ask=any(is_ready(box) for box in shown),
    )
