"""The currencies to choose from."""

from __future__ import annotations

from functools import cache

from babel.core import get_global


@cache
def currencies_in_use() -> tuple[str, ...]:
    """Return the codes of the currencies that are money somewhere today, sorted.

    Source: ISO 4217, with the dates of use of CLDR.
    """
    spans = [span for of_one in get_global("territory_currencies").values() for span in of_one]
    return tuple(sorted({code for code, _from, end, is_tender in spans if is_tender and not end}))
