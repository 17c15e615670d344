"""That two records became one, and all it takes to make them two again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class Merge(CompanyRecord):
    """The loser became part of the survivor; both of the kind `on`.

    `act` is common to merges that were made, and are undone, together. `journal` tells row by
    row what was changed, as flows/merge_contacts/journal.py writes it.
    """

    on = models.CharField(max_length=16)
    survivor_id = models.BigIntegerField()
    loser_id = models.BigIntegerField()
    survivor_name = models.CharField(max_length=1001)
    loser_name = models.CharField(max_length=1001)
    act = models.UUIDField(default=uuid.uuid4)
    journal = models.JSONField(default=list)
    merged_at = models.DateTimeField()
    user = CompanyForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "on", "loser_id"],
                condition=Q(undone_at=None),
                name="merged_into_one",
            )
        ]
        indexes = [
            models.Index(fields=["company", "on", "survivor_id"], name="merge_of_survivor"),
            models.Index(fields=["company", "act"], name="merge_of_act"),
            models.Index(fields=["company", "on", "-merged_at", "-id"], name="merge_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.loser_id} into {self.survivor_id}"
