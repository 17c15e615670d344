"""The currencies to choose from."""

from __future__ import annotations

from functools import cache

from babel.core import Locale, get_global
from babel.numbers import get_currency_name


@cache
def currencies_in_use() -> tuple[str, ...]:
    """Return the codes of the currencies that are money somewhere today, sorted.

    Source: ISO 4217, with the dates of use of CLDR.
    """
    spans = [span for of_one in get_global("territory_currencies").values() for span in of_one]
    return tuple(sorted({code for code, _from, end, is_tender in spans if is_tender and not end}))


@cache
def currency_names(language: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of the currencies in use, such as `("TRY", "Turkish Lira (TRY)")`."""
    locale = Locale.parse(language, sep="-")
    return tuple(
        (code, f"{get_currency_name(code, locale=locale)} ({code})") for code in currencies_in_use()
    )
