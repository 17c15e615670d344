"""What linking asks of deals, leads and projects alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
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


def without_repeats(rows: Iterable[tuple[Linkable, int | None]]) -> list[Linkable]:
    """Return each item once, with the further persons that its rows carry, in their order."""
    once: dict[int, Linkable] = {}
    persons: defaultdict[int, list[int]] = defaultdict(list)
    for item, person_id in rows:
        once.setdefault(item.id, item)
        if person_id is not None and person_id != item.primary_person_id:
            persons[item.id].append(person_id)
    return [replace(item, person_ids=tuple(persons[item.id])) for item in once.values()]
