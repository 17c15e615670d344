"""What a record says after another became part of it (spec/contacts.md 26).

The survivor wins where both say something, what it leaves blank is filled from the loser, and
email addresses and phones are united with exactly one primary each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartotek.contacts.rules.likeness import person_words

Values = Mapping[str, Any]

NAMES = ("first_name", "last_name", "name")
PLACE = (
    "address", "suite", "house_number", "street", "district", "city", "state", "region", "country",
    "postcode",
)  # fmt: skip

FILLED: Mapping[str, tuple[str, ...]] = {
    "person": (
        "organization_id", "job_title", "birthday", "postal_address", "messenger", "notes",
        "picture", "follow_up_days",
    ),
    "organization": (
        "website", "linkedin", "industry", "annual_revenue", "employee_count", "picture",
        "follow_up_days",
    ),
}  # fmt: skip
"""Fields that are taken from the loser where the survivor says nothing."""

TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {"person": (), "organization": (PLACE,)}
"""Fields that make one value: nobody lives in the street of one record and the city of another."""

KEPT = frozenset({"id", "company_id", "owner_id", "visibility", "created_at", "updated_at"})
"""Fields of the survivor that no loser changes: who sees it stays as it was."""

DERIVED = frozenset({
    "sort_key", "folded", "organization_key", "address_key", "phone_key", "deleted_at",
    "follow_up_on",
})  # fmt: skip
"""Fields that follow from others."""


@dataclass(frozen=True)
class Reached:
    """An email address or phone: its row, what it is compared by, and whether it comes first."""

    id: int
    key: str
    is_primary: bool


@dataclass(frozen=True)
class United:
    """What becomes of the loser's addresses or phones, by row.

    `moved` go to the survivor, `dropped` are there already, `demoted` no longer come first, and
    `promoted` comes first from now on, where nothing did.
    """

    moved: tuple[int, ...]
    dropped: tuple[int, ...]
    demoted: tuple[int, ...]
    promoted: int | None


def taken(on: str, survivor: Values, loser: Values) -> dict[str, Any]:
    """Return the fields that the survivor takes from the loser, with their values."""
    found = {
        name: loser[name]
        for name in FILLED[on]
        if _is_blank(survivor[name]) and not _is_blank(loser[name])
    }
    for names in TOGETHER[on]:
        if all(_is_blank(survivor[name]) for name in names):
            found |= {name: loser[name] for name in names if not _is_blank(loser[name])}
    if on == "person" and _completes(survivor["name"], loser["name"]):
        found |= {name: loser[name] for name in NAMES}
    return found


def united(survivor: Sequence[Reached], loser: Sequence[Reached]) -> United:
    """Return what becomes of the loser's addresses, or phones."""
    known = {one.key for one in survivor}
    moved: list[Reached] = []
    for one in loser:
        if one.key not in known:
            moved.append(one)
            known.add(one.key)
    kept = {one.id for one in moved}
    has_first = any(one.is_primary for one in survivor)
    first = next((one for one in moved if one.is_primary), moved[0] if moved else None)
    stays_first = first.id if first and not has_first else None
    return United(
        moved=tuple(one.id for one in moved),
        dropped=tuple(one.id for one in loser if one.id not in kept),
        demoted=tuple(one.id for one in moved if one.is_primary and one.id != stays_first),
        promoted=stays_first if first and not first.is_primary else None,
    )


def conflicts(on: str, survivor: Values, loser: Values) -> list[str]:
    """Return the fields in which both say something, and not the same."""
    names = [*FILLED[on], *(name for group in TOGETHER[on] for name in group), "name"]
    changed = taken(on, survivor, loser)
    return [
        name
        for name in names
        if name not in changed
        and not _is_blank(loser[name])
        and not _is_blank(survivor[name])
        and survivor[name] != loser[name]
    ]


def _completes(short: str, whole: str) -> bool:
    """Return whether a name of one word is the beginning of a longer one."""
    here, there = person_words(short), person_words(whole)
    return len(here) == 1 < len(there) and here[0] == there[0]


def _is_blank(value: Any) -> bool:
    return value is None or value == ""
