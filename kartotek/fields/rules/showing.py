"""Showing what is kept in a field: in the reader's language, in a form's inputs, in history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from kartotek.fields.rules.types import CHOSEN, NUMBERS, REFERENCES, WORDS, FieldType
from kartotek.fields.rules.values import Typed, Value
from kartotek.lib.money import NO_BREAK_SPACE, format_amount

_RANGE: Final = f"{NO_BREAK_SPACE}– "


@dataclass(frozen=True)
class Showing:
    """What is known while a value is shown: of the reader, and the names behind ids.

    `names` holds users, people and organizations by type and id, where the reader may know them;
    `unknown` stands for the others.
    """

    language: str = "en"
    options: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[tuple[str, int], str] = field(default_factory=dict)
    unknown: str = "?"


def show(field_type: FieldType, value: Value, showing: Showing) -> str:
    """Return a value as somebody reads it."""
    return _SHOWN[field_type](value, showing)


def typed(field_type: FieldType, value: Value, language: str) -> Typed:
    """Return a value as the inputs of a form take it; reading that gives the value again."""
    if field_type in CHOSEN:
        chosen = tuple(str(one) for one in value.option_ids)
        return Typed(value=chosen[0] if chosen else "", chosen=chosen)
    if field_type in NUMBERS:
        return Typed(value=_plain_number(value.number, language), currency=value.currency)
    if field_type in REFERENCES:
        return Typed(value="" if value.ref_id is None else str(value.ref_id))
    if field_type in WORDS:
        return Typed(value=value.text)
    ends = [_iso(end) for end in (value.from_on or value.from_time, value.until_on)]
    if value.until_time is not None:
        ends[1] = _iso(value.until_time)
    return Typed(value=ends[0], until=ends[1])


def kept(field_type: FieldType, value: Value | None, options: Mapping[int, str]) -> Any:
    """Return a value as history keeps it, to be told by `told` in any language later.

    Options are kept by the names they have now; people and organizations by id, since not
    everybody may know their names.
    """
    if value is None:
        return ""
    if field_type in CHOSEN:
        return [options.get(one, "") for one in value.option_ids]
    if field_type in REFERENCES:
        return value.ref_id
    if field_type in WORDS:
        return value.text
    if field_type in NUMBERS:
        return [str(value.number), value.currency]
    return [_iso(value.from_on or value.from_time), _iso(value.until_on or value.until_time)]


def told(field_type: FieldType, value: Any, showing: Showing) -> str:
    """Return what history kept of a value, as somebody reads it; nothing for what is odd."""
    if value in (None, "", []):
        return ""
    if field_type in CHOSEN:
        return ", ".join(map(str, value))
    if field_type in WORDS:
        return str(value)
    if field_type in REFERENCES:
        return show(field_type, Value(ref_id=int(value)), showing)
    first, second = value
    if field_type in NUMBERS:
        return show(field_type, Value(number=Decimal(first), currency=second), showing)
    if field_type in {FieldType.TIME, FieldType.TIME_RANGE}:
        ends = Value(from_time=_time_of(first), until_time=_time_of(second))
    else:
        ends = Value(from_on=_date_of(first), until_on=_date_of(second))
    return show(field_type, ends, showing)


def _words(value: Value, _showing: Showing) -> str:
    return value.text


def _chosen(value: Value, showing: Showing) -> str:
    return ", ".join(showing.options[one] for one in value.option_ids if one in showing.options)


def _number(value: Value, showing: Showing) -> str:
    if value.number is None:
        return ""
    return format_decimal(value.number, format="#,##0.######", locale=_locale(showing.language))


def _money(value: Value, showing: Showing) -> str:
    if value.number is None:
        return ""
    return format_amount(value.number, value.currency, showing.language)


def _reference(field_type: FieldType) -> Callable[[Value, Showing], str]:
    def shown(value: Value, showing: Showing) -> str:
        if value.ref_id is None:
            return ""
        return showing.names.get((field_type, value.ref_id), showing.unknown)

    return shown


def _dates(value: Value, showing: Showing) -> str:
    days = [one for one in (value.from_on, value.until_on) if one]
    return _RANGE.join(
        format_date(one, "d MMM y", locale=_locale(showing.language)) for one in days
    )


def _times(value: Value, _showing: Showing) -> str:
    return _RANGE.join(_iso(one) for one in (value.from_time, value.until_time) if one is not None)


_SHOWN: Final[Mapping[FieldType, Callable[[Value, Showing], str]]] = {
    FieldType.TEXT: _words,
    FieldType.LARGE_TEXT: _words,
    FieldType.AUTOCOMPLETE: _words,
    FieldType.ADDRESS: _words,
    FieldType.PHONE: _words,
    FieldType.OPTION: _chosen,
    FieldType.OPTIONS: _chosen,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _dates,
    FieldType.DATE_RANGE: _dates,
    FieldType.TIME: _times,
    FieldType.TIME_RANGE: _times,
    **{one: _reference(one) for one in REFERENCES},
}


def _plain_number(number: Decimal | None, language: str) -> str:
    """Return a number without marks between thousands, as it can be typed again."""
    if number is None:
        return ""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    # Three decimals after a lone comma would be read as thousands in English, and the other way.
    return text.replace(".", ",") if language.startswith("tr") else text


def _iso(end: date | time | None) -> str:
    if isinstance(end, time):
        return end.isoformat("minutes" if not end.second else "seconds")
    return end.isoformat() if end else ""


def _date_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _time_of(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
