from __future__ import annotations

from datetime import date, timedelta

import pytest

from kartotek.pipeline.deals.rules import (
    CloseFlaw,
    Move,
    close_flaw,
    is_rotting,
    time_in_stages,
)
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("days", "limit", "rots"), [(31, 30, True), (30, 30, False), (400, None, False), (1, 0, True)]
)
def test_a_deal_rots_when_it_stands_longer_than_its_stage_allows(
    days: int, limit: int | None, rots: bool
) -> None:
    assert is_rotting(NOW - timedelta(days=days), limit, NOW) is rots


@pytest.mark.parametrize(
    ("closed_on", "flaw"),
    [
        (date(2026, 11, 11), CloseFlaw.BEFORE_OPENING),
        (date(2026, 11, 12), None),
        (date(2026, 11, 20), None),
        (date(2026, 11, 21), CloseFlaw.IN_FUTURE),
    ],
)
def test_a_deal_is_closed_between_its_opening_and_today(
    closed_on: date, flaw: CloseFlaw | None
) -> None:
    today = date(2026, 11, 20)

    assert close_flaw(closed_on, opened_on=date(2026, 11, 12), today=today) is flaw


def test_the_time_in_each_stage_is_told_from_the_moves() -> None:
    back = Move(NOW + timedelta(days=5), 2, 1)
    there = Move(NOW + timedelta(days=2), 1, 2)

    found = time_in_stages(1, opened_at=NOW, moves=[back, there], until=NOW + timedelta(days=9))

    assert found == {1: timedelta(days=6), 2: timedelta(days=3)}


def test_a_deal_that_never_moved_stood_in_one_stage() -> None:
    found = time_in_stages(7, opened_at=NOW, moves=[], until=NOW + timedelta(days=4))

    assert found == {7: timedelta(days=4)}
