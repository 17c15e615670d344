"""What hangs on a person or organization, counted beside it so that lists sort and filter by it."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

COUNTS: Final = (
    "open_deal_count",
    "won_deal_count",
    "lost_deal_count",
    "closed_deal_count",
    "lead_count",
    "to_do_count",
    "done_count",
    "conversation_count",
)
DAYS: Final = ("next_activity_on", "last_activity_at", "last_incoming_at", "last_outgoing_at")


class Counted(models.Model):
    """Counters that `flows/counters.py` keeps (spec/contacts.md 39); nothing else writes them.

    They count whatever hangs on the record, for whoever may see the record. Conversations count
    when an owner shares them, so that nobody learns of a private one.
    """

    open_deal_count = models.PositiveIntegerField(default=0)
    won_deal_count = models.PositiveIntegerField(default=0)
    lost_deal_count = models.PositiveIntegerField(default=0)
    closed_deal_count = models.PositiveIntegerField(default=0)
    lead_count = models.PositiveIntegerField(default=0)
    to_do_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    conversation_count = models.PositiveIntegerField(default=0)
    next_activity_on = models.DateField(null=True, blank=True)
    last_activity_at = models.DateTimeField(null=True, blank=True)
    last_incoming_at = models.DateTimeField(null=True, blank=True)
    last_outgoing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def sorted_indexes(word: str, **more: Q) -> list[models.Index]:
    """Return an index for each counter that holds only records that have something there.

    Most records have nothing in most counters: a list sorted by one shows these last, in the
    order of names.

    Args:
        word: what the names of the indexes begin with.
        **more: further fields to index in this way, each with what is something there.
    """
    filled = {name: Q(**{f"{name}__gt": 0}) for name in COUNTS}
    filled |= {name: Q(**{f"{name}__isnull": False}) for name in DAYS}
    return [
        models.Index(
            fields=["company", name, "id"],
            condition=Q(deleted_at=None) & condition,
            name=f"{word}_{name.removesuffix('_count')}",
        )
        for name, condition in (filled | more).items()
    ]
