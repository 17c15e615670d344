"""How the columns of the lists of items are sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kartotek.users.paging import Order


@dataclass(frozen=True)
class Sort:
    """How a column is sorted now, and by what a click on its head would sort."""

    state: str
    next: str


def sorts_of(sort: str, orders: Mapping[str, Order]) -> dict[str, Sort]:
    """Return the state of each column that can be sorted by; the first is the standard one."""
    name = sort.removeprefix("-") if sort.removeprefix("-") in orders else next(iter(orders))
    is_turned = sort == f"-{name}"
    found: dict[str, Sort] = {}
    for one, order in orders.items():
        if one != name:
            found[one] = Sort("", one)
            continue
        state = "descending" if order.is_descending != is_turned else "ascending"
        found[one] = Sort(state, one if is_turned else f"-{one}")
    return found
