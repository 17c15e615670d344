"""Dates and times of day as people type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from kartotek.lib.dates import parse_date, parse_time


@pytest.mark.parametrize(
    ("text", "language", "region", "day"),
    [
        ("3/4/2026", "en", "GB", date(2026, 4, 3)),
        ("3/4/2026", "en", "US", date(2026, 3, 4)),
        ("3.4.2026", "en", "US", date(2026, 4, 3)),
        ("3-4-26", "tr", "TR", date(2026, 4, 3)),
        ("2026/04/03", "tr", "TR", date(2026, 4, 3)),
        ("3rd April 2026", "en", "GB", date(2026, 4, 3)),
        ("3 april 2026", "tr", "TR", date(2026, 4, 3)),
        ("3 Nis. 2026", "tr", "TR", date(2026, 4, 3)),
    ],
)
def test_a_date_is_read(text: str, language: str, region: str, day: date) -> None:
    assert parse_date(text, language=language, region=region) == day


@pytest.mark.parametrize("text", ["", "soon", "13/13/2026", "3 foo 2026", "2026", "3.4"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  Which of its messages does not matter.
        parse_date(text, language="en", region="GB")


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["en", "tr"]))
def test_a_date_in_words_is_read_back(day: date, language: str) -> None:
    written = format_date(day, "d MMMM y", locale=language)

    assert parse_date(written, language=language, region="TR") == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9", time(9)),
        ("09:05", time(9, 5)),
        ("9.05", time(9, 5)),
        ("21:30:15", time(21, 30, 15)),
        ("9 PM", time(21)),
        ("12 pm", time(12)),
        ("9:30 ÖS", time(21, 30)),
    ],
)
def test_a_time_is_read(text: str, clock: time) -> None:
    assert parse_time(text) == clock


@pytest.mark.parametrize("text", ["", "noon", "24:00", "9:60", "0 am", "9:3"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_time(text)
