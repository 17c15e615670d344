"""Tries come later each time, and not all at once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kartotek.lib.backoff import LONGEST_WAIT, SPREAD, next_try

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_first_wait_is_about_half_a_minute() -> None:
    wait = next_try(1, NOON, "mailbox-1") - NOON

    assert timedelta(seconds=20) < wait < timedelta(seconds=40)


def test_waits_grow() -> None:
    waits = [next_try(failures, NOON, "mailbox-1") for failures in (1, 3, 5, 7, 9)]

    assert waits == sorted(waits)


@given(st.integers(min_value=0, max_value=10**6), st.text())
def test_no_wait_exceeds_the_longest(failures: int, key: str) -> None:
    assert timedelta(0) < next_try(failures, NOON, key) - NOON <= LONGEST_WAIT * (1 + SPREAD)


def test_the_same_failure_waits_the_same() -> None:
    assert next_try(4, NOON, "mailbox-1") == next_try(4, NOON, "mailbox-1")


def test_mailboxes_of_one_server_do_not_come_back_together() -> None:
    tries = {next_try(4, NOON, f"mailbox-{number}") for number in range(50)}

    assert len(tries) > 40
