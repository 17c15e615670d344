"""When a wrong password makes somebody wait."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kartotek.users.rules import TRIES, WINDOW, waits_until
from tests.conftest import NOW

ages = st.lists(st.integers(min_value=0, max_value=3600), max_size=20)


def test_four_wrong_passwords_may_be_followed_by_a_fifth() -> None:
    failures = [NOW - timedelta(seconds=second) for second in range(TRIES - 1)]

    assert waits_until(failures, NOW) is None


def test_the_fifth_wrong_password_makes_wait_until_the_first_is_ten_minutes_old() -> None:
    failures = [NOW - timedelta(minutes=minute) for minute in (1, 2, 3, 4, 8)]

    assert waits_until(failures, NOW) == NOW + timedelta(minutes=2)


def test_a_failure_counts_for_ten_minutes() -> None:
    failures = [NOW - WINDOW] * TRIES

    assert waits_until(failures, NOW) is None


@given(ages)
def test_nobody_waits_longer_than_the_window(seconds: list[int]) -> None:
    until = waits_until([NOW - timedelta(seconds=age) for age in seconds], NOW)

    assert until is None or NOW < until <= NOW + WINDOW


@given(ages)
def test_whoever_waits_long_enough_may_try_again(seconds: list[int]) -> None:
    failures = [NOW - timedelta(seconds=age) for age in seconds]
    until = waits_until(failures, NOW) or NOW

    assert waits_until(failures, until) is None
