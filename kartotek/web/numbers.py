"""Numbers of records, as addresses and forms name them."""

from __future__ import annotations

from collections.abc import Iterable

# More digits than any id has; a longer number fits no column of a database.
MOST_DIGITS = 18


def record_number(text: str) -> int | None:
    """Return the id that is written, or None where none is."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def record_numbers(texts: Iterable[str]) -> list[int]:
    """Return the ids that are written, in order, each once; the rest says nothing."""
    found = (record_number(text) for text in texts)
    return list(dict.fromkeys(number for number in found if number is not None))
