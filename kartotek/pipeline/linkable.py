"""What deals, leads and projects have in common: an item a conversation can be linked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

DEAL, LEAD, PROJECT = "deal", "lead", "project"
KINDS = (DEAL, LEAD, PROJECT)


@dataclass(frozen=True, slots=True)
class Linkable:
    """An item with all that linking asks of it, in any state, deleted or not.

    `person_ids` are the further persons, in their order: a deal's participants, a project's
    persons after the first; a lead has none. `state` is the model's `state`.
    """

    kind: str
    id: int
    title: str
    state: str
    is_open: bool
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    owner_id: int
    owner_group_id: int | None
    visibility: int
    primary_person_id: int | None
    organization_id: int | None
    person_ids: tuple[int, ...] = ()
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a contact are open, and how many are closed."""

    open: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in one currency (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A record as a link shows it."""

    id: int
    name: str


def names_of(*refs: Ref | None) -> str:
    """Return the names of those that are there, one after the other with a dot between."""
    return " · ".join(ref.name for ref in refs if ref)
