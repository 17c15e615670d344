"""An act on many records, and how each of them was before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class ActStatus(models.TextChoices):
    """How far an act is."""

    RUNNING = "running", "running"
    DONE = "done", "done"
    UNDOING = "undoing", "undoing"
    UNDONE = "undone", "undone"


class BulkAct(CompanyRecord):
    """Something done to many records of a kind.

    `selection` is what was selected (`selection.py`), `what` what is done to each. Records are
    taken in the order of their ids; `cursor_id` is the last that was taken, in doing as in
    undoing. `skipped` holds `[id, name, reason]` of the first that were left out.
    """

    kind = models.CharField(max_length=16)
    verb = models.CharField(max_length=16)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    selection = models.JSONField(default=dict)
    what = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=ActStatus.choices, default=ActStatus.RUNNING)
    total_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    skipped_count = models.PositiveIntegerField(default=0)
    skipped = models.JSONField(default=list)
    cursor_id = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=Q(status__in=["running", "undoing"]), name="bulk_waiting"
            ),
            models.Index(fields=["company", "user", "-id"], name="bulk_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}"


class BulkChange(CompanyRecord):
    """How one record was before an act, and how the act left it."""

    act = CompanyForeignKey(BulkAct, on_delete=models.CASCADE, related_name="changes")
    subject_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "act", "subject_id"], name="change_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} in {self.act_id}"
