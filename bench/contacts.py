"""CPU of what people do with contacts, in multiples of an empty page, at two sizes of company.

bin/bench contacts [SMALL LARGE] [--keep FOLDER]

With a folder to keep them in, the companies are made once and measured again the next time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from bench import installation, many_contacts

SMALL, LARGE = 10_000, 1_000_000
PAGE, DEEP = 40, 1_000  # a small company has fewer pages: half of them are deep enough
REPEATS, WARMING = 21, 3
UNITS, UNITS_OF_A_DETAIL, BARE, DEEPER, LARGER = 4.0, 6.0, 3.0, 1.5, 1.5


@dataclass(frozen=True)
class Cost:
    """What one request costs: CPU milliseconds in all, and of its bare SQL and templates.

    `unit` is what the empty page cost meanwhile.
    """

    whole: float
    bare: float
    queries: int
    unit: float

    @property
    def units(self) -> float:
        """Return how many empty pages it costs."""
        return self.whole / self.unit


def main(sizes: Sequence[str]) -> int:
    """Measure both sizes, each in a process and an installation of its own, and compare."""
    reading = argparse.ArgumentParser(prog="bin/bench contacts")
    reading.add_argument("sizes", nargs="*", type=int, default=(SMALL, LARGE))
    reading.add_argument("--keep", type=Path)
    asked = reading.parse_args(sizes)
    if len(asked.sizes) == 1:
        return _measure(asked.sizes[0], asked.keep)
    small, large = asked.sizes
    found = {count: _elsewhere(count, asked.keep) for count in (small, large)}
    _compare(found[small], found[large], small, large)
    return 0


def _elsewhere(count: int, keep: Path | None) -> dict[str, Cost]:
    """Return what a process of its own measures."""
    asked = [sys.executable, "-m", "bench.contacts", str(count)]
    asked += ["--keep", str(keep)] if keep else []
    answer = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True)
    *told, last = answer.stdout.strip().splitlines()
    print("\n".join(told), flush=True)
    return {name: Cost(**cost) for name, cost in json.loads(last).items()}


def _measure(count: int, keep: Path | None) -> int:
    installation.make(keep / f"{count}-people" if keep else None)
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    installation.make_static_files()
    made = many_contacts.known(count) or _made(count)
    browser = Browser.of(made)
    costs = {name: browser.cost(ask) for name, ask in browser.asks.items()}
    print(json.dumps({name: vars(cost) for name, cost in costs.items()}))
    return 0


def _made(count: int) -> many_contacts.ManyContacts:
    """Return a company that was made just now; say how long it took."""
    begun = time.process_time()
    made = many_contacts.make(count)
    many_contacts.settle()
    print(f"{count:,} people made in {time.process_time() - begun:.0f} CPU seconds", flush=True)
    return made


@dataclass
class Browser:
    """A signed-in user who may see everything, and what they ask for, by name."""

    client: Any
    asks: dict[str, Callable[[], Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, made: many_contacts.ManyContacts) -> Browser:
        """Return a browser that asks for what the benchmark is about."""
        from django.test import Client

        client = Client(SERVER_NAME="localhost")
        client.force_login(made.users[0])
        browser = cls(client)
        browser.asks = dict(browser._asks(made))
        return browser

    def _asks(self, made: many_contacts.ManyContacts) -> Iterator[tuple[str, Callable[[], Any]]]:
        from django.urls import reverse

        from kartotek.search.lists.rules import written

        people, one = reverse("people:people"), made.somebody
        deep = made.end_of_page(min(DEEP * PAGE, made.count // 2))
        narrowed = {"filter": written(made.narrowing)}
        yield "empty page", self._getting(reverse("bench:empty"))
        yield "people, first page", self._getting(people)
        yield "people, a deep page", self._getting(people, after=deep)
        yield "people by organization", self._getting(people, sort="organization")
        yield "label, owner, no activity in 30 days", self._getting(people, **narrowed)
        found = reverse("search:search")
        yield "search, part of a name", self._getting(found, q=one.last_name[:4])
        yield "search, phone", self._getting(found, q=one.phone)
        yield "search, part of an address", self._getting(found, q=one.address.split("@")[0])
        yield "a person, 500 entries", self._getting(reverse("people:person", args=(one.id,)))
        yield "save a person, duplicates checked", self._saving(reverse("people:add"), made)

    def _getting(self, url: str, **asked: str) -> Callable[[], Any]:
        def get() -> None:
            answer = self.client.get(url, asked)
            if answer.status_code != 200:
                raise SystemExit(f"{url} answered {answer.status_code}.")

        return get

    def _saving(self, url: str, made: many_contacts.ManyContacts) -> Callable[[], Any]:
        names = made.new_names()

        def save() -> None:
            name = next(names)
            typed = {"name": name, "address": f"{name.replace(' ', '.').lower()}@new.example"}
            answer = self.client.post(url, typed)
            if answer.status_code not in {200, 302, 303}:
                raise SystemExit(f"{url} answered {answer.status_code}.")

        return save

    def cost(self, ask: Callable[[], Any]) -> Cost:
        """Return the median of many runs, and what the same SQL and templates cost alone.

        The empty page is asked for by turns with it: what else runs on the machine takes its
        share of both.
        """
        empty = self.asks["empty page"]
        for _ in range(WARMING):
            ask()
        turns = [(_timed(empty), _timed(ask)) for _ in range(REPEATS)]
        sql, drawing = [], []
        for _ in range(REPEATS // 2):
            with _watched() as seen:
                ask()
            sql.append(_timed(seen.ask_again))
            drawing.append(seen.drawing)
        return Cost(
            whole=statistics.median(whole for _unit, whole in turns),
            bare=statistics.median(sql) + statistics.median(drawing),
            queries=len(seen.queries),
            unit=statistics.median(unit for unit, _whole in turns),
        )


@dataclass
class Seen:
    """The queries of one request, and the milliseconds its templates took."""

    queries: list[tuple[str, Any]] = field(default_factory=list)
    drawing: float = 0.0

    def ask_again(self) -> None:
        """Ask what only reads once more, bare, and read all answers."""
        from django.db import connection

        with connection.cursor() as cursor:
            for sql, params in self.queries:
                if sql.lstrip().upper().startswith("SELECT"):
                    cursor.execute(sql, params)
                    cursor.fetchall()


@contextmanager
def _watched() -> Iterator[Seen]:
    """Note the queries and the drawing of what is asked meanwhile."""
    from django.db import connection
    from jinja2 import Template

    seen = Seen()
    draw = Template.render

    def drawn(self: Template, *args: Any, **context: Any) -> str:
        begun = time.process_time()
        try:
            return draw(self, *args, **context)
        finally:
            seen.drawing += (time.process_time() - begun) * 1000

    def noted(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        if not many:
            seen.queries.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted), mock.patch.object(Template, "render", drawn):
        yield seen


def _timed(does: Callable[[], Any]) -> float:
    begun = time.process_time()
    does()
    return (time.process_time() - begun) * 1000


def _compare(small: Mapping[str, Cost], large: Mapping[str, Cost], few: int, many: int) -> None:
    """Print every figure beside its aim."""
    first = large["people, first page"].units
    print(f"CPU ms, medians of {REPEATS}; one unit is the empty page, asked for by turns")
    heads = f"{'':38}{few:>10,}{'units':>7}{many:>11,}{'units':>7}"
    print(f"{heads}{'x bare':>8}{'growth':>8}{'queries':>9}")
    for name, cost in large.items():
        bare = cost.whole / max(cost.bare, 0.001)
        growth = cost.units / small[name].units
        aims = [
            (cost.units, UNITS_OF_A_DETAIL if name.startswith("a person") else UNITS, "units"),
            (growth, LARGER, "growth"),
        ]
        # What a saving writes cannot be written once more alone.
        if not name.startswith("save"):
            aims.append((bare, BARE, "bare"))
        if "deep" in name:
            aims.append((cost.units / first, DEEPER, "of the first"))
        missed = [f"{text} above {aim:g}" for found, aim, text in aims if found > aim]
        verdict = "" if name == "empty page" else ", ".join(missed)
        print(
            f"{name:38}{small[name].whole:10.1f}{small[name].units:7.2f}{cost.whole:11.1f}"
            f"{cost.units:7.2f}{bare:8.2f}{growth:8.2f}{cost.queries:9}  {verdict}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
