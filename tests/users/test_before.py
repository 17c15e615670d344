"""Reading on in a list that is merged from several."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from kartotek.users.before import Before, Place
from kartotek.users.paging import CursorLost

AT = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
ROWS = [
    (AT + timedelta(minutes=minute), rank, key)
    for minute, rank, key in product((0, 1), (0, 1, 2), (1, 2))
]


def _order(row: tuple[datetime, int, int]) -> tuple[float, int, int]:
    at, rank, key = row
    return (-at.timestamp(), rank, -key)


def test_each_source_is_read_on_behind_the_last_row() -> None:
    ordered = sorted(ROWS, key=_order)

    for number, last in enumerate(ordered):
        place = Place(*last)
        rest = [row for row in ordered if place.before(row[1]).is_after(row[0], row[2])]
        assert rest == ordered[number + 1 :]


def test_a_place_is_read_from_its_cursor() -> None:
    place = Place(AT, 2, 7)

    assert Place.read(place.cursor) == place


@pytest.mark.parametrize("cursor", ["yesterday", "2026-11-12~2", "x~1~1", "2026-11-12~a~1"])
def test_a_cursor_of_another_kind_is_lost(cursor: str) -> None:
    with pytest.raises(CursorLost):
        Place.read(cursor)


def test_nothing_of_the_moment_itself_was_before_it() -> None:
    assert not Before(AT).is_after(AT, 1)
    assert Before(AT).is_after(AT - timedelta(seconds=1), 99)
