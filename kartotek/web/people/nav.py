"""What the people and organizations lists share: side navigation, narrowing, sorting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from kartotek.contacts import queries
from kartotek.contacts.queries import Narrowing, Tally
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Sort:
    """How a column is sorted now, and by what a click on its head would sort."""

    state: str
    next: str


def narrowing_of(asked: QueryDict) -> Narrowing:
    """Return what a query string narrows a list to."""
    return Narrowing(
        text=asked.get("text", "").strip(),
        label_id=_number(asked.get("label", "")),
        owner_id=_number(asked.get("owner", "")),
    )


def sorts_of(sort: str, names: Iterable[str]) -> dict[str, Sort]:
    """Return the state of each column that can be sorted by; the first is the standard one."""
    known = list(names)
    sort = sort if sort.removeprefix("-") in known else known[0]
    found: dict[str, Sort] = {}
    for name in known:
        states = {name: "ascending", f"-{name}": "descending"}
        found[name] = Sort(states.get(sort, ""), f"-{name}" if sort == name else name)
    return found


def nav_of(kind: str, viewer: Viewer, tally: Tally) -> dict[str, object]:
    """Return the counts and labels beside a list of `person` or `organization`.

    Args:
        kind: which list is shown.
        viewer: who looks.
        tally: the counts of that list, which are known already.
    """
    if kind == "person":
        people_count = tally.total
        organization_count = queries.count_organizations(viewer=viewer).total
    else:
        people_count = queries.count_people(viewer=viewer).total
        organization_count = tally.total
    return {
        "people_count": people_count,
        "organization_count": organization_count,
        "labels": queries.labels_in_use(kind, viewer=viewer),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
