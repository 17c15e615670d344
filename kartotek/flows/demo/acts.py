"""What happens in the demo company, each act at its moment, to be sorted into one story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, NamedTuple, ParamSpec

from kartotek.flows.demo.world import World

P = ParamSpec("P")


class Act(NamedTuple):
    """Something that happens at a moment."""

    at: datetime
    run: Callable[[World, datetime], None]


def act(
    at: datetime,
    does: Callable[Concatenate[World, datetime, P], None],
    *args: P.args,
    **more: P.kwargs,
) -> Act:
    """Return an act that does something with what it is given."""

    def run(world: World, now: datetime) -> None:
        does(world, now, *args, **more)

    return Act(at, run)
