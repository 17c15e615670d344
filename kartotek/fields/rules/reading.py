"""Reading what somebody typed into a field, in the formats of English and Turkish."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Final

from kartotek.fields.rules.types import LONGEST, REFERENCES, FieldType
from kartotek.fields.rules.values import Reading, Reason, Typed, Unreadable, Value
from kartotek.lib.dates import parse_date, parse_time
from kartotek.lib.money import is_currency, parse_amount
from kartotek.lib.phones import e164
from kartotek.lib.text import fold

PLACES: Final = 6
LARGEST: Final = Decimal(10) ** 15
_LARGEST_ID: Final = 2**63 - 1

# A range in one text: a dash with blanks around it or a long one, dots, or the word between.
_BETWEEN: Final = re.compile(r"\s+(?:-|to|ile)\s+|\s*[–—…]\s*|\s*\.{2,3}\s*", re.IGNORECASE)
_TIGHT_DASH: Final = re.compile(r"\s*-\s*")
_CODE: Final = re.compile(r"(?:^|[\d\s.,])([A-Za-z]{3})(?:$|[\d\s.,-])")
_SIGNS: Final[Mapping[str, str]] = {"₺": "TRY", "€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY"}

Reader = Callable[[Typed, Reading], Value | None]


def read(field_type: FieldType, typed: Typed, reading: Reading) -> Value | None:
    """Return what is kept of something typed into a field, or None where nothing was typed.

    A person, an organization or a user is read as its id; names are looked up before.

    Raises:
        Unreadable: it is no value of the type.
    """
    return _READERS[field_type](typed, reading)


def _words(field_type: FieldType) -> Reader:
    def reader(typed: Typed, reading: Reading) -> Value | None:
        text = one_line(typed.value)
        if len(text) > LONGEST[field_type]:
            raise Unreadable(Reason.TOO_LONG, field_type)
        key = (e164(text, reading.region) or "") if field_type is FieldType.PHONE else ""
        return Value(text=text, key=key) if text else None

    return reader


def _large_text(typed: Typed, _reading: Reading) -> Value | None:
    text = typed.value.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST[FieldType.LARGE_TEXT]:
        raise Unreadable(Reason.TOO_LONG, FieldType.LARGE_TEXT)
    return Value(text=text) if text else None


def _number(typed: Typed, reading: Reading) -> Value | None:
    if not typed.value.strip():
        return None
    return Value(number=_amount(typed.value, reading, FieldType.NUMBER))


def _money(typed: Typed, reading: Reading) -> Value | None:
    if not typed.value.strip():
        return None
    amount = _amount(typed.value, reading, FieldType.MONEY)
    currency = _currency_in(typed.value) or typed.currency.strip().upper() or reading.currency
    if not is_currency(currency):
        raise Unreadable(Reason.NO_CURRENCY, FieldType.MONEY)
    return Value(number=amount, currency=currency)


def _date(typed: Typed, reading: Reading) -> Value | None:
    if not typed.value.strip():
        return None
    return Value(from_on=_day(typed.value, reading, FieldType.DATE))


def _date_range(typed: Typed, reading: Reading) -> Value | None:
    ends = _ends(typed, FieldType.DATE_RANGE)
    if ends is None:
        return None
    first, last = (_day(end, reading, FieldType.DATE_RANGE) for end in ends)
    if last < first:
        raise Unreadable(Reason.ENDS_FIRST, FieldType.DATE_RANGE)
    return Value(from_on=first, until_on=last)


def _time(typed: Typed, _reading: Reading) -> Value | None:
    if not typed.value.strip():
        return None
    return Value(from_time=_clock(typed.value, FieldType.TIME))


def _time_range(typed: Typed, _reading: Reading) -> Value | None:
    ends = _ends(typed, FieldType.TIME_RANGE)
    if ends is None:
        return None
    # It may end before it starts: a night shift does.
    first, last = (_clock(end, FieldType.TIME_RANGE) for end in ends)
    return Value(from_time=first, until_time=last)


def _one_option(typed: Typed, reading: Reading) -> Value | None:
    found = _options(typed, reading, FieldType.OPTION, is_split=False)
    if found and len(found.option_ids) > 1:
        raise Unreadable(Reason.ONE_OPTION, FieldType.OPTION)
    return found


def _many_options(typed: Typed, reading: Reading) -> Value | None:
    return _options(typed, reading, FieldType.OPTIONS, is_split=True)


def _reference(field_type: FieldType) -> Reader:
    def reader(typed: Typed, _reading: Reading) -> Value | None:
        text = typed.value.strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST_ID):
            raise Unreadable(Reason.NO_REFERENCE, field_type)
        return Value(ref_id=int(text))

    return reader


_READERS: Final[Mapping[FieldType, Reader]] = {
    FieldType.TEXT: _words(FieldType.TEXT),
    FieldType.AUTOCOMPLETE: _words(FieldType.AUTOCOMPLETE),
    FieldType.PHONE: _words(FieldType.PHONE),
    FieldType.ADDRESS: _words(FieldType.ADDRESS),
    FieldType.LARGE_TEXT: _large_text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.DATE_RANGE: _date_range,
    FieldType.TIME: _time,
    FieldType.TIME_RANGE: _time_range,
    FieldType.OPTION: _one_option,
    FieldType.OPTIONS: _many_options,
    **{one: _reference(one) for one in REFERENCES},
}


def one_line(text: str) -> str:
    """Return text on one line, without the characters a database refuses."""
    return " ".join(text.replace("\x00", "").split())


def _amount(text: str, reading: Reading, field_type: FieldType) -> Decimal:
    try:
        amount = parse_amount(text, reading.language)
    except ValueError as error:
        raise Unreadable(Reason.NO_NUMBER, field_type) from error
    if amount != round(amount, PLACES):
        raise Unreadable(Reason.TOO_FINE, field_type)
    return amount


def _currency_in(text: str) -> str:
    """Return the currency that stands beside an amount, by its code or its sign."""
    for found in _CODE.findall(text):
        if is_currency(found.upper()):
            return str(found).upper()
    return next((code for sign, code in _SIGNS.items() if sign in text), "")


def _day(text: str, reading: Reading, field_type: FieldType) -> date:
    try:
        return parse_date(text, language=reading.language, region=reading.region)
    except ValueError as error:
        raise Unreadable(Reason.NO_DATE, field_type) from error


def _clock(text: str, field_type: FieldType) -> time:
    try:
        return parse_time(text)
    except ValueError as error:
        raise Unreadable(Reason.NO_TIME, field_type) from error


def _ends(typed: Typed, field_type: FieldType) -> tuple[str, str] | None:
    """Return both ends of a range, or None where nothing was typed."""
    first, last = typed.value.strip(), typed.until.strip()
    if not first and not last:
        return None
    if first and not last:
        dash = _TIGHT_DASH if field_type is FieldType.TIME_RANGE else _BETWEEN
        parts = _BETWEEN.split(first) if _BETWEEN.search(first) else dash.split(first)
        if len(parts) == 2:
            first, last = parts
    if not first or not last:
        raise Unreadable(Reason.NO_END, field_type)
    return first, last


def _options(
    typed: Typed, reading: Reading, field_type: FieldType, *, is_split: bool
) -> Value | None:
    names = [name for name in typed.chosen if name.strip()]
    if not names and typed.value.strip():
        names = _named(typed.value, reading, is_split=is_split)
    found = dict.fromkeys(_option(name, reading, field_type) for name in names)
    # They are kept in the order of the field, not in which they were ticked.
    order = [option.id for option in reading.options]
    return Value(option_ids=tuple(sorted(found, key=order.index))) if found else None


def _named(text: str, reading: Reading, *, is_split: bool) -> list[str]:
    """Return the options named in one text; a name may itself hold a comma."""
    known = {fold(option.name) for option in reading.options}
    if not is_split or fold(one_line(text)) in known:
        return [text]
    return [part for part in re.split(r"[,;\n]", text) if part.strip()]


def _option(text: str, reading: Reading, field_type: FieldType) -> int:
    """Return the option of this id or name.

    Raises:
        Unreadable: the field has none such.
    """
    wanted = fold(one_line(text))
    by_id = {str(option.id): option.id for option in reading.options}
    by_name = {fold(option.name): option.id for option in reading.options}
    found = by_id.get(wanted) or by_name.get(wanted)
    if found is None:
        raise Unreadable(Reason.NO_OPTION, field_type)
    return found
