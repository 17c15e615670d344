"""Chores are done when they are due, whatever becomes of the others."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from kartotek.jobs.clock import Clock
from kartotek.jobs.schedule import Chore
from tests.conftest import NOW


class Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **time: int) -> None:
        self.at += timedelta(**time)


def chore(name: str, done: list[str], every: timedelta = timedelta(minutes=1)) -> Chore:
    return Chore(name, every, lambda _at: done.append(name))


def breaks(_at: datetime) -> None:
    raise RuntimeError("broken on purpose")


def test_a_chore_is_done_at_once_and_then_when_it_is_due() -> None:
    watch, done = Watch(), list[str]()
    clock = Clock([chore("drop", done)], watch)

    clock.tick()
    watch.go_on(seconds=59)
    clock.tick()
    watch.go_on(seconds=1)
    clock.tick()

    assert done == ["drop", "drop"]


def test_chores_are_done_as_often_as_each_says() -> None:
    watch, done = Watch(), list[str]()
    often = chore("often", done)
    clock = Clock([often, chore("seldom", done, timedelta(hours=1))], watch)

    for _minute in range(3):
        clock.tick()
        watch.go_on(minutes=1)

    assert (done.count("often"), done.count("seldom")) == (3, 1)


def test_a_chore_that_fails_does_not_end_the_others() -> None:
    watch, done = Watch(), list[str]()
    clock = Clock([Chore("broken", timedelta(minutes=1), breaks), chore("drop", done)], watch)

    clock.tick()
    watch.go_on(minutes=1)
    clock.tick()

    assert done == ["drop", "drop"]


def test_a_row_of_failures_is_told_once_and_so_is_its_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    watch, is_broken = Watch(), [True, True, False, False]

    def sometimes(at: datetime) -> None:
        if is_broken.pop(0):
            breaks(at)

    clock = Clock([Chore("mend", timedelta(minutes=1), sometimes)], watch)
    for _minute in range(4):
        clock.tick()
        watch.go_on(minutes=1)

    assert [line.getMessage() for line in caplog.records] == [
        "The chore 'mend' failed; it is tried again.",
        "The chore 'mend' works again.",
    ]


def test_a_chore_is_told_the_time() -> None:
    watch, told = Watch(), list[datetime]()
    clock = Clock([Chore("drop", timedelta(minutes=1), told.append)], watch)

    clock.tick()

    assert told == [NOW]


def test_a_clock_that_is_stopped_does_no_more() -> None:
    done = list[str]()
    every = timedelta(microseconds=1)
    clock = Clock([chore("drop", done, every)], lambda: datetime.now(UTC))
    clock.start()
    end = time.monotonic() + 5
    while not done and time.monotonic() < end:
        time.sleep(0.05)

    clock.stop(5)

    count = len(done)
    clock.tick()
    assert count >= 1
    assert len(done) == count
