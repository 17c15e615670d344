"""How often a contact is to hear from us."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FollowedUp(models.Model):
    """`follow_up_days` is what somebody chose; `follow_up_on` is kept by `flows/counters.py`."""

    follow_up_days = models.PositiveSmallIntegerField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def follow_up_index(word: str) -> models.Index:
    """Return the index of who is to hear from us, the most overdue first."""
    return models.Index(
        fields=["company", "follow_up_on", "id"],
        condition=Q(deleted_at=None, follow_up_on__isnull=False),
        name=f"{word}_follow_up",
    )
