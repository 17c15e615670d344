"""One line of a record's history, and who follows a record."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kartotek.users.tenancy import CompanyRecord


class Entry(CompanyRecord):
    """What happened to a record, when, by whom and by which door; never changed.

    `kind` is named as `thing.what-happened`; `data` holds what a sentence about it needs,
    changed fields as `{"field": [old, new]}` under `changes`.
    """

    kind = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    source = models.CharField(max_length=16)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["company", "subject_type", "subject_id", "-at", "-id"],
                name="entry_of_record",
            ),
            models.Index(
                fields=["company", "user", "subject_type", "-id"],
                condition=models.Q(user__isnull=False),
                name="entry_of_user",
            ),
        ]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"


class Follow(CompanyRecord):
    """A user who wants to hear of a record of any kind."""

    subject_type = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "subject_type", "subject_id", "user"], name="follow_once"
            )
        ]
        indexes = [models.Index(fields=["company", "user", "subject_type"], name="follow_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.subject_type} {self.subject_id}"
