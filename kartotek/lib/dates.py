"""Dates and times of day: read as people type them in English and Turkish."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from typing import Final

from babel import Locale

from kartotek.lib.text import fold

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS: Final = re.compile(r"(\d{1,2})([./-]| )(\d{1,2})\2(\d{4}|\d{2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_MONTH_FIRST: Final = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CLOCK: Final = re.compile(
    r"(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2}))?)?\s*(am|pm|a\.m\.|p\.m\.|öö|ös)?", re.IGNORECASE
)
_AFTERNOON: Final = frozenset({"pm", "p.m.", "ös"})
_MONTH_FIRST_REGIONS: Final = frozenset({"US", "PH", "CA"})
_CENTURY: Final = 2000


def parse_date(text: str, *, language: str, region: str) -> date:
    """Return the date somebody typed: 2026-11-12, 12.11.2026, 12/11/26, 12 Kasım 2026.

    Args:
        text: as it was typed.
        language: whose names of months are tried first; English ones are always known.
        region: ISO 3166-1 code of the reader's country, by which 3/4/2026 is read.

    Raises:
        ValueError: it is no date.
    """
    typed = " ".join(text.split())
    if found := _ISO.fullmatch(typed):
        return date(*(int(part) for part in found.groups()))
    if found := _NUMBERS.fullmatch(typed):
        first, mark, second, year = found.groups()
        is_month_first = mark == "/" and language == "en" and region in _MONTH_FIRST_REGIONS
        day, month = (second, first) if is_month_first else (first, second)
        return date(_year(year), int(month), int(day))
    if found := _DAY_FIRST.fullmatch(typed):
        return date(int(found[3]), _month(found[2], language), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(typed):
        return date(int(found[3]), _month(found[1], language), int(found[2]))
    raise ValueError("no date")


def parse_time(text: str) -> time:
    """Return the time of day somebody typed: 9, 9:30, 09.30, 21:30:15, 9:30 pm.

    Raises:
        ValueError: it is no time of day.
    """
    found = _CLOCK.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError("no time of day")
    hour, half = int(found[1]), (found[4] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no time of day")
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    return time(hour, int(found[2] or 0), int(found[3] or 0))


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else _CENTURY + int(digits)


def _month(name: str, language: str) -> int:
    months = _months(language) | _months("en")
    number = months.get(fold(name))
    if number is None:
        raise ValueError("no month")
    return number


@cache
def _months(language: str) -> dict[str, int]:
    """Return the numbers of the months by their folded names, long and short."""
    named = Locale.parse(language, sep="-").months["format"]
    return {
        fold(name).rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in named[width].items()
    }
