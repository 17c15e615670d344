"""What happened before a moment: how lists that are merged from several are read on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from kartotek.users.paging import CursorLost

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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a merged list ended: when its last row was, of which source, and its id.

    Rows of one moment are in the order of the ranks of their sources, then newest id first.
    """

    at: datetime
    rank: int
    id: int

    @classmethod
    def read(cls, cursor: str) -> Place:
        """Return the place that a cursor names.

        Raises:
            CursorLost: it cannot be read.
        """
        try:
            at, rank, key = cursor.split("~")
            return cls(datetime.fromisoformat(at), int(rank), int(key))
        except ValueError as error:
            raise CursorLost(_("This page of the list is gone. Start from the top.")) from error

    @property
    def cursor(self) -> str:
        """Return the place as an address names it."""
        return f"{self.at.isoformat()}~{self.rank}~{self.id}"

    def before(self, rank: int) -> Before:
        """Return from where the source of this rank is read on."""
        if rank == self.rank:
            return Before(self.at, self.id)
        return Before(self.at, ALWAYS if rank > self.rank else NEVER)
