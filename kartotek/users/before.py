"""What happened before a moment: how lists that are merged from several are read on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

NEVER = 0
ALWAYS = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Before:
    """Before `at`; of what happened at that very moment, what has a smaller id than `id`.

    With `NEVER` for an id that is nothing of that moment, with `ALWAYS` all of it.
    """

    at: datetime
    id: int = NEVER

    def condition(self, moment: str, key: str = "id") -> Q:
        """Return the condition for rows, written so that an index on the moment can serve it.

        Args:
            moment: the field that says when.
            key: the field that tells rows of one moment apart.
        """
        earlier = Q(**{f"{moment}__lt": self.at}) | Q(**{f"{key}__lt": self.id})
        return Q(**{f"{moment}__lte": self.at}) & earlier

    def is_after(self, at: datetime, key: int) -> bool:
        """Return whether something of this moment and id was before."""
        return at < self.at or (at == self.at and key < self.id)
