"""Raw bytes, kept once per content and before anything is parsed."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models

from kartotek.users.tenancy import CompanyRecord


class Place(NamedTuple):
    """Where the bytes of a mail lie in the store.

    Args:
        sha256: the digest of what was delivered.
        pack: the pack they are part of; empty where they lie alone, under their digest.
        offset_bytes: where in the pack they begin.
        packed_bytes: how long they are there.
    """

    sha256: str
    pack: str = ""
    offset_bytes: int = 0
    packed_bytes: int = 0


class Blob(CompanyRecord):
    """The raw bytes of a delivered mail, named by their digest, and where in the store they lie."""

    sha256 = models.CharField(max_length=64)
    pack = models.CharField(max_length=64, blank=True, default="", db_default="")
    offset_bytes = models.PositiveBigIntegerField(default=0, db_default=0)
    packed_bytes = models.PositiveBigIntegerField(default=0, db_default=0)
    size_bytes = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "sha256"], name="blob_once_a_content")
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def place(self) -> Place:
        """Where its bytes lie."""
        return Place(self.sha256, self.pack, self.offset_bytes, self.packed_bytes)
