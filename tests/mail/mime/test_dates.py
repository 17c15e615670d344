"""The Date field, in every form mailers send."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kartotek.mail.mime.dates import read

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "Thu, 12 Nov 2026 15:00:00 +0300",
        "12 Nov 2026 15:00:00 +0300",
        "Thu, 12 Nov 2026 08:30:00 -0330",
        "Thu, 12 Nov 2026 15:00 +0300",
        "Thu, 12 Nov 26 12:00:00 GMT",
        "Thu, 12 Nov 2026 07:00:00 EST",
        "Thu, 12 Nov 2026 12:00:00",
        "Thu, 12 Nov 2026 15:00:00 +0300 (TRT)",
        "Thu Nov 12 12:00:00 2026",
        "2026-11-12T15:00:00+03:00",
        "2026-11-12 12:00:00",
    ],
)
def test_one_moment_has_many_spellings(value: str) -> None:
    assert read(value) == NOON


@pytest.mark.parametrize(
    "value",
    ["", "soon", "Thu, 32 Nov 2026 12:00:00 +0000", "1 Jan 1901 00:00:00 +0000",
     "12 Nov 9999 00:00:00 -2359", "12 Nov 2026 25:61:00", "31 Feb 2026 12:00:00 +0000",
     "99999999999999999999"],
)  # fmt: skip
def test_what_is_no_date_is_none(value: str) -> None:
    assert read(value) is None


def test_a_leap_second_is_the_second_before() -> None:
    assert read("31 Dec 2016 23:59:60 +0000") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_a_zone_beyond_a_day_is_none_at_all() -> None:
    assert read("12 Nov 2026 12:00:00 +9999") == NOON
