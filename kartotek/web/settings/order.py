"""Where the rows of an ordered list can be moved by its menus: one up, or one down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Steps:
    """Before which row one goes by a step up or down; None where there is no such step.

    An empty text stands for the end of the list.
    """

    up: int | None
    down: int | str | None


def steps_of(ids: Sequence[int]) -> dict[int, Steps]:
    """Return the steps of each row of a list."""
    last = len(ids) - 1
    return {
        one: Steps(
            up=ids[place - 1] if place else None,
            down=None if place == last else ids[place + 2] if place + 2 <= last else "",
        )
        for place, one in enumerate(ids)
    }
