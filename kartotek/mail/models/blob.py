"""Raw bytes, kept once per content and before anything is parsed."""

from __future__ import annotations

from django.db import models

from kartotek.users.tenancy import CompanyRecord


class Blob(CompanyRecord):
    """The raw bytes of a delivered mail; they lie in the store under `sha256`."""

    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "sha256"], name="blob_once_a_content")
        ]

    def __str__(self) -> str:
        return self.sha256
