"""Messages of a folder whose UIDs began anew are recognised without being read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kartotek.mail.rules.former import Marks, same

RECEIVED = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
OFFER = Marks("offer@marmara.example", 4_120, RECEIVED)
ANSWER = Marks("answer@kuzeyisik.example", 2_048, RECEIVED)
NAMELESS = Marks("", 900, RECEIVED)


def test_a_message_is_found_under_its_new_uid() -> None:
    assert same([(71, OFFER), (72, ANSWER)], [(1, ANSWER), (2, OFFER)]) == {1: 72, 2: 71}


@pytest.mark.parametrize(
    "changed",
    [
        replace(OFFER, message_id="other@marmara.example"),
        replace(OFFER, size_bytes=4_121),
        replace(OFFER, received_at=RECEIVED + timedelta(seconds=1)),
    ],
    ids=["another id", "another size", "received at another time"],
)
def test_what_differs_in_one_mark_is_another_message(changed: Marks) -> None:
    assert same([(71, OFFER)], [(1, changed)]) == {}


def test_copies_are_paired_in_their_order() -> None:
    assert same([(71, OFFER), (72, OFFER)], [(5, OFFER), (9, OFFER)]) == {5: 71, 9: 72}


def test_copies_of_which_one_is_gone_are_not_guessed_at() -> None:
    assert same([(71, OFFER), (72, OFFER)], [(5, OFFER)]) == {}


def test_a_message_without_id_is_recognised_if_it_is_the_only_one() -> None:
    assert same([(71, NAMELESS)], [(5, NAMELESS)]) == {5: 71}
    assert same([(71, NAMELESS), (72, NAMELESS)], [(5, NAMELESS), (6, NAMELESS)]) == {}
