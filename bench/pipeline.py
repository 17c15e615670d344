"""CPU of a board of deals and of activities, in multiples of an empty page.

bin/bench pipeline [DEALS [ACTIVITIES]]

One unit is an empty signed-in page, layout and session only, in the same run.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench import installation, many_activities, many_deals
from bench.contacts import REPEATS, Browser, Cost

DEALS, ACTIVITIES = 2_000, 100_000
UNITS: Mapping[str, float] = {
    "board, first paint": 6.0,
    "board, a card moved": 3.0,
    "activities, first page": 4.0,
    "everyone's activities": 4.0,
}
"""At most so many units each (issue 4)."""


@dataclass
class Seller:
    """A signed-in user without any special rights, and what they ask for, by name."""

    client: Any
    made: many_deals.ManyDeals

    @property
    def asks(self) -> dict[str, Callable[[], Any]]:
        """Return what is measured."""
        from django.urls import reverse

        return {
            "empty page": self._getting(reverse("bench:empty")),
            "board, first paint": self._getting(reverse("deals:board")),
            "board, a column's tail": self._getting(self._tail()),
            "board, a card moved": self._moving(),
            "list of deals": self._getting(reverse("deals:list")),
            "activities, first page": self._getting(reverse("activities:activities")),
            "everyone's activities": self._getting(
                reverse("activities:activities") + "?of=everyone"
            ),
            "activities of a week": self._getting(reverse("activities:calendar")),
            "a deal": self._getting(reverse("deals:deal", args=(self.made.deal_id,))),
        }

    def _getting(self, url: str, **headers: str) -> Callable[[], Any]:
        def get() -> None:
            answer = self.client.get(url, headers=headers)
            if answer.status_code != 200:
                raise SystemExit(f"{url} answered {answer.status_code}.")

        return get

    def _tail(self) -> str:
        """Return where a board's first column goes on."""
        from django.urls import reverse

        shown = self.client.get(reverse("deals:board")).content.decode()
        return str(shown.split('class="board__more" hx-get="')[1].split('"')[0]).replace(
            "&amp;", "&"
        )

    def _moving(self) -> Callable[[], Any]:
        """Return what drags one card from column to column."""
        from django.urls import reverse

        url = f"{reverse('deals:stage', args=(self.made.deal_id,))}?on=board"
        ids = self.made.stage_ids
        places = itertools.cycle(zip(ids, [*ids[1:], ids[0]], strict=True))

        def move() -> None:
            was, stage = next(places)
            typed = {"stage": stage, "was": was}
            answer = self.client.post(url, typed, headers={"HX-Request": "true"})
            if answer.status_code != 200:
                raise SystemExit(f"{url} answered {answer.status_code}.")

        return move


def main(asked: Sequence[str]) -> int:
    """Make a company, measure, and print every figure beside its aim."""
    count = int(asked[0]) if asked else DEALS
    planned = int(asked[1]) if len(asked) > 1 else ACTIVITIES
    installation.make()
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    installation.make_static_files()
    from django.test import Client

    made = many_deals.make(count)
    many_activities.make(made.user, planned)
    client = Client(SERVER_NAME="localhost")
    client.force_login(made.user)
    measuring = Browser(client, Seller(client, made).asks)
    costs = {name: measuring.cost(ask) for name, ask in measuring.asks.items()}
    return tell(costs, f"{count:,} open deals, {planned:,} activities", UNITS)


def tell(costs: Mapping[str, Cost], title: str, aims: Mapping[str, float]) -> int:
    """Print figures beside their aims, and return 1 where one is missed."""
    unit = costs["empty page"].whole
    print(f"{title}: CPU ms, median of {REPEATS}; one unit is the empty page, {unit:.1f} ms")
    print(f"{'':28}{'ms':>8}{'units':>8}{'queries':>9}{'at most':>9}")
    is_missed = False
    for name, cost in costs.items():
        # Its own unit was measured by turns with it: what else runs takes its share of both.
        units, aim = cost.whole / cost.unit, aims.get(name)
        missed = aim is not None and units > aim
        is_missed |= missed
        told = f"{aim:9.0f}" if aim else ""
        print(
            f"{name:28}{cost.whole:8.1f}{units:8.2f}{cost.queries:9}{told}"
            f"{'  missed' if missed else ''}"
        )
    return int(is_missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
