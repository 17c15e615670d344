"""When something takes place, which of it meets, and which guests can be written to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kartotek.activities.rules import Lane, in_zone, lanes, sorting_moment, span, unreachable

DAY = date(2026, 11, 12)
NINE = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


def _spans(*minutes: tuple[int, int]) -> list[tuple[datetime, datetime]]:
    return [(NINE + timedelta(minutes=a), NINE + timedelta(minutes=b)) for a, b in minutes]


def test_a_day_without_a_time_sorts_before_its_hours_and_has_no_zone() -> None:
    assert sorting_moment(DAY, None, "Pacific/Auckland") == datetime(2026, 11, 12, tzinfo=UTC)
    assert sorting_moment(DAY, time(15, 0), "Europe/Istanbul") == NINE + timedelta(hours=3)


def test_a_time_is_said_anew_in_another_zone() -> None:
    said = in_zone(DAY, time(23, 30), old="UTC", new="Europe/Istanbul")

    assert said == (date(2026, 11, 13), time(2, 30))


def test_an_hour_that_the_clocks_skip_is_not_counted() -> None:
    night = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

    assert span(night, 60)[1] - span(night, 60)[0] == timedelta(minutes=60)


@pytest.mark.parametrize(
    ("spans", "placed"),
    [
        ([], []),
        ([(0, 30)], [Lane(0, 1)]),
        ([(0, 30), (30, 60)], [Lane(0, 1), Lane(0, 1)]),
        ([(0, 30), (15, 60)], [Lane(0, 2), Lane(1, 2)]),
        ([(0, 90), (15, 30), (30, 60)], [Lane(0, 2), Lane(1, 2), Lane(1, 2)]),
        ([(0, 30), (10, 20), (40, 50)], [Lane(0, 2), Lane(1, 2), Lane(0, 1)]),
    ],
)
def test_what_meets_stands_side_by_side(spans: list[tuple[int, int]], placed: list[Lane]) -> None:
    assert lanes(_spans(*spans)) == placed


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 600), st.integers(15, 240)), max_size=20))
def test_nothing_in_one_lane_meets(found: list[tuple[int, int]]) -> None:
    spans = _spans(*sorted((begins, begins + minutes) for begins, minutes in found))

    held = list(zip(lanes(spans), spans, strict=True))

    for place, (lane, (begins, _ends)) in enumerate(held):
        assert 0 <= lane.index < lane.count
        for other, (_begins, ends) in held[:place]:
            assert other.index != lane.index or ends <= begins or other.count != lane.count


@pytest.mark.parametrize(
    ("guest", "is_odd"),
    [
        ("Zeynep", False),
        ("zeynep@marmara.example", False),
        ("Zeynep Karaca <zeynep@marmara.example>", False),
        ("zeynep@", True),
        ("zeynep@marmara..example", True),
        ("Zeynep <zeynep@mar mara.example>", True),
    ],
)
def test_what_looks_like_an_address_and_is_none_is_told(guest: str, *, is_odd: bool) -> None:
    assert (unreachable([guest]) == (guest,)) is is_odd
