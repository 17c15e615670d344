"""When a held message is tried again by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kartotek.errors import Corrupt, RemoteError, Retry
from kartotek.mail.rules.retry import MAX_TRIES, advice, next_try_at
from tests.mail.rules.reply_facts import NOW


@pytest.mark.parametrize(
    ("failure", "retry"),
    [
        (Corrupt("No header can be read."), Retry.NEVER),
        (RemoteError("The server is busy.", Retry.SOON), Retry.SOON),
        (RemoteError("The server hung up."), Retry.BACK_OFF),
        (KeyError("stage"), Retry.BACK_OFF),
    ],
)
def test_what_stopped_a_message_says_whether_trying_helps(failure: Exception, retry: Retry) -> None:
    assert advice(failure) is retry


def test_what_cannot_be_read_waits_for_a_person() -> None:
    assert next_try_at(1, NOW, key="7", retry=Retry.NEVER) is None


def test_each_wait_is_longer_than_the_one_before() -> None:
    waits = [next_try_at(failures, NOW, key="7") for failures in range(1, 10)]

    assert waits == sorted(wait for wait in waits if wait)
    assert len(set(waits)) == 9


def test_after_many_failures_only_a_person_lets_it_go_on() -> None:
    assert next_try_at(MAX_TRIES - 1, NOW, key="7") is not None
    assert next_try_at(MAX_TRIES, NOW, key="7") is None


def test_trying_takes_about_a_day_before_it_ends() -> None:
    waits = [next_try_at(failures, NOW, key="7") for failures in range(1, MAX_TRIES)]
    total = sum((wait - NOW for wait in waits if wait), timedelta())

    assert timedelta(hours=18) < total < timedelta(hours=36)


def test_what_should_be_tried_soon_waits_half_a_minute_once() -> None:
    assert next_try_at(1, NOW, key="7", retry=Retry.SOON) == NOW + timedelta(seconds=30)
    assert next_try_at(5, NOW, key="7", retry=Retry.SOON) == next_try_at(5, NOW, key="7")


def test_messages_held_together_are_not_all_tried_in_one_second() -> None:
    times = {next_try_at(6, NOW, key=str(number)) for number in range(20)}

    assert len(times) > 10
