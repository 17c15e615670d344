"""Amounts of money: read as people type them, written as they read them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.numbers import (
    format_decimal,
    get_currency_precision,
    get_currency_symbol,
)
from babel.numbers import is_currency as is_currency_of_babel

MAX_DIGITS: Final = 15
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"

_SIGNS: Final = {"TRY": "₺", "RUB": "₽", "UAH": "₴", "KZT": "₸", "AZN": "₼", "GEL": "₾"}
"""Signs that people read everywhere, though most locales fall back to the three letters."""

_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[.,'’ ])\d{3})(?:(?P=mark)\d{3})*")
_NUMBER: Final = re.compile(r"\d+(?:[.,'’ ]\d+)*[.,]?")


class TooManyDigits(ValueError):
    """An amount that no column holds."""


def is_currency(code: str) -> bool:
    """Return whether a code names a currency.

    Source: ISO 4217.
    """
    return len(code) == 3 and code.isupper() and is_currency_of_babel(code)


def parse_amount(text: str, language: str) -> Decimal:
    """Return the amount somebody typed: 1.234,50 and 1,234.50, with or without a currency sign.

    The last mark is the decimal one when both kinds occur. A single mark before exactly three
    digits is read as the language reads it: 1.250 is a thousand in Turkish, 1,250 in English.

    Raises:
        TooManyDigits: it is larger than any amount that is kept.
        ValueError: it is no amount; the message tells what one looks like.
    """
    number = _without_currency(text)
    sign = "-" if number.startswith(("-", "−")) else ""
    number = number.lstrip("+-−").strip()
    if not _NUMBER.fullmatch(number):
        raise ValueError(f"“{text.strip()}” is no amount. Type one like 1250.50.")
    if sum(mark.isdigit() for mark in number) > MAX_DIGITS:
        raise TooManyDigits(f"“{text.strip()}” has more than {MAX_DIGITS} digits.")
    whole, fraction = _parts(number, language)
    return Decimal(f"{sign}{whole}.{fraction or '0'}") if fraction else Decimal(f"{sign}{whole}")


def _without_currency(text: str) -> str:
    """Return text without currency signs and letters around the number, spaces made plain."""
    plain = re.sub(r"\s", " ", text)
    sign, rest = re.fullmatch(r"\s*([-+−]?)\s*(.*?)\s*", plain, re.DOTALL).groups()  # type: ignore[union-attr]
    rest = re.sub(r"^(?:[A-Za-z]{1,3}|[^\w\s+\-−.,])\.?\s*(?=[-+−\d])", "", rest)
    rest = re.sub(r"(?<=[\d.,])\s*(?:[A-Za-z]{2,3}|[^\w\s.,])$", "", rest)
    return sign + rest


def _parts(number: str, language: str) -> tuple[str, str]:
    """Return the digits before and behind the decimal mark."""
    grouped = _GROUPED.fullmatch(number)
    if grouped and not _is_decimal_mark(grouped["mark"], number, language):
        return _digits(number), ""
    whole, mark, fraction = _split_at_last_mark(number)
    if mark and not _is_well_grouped(whole, mark):
        raise ValueError(f"“{number}” is no amount. Type one like 1250.50.")
    return _digits(whole), fraction


def _is_decimal_mark(mark: str, number: str, language: str) -> bool:
    """Return whether the only mark of a number, three digits before its end, is the decimal one."""
    decimal = "," if language.startswith("tr") else "."
    return mark == decimal and number.count(mark) == 1


def _split_at_last_mark(number: str) -> tuple[str, str, str]:
    """Return what is before the last point or comma, the mark, and what is behind it."""
    place = max(number.rfind("."), number.rfind(","))
    if place < 0:
        return number, "", ""
    return number[:place], number[place], number[place + 1 :]


def _is_well_grouped(whole: str, decimal_mark: str) -> bool:
    """Return whether the digits before a decimal mark are plain or grouped by another mark."""
    if whole.isdigit():
        return True
    grouped = _GROUPED.fullmatch(whole)
    return grouped is not None and grouped["mark"] != decimal_mark


def _digits(number: str) -> str:
    """Return a number without its marks."""
    return re.sub(r"\D", "", number)


def format_amount(amount: Decimal, currency: str, language: str) -> str:
    """Return an amount with its sign, as the language writes it; whole amounts without decimals."""
    precision = 0 if amount == amount.to_integral_value() else get_currency_precision(currency)
    number = format_decimal(
        abs(amount),
        format="#,##0" + "." * bool(precision) + "0" * precision,
        locale=_locale(language),
    )
    minus = "-" if amount < 0 else ""
    sign, is_before = _sign(currency, language)
    if not is_before:
        return f"{minus}{number}{NO_BREAK_SPACE}{sign}"
    gap = NO_BREAK_SPACE if sign[-1:].isalpha() else ""
    return f"{minus}{sign}{gap}{number}"


@lru_cache(maxsize=500)
def _sign(currency: str, language: str) -> tuple[str, bool]:
    """Return the sign of a currency and whether it stands before the number."""
    locale = _locale(language)
    pattern = locale.currency_formats["standard"].pattern
    return _SIGNS.get(currency) or get_currency_symbol(currency, locale), pattern.startswith("¤")


@lru_cache(maxsize=50)
def _locale(language: str) -> Locale:
    """Return what is known of a language, of English when nothing is."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
