"""When somebody wants to hear from us again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

LONGEST_DAYS = 3650


def due_on(
    days: int | None, *, known_since: datetime, contacts: Iterable[datetime | None]
) -> date | None:
    """Return the day by which a contact is to hear from us again; None without a frequency.

    Args:
        days: the longest silence that is fine.
        known_since: when the contact was added, which counts where there was no word since.
        contacts: the last activity, the last mail in, the last mail out.
    """
    if days is None:
        return None
    last = max((at for at in contacts if at is not None), default=known_since)
    return last.date() + timedelta(days=days)
