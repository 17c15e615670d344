"""A user who follows a record."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kartotek.users.tenancy import CompanyRecord


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
