"""Items and candidates: what a conversation can be linked to, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ItemKind(StrEnum):
    """The three kinds of items."""

    DEAL = "deal"
    LEAD = "lead"
    PROJECT = "project"


class ItemState(StrEnum):
    """How an item stands, in the words of the records' own `state`."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    ARCHIVED = "archived"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DELETED = "deleted"


class Via(StrEnum):
    """How an item was reached from the conversation."""

    PERSON = "person"
    PARTICIPANT = "participant"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True, order=True)
class ItemRef:
    """One deal, lead or project."""

    kind: ItemKind
    id: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that was considered; only what the owner may see is ever one (row 49).

    Args:
        state: now, not when the message was written (rows 27, 28).
        is_primary: one of the parties is the item's person, or the first person of a project.
        via: how the item was reached: its own person, a further person, or an organization.
        person_ids: the parties through whom it was reached.
    """

    item: ItemRef
    title: str
    state: ItemState
    created_at: datetime
    is_primary: bool = True
    via: Via = Via.PERSON
    person_ids: tuple[int, ...] = ()
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is open now."""
        return self.state is ItemState.OPEN

    @property
    def is_own(self) -> bool:
        """Whether it is an item of a contact in the words of the law: through its first person."""
        return self.via is Via.PERSON and self.is_primary
