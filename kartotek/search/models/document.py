"""What search finds: one row a record, holding its folded words."""

from __future__ import annotations

from django.db import models

from kartotek.users.tenancy import CompanyRecord


class Document(CompanyRecord):
    """The searchable words of one record, folded as `lib/text.py` folds.

    `text` is indexed by FTS5 on SQLite and by a `simple` tsvector on PostgreSQL; both are made
    by this package's migrations. New rows are written by `documents.add`, since SQLite indexes
    them only there.
    """

    kind = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=1001)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "kind", "subject_id"], name="document_once_a_record"
            )
        ]

    def __str__(self) -> str:
        return self.title
