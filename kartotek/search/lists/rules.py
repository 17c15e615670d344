"""What a filter of a list says, how it is written in an address, and which days it means.

    owner.is.3~label.any-of.1.2~~city.contains.izmir~city.is-empty

Conditions stand beside each other with `~`; those behind `~~` are the ANY group, of which one is
enough. A condition is its field, its comparison and its values, joined by dots. In a value `_`,
`.` and `~` are written `_u`, `_d` and `_t`: an address leaves all of these as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final


class Comparison(StrEnum):
    """How a condition compares what a record says with what is asked for."""

    IS = "is"
    IS_NOT = "is-not"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains-not"
    STARTS_WITH = "starts-with"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    BETWEEN = "between"
    ANY_OF = "any-of"
    ALL_OF = "all-of"
    NONE_OF = "none-of"
    IS_EMPTY = "is-empty"
    IS_FILLED = "is-filled"
    TODAY = "today"
    THIS_WEEK = "this-week"
    THIS_MONTH = "this-month"
    LAST_DAYS = "last-days"
    NOT_LAST_DAYS = "not-last-days"
    DAYS_AGO = "days-ago"
    NEXT_DAYS = "next-days"
    BEFORE_TODAY = "before-today"


class Takes(StrEnum):
    """What a comparison wants to know."""

    NOTHING = "nothing"
    ONE = "one"
    TWO = "two"
    MANY = "many"
    DAYS = "days"


_NOTHING: Final = frozenset(
    {
        Comparison.IS_EMPTY,
        Comparison.IS_FILLED,
        Comparison.TODAY,
        Comparison.THIS_WEEK,
        Comparison.THIS_MONTH,
        Comparison.BEFORE_TODAY,
    }
)
_DAYS: Final = frozenset(
    {Comparison.LAST_DAYS, Comparison.NOT_LAST_DAYS, Comparison.DAYS_AGO, Comparison.NEXT_DAYS}
)
_MANY: Final = frozenset({Comparison.ANY_OF, Comparison.ALL_OF, Comparison.NONE_OF})
RELATIVE: Final = _DAYS | {
    Comparison.TODAY,
    Comparison.THIS_WEEK,
    Comparison.THIS_MONTH,
    Comparison.BEFORE_TODAY,
}
NEGATIVE: Final = frozenset(
    {
        Comparison.IS_NOT,
        Comparison.CONTAINS_NOT,
        Comparison.NONE_OF,
        Comparison.IS_EMPTY,
        Comparison.NOT_LAST_DAYS,
    }
)
"""Comparisons that leave what the others find out; records that say nothing pass them."""


class ColumnType(StrEnum):
    """What kind of thing a column shows."""

    NAME = "name"
    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DUE = "due"
    MOMENT = "moment"
    TIME = "time"
    LABELS = "labels"
    CHOICE = "choice"
    USER = "user"
    ORGANIZATION = "organization"
    PERSON = "person"
    ADDRESS = "address"
    PHONE = "phone"
    LINK = "link"


_TEXTS: Final = (
    Comparison.CONTAINS,
    Comparison.CONTAINS_NOT,
    Comparison.IS,
    Comparison.IS_NOT,
    Comparison.STARTS_WITH,
    Comparison.IS_EMPTY,
    Comparison.IS_FILLED,
)
_NUMBERS: Final = (
    Comparison.IS,
    Comparison.IS_NOT,
    Comparison.MORE_THAN,
    Comparison.LESS_THAN,
    Comparison.BETWEEN,
    Comparison.IS_EMPTY,
    Comparison.IS_FILLED,
)
_TIMES: Final = (
    Comparison.TODAY,
    Comparison.THIS_WEEK,
    Comparison.THIS_MONTH,
    Comparison.LAST_DAYS,
    Comparison.NOT_LAST_DAYS,
    Comparison.DAYS_AGO,
    Comparison.NEXT_DAYS,
    Comparison.BEFORE_TODAY,
    Comparison.IS,
    Comparison.LESS_THAN,
    Comparison.MORE_THAN,
    Comparison.BETWEEN,
    Comparison.IS_EMPTY,
    Comparison.IS_FILLED,
)
_CHOICES: Final = (
    Comparison.ANY_OF,
    Comparison.NONE_OF,
    Comparison.IS_EMPTY,
    Comparison.IS_FILLED,
)
_OFFERED: Final[Mapping[ColumnType, tuple[Comparison, ...]]] = {
    ColumnType.NAME: _TEXTS[:5],
    ColumnType.TEXT: _TEXTS,
    ColumnType.LINK: _TEXTS,
    ColumnType.ADDRESS: _TEXTS,
    ColumnType.PHONE: _TEXTS,
    ColumnType.COUNT: _NUMBERS[:5],
    ColumnType.NUMBER: _NUMBERS,
    ColumnType.MONEY: _NUMBERS,
    ColumnType.TIME: _NUMBERS,
    ColumnType.DATE: _TIMES,
    ColumnType.DUE: _TIMES,
    ColumnType.MOMENT: _TIMES,
    ColumnType.LABELS: (_CHOICES[0], Comparison.ALL_OF, *_CHOICES[1:]),
    ColumnType.CHOICE: _CHOICES,
    ColumnType.USER: _CHOICES[:2],
    ColumnType.ORGANIZATION: (*_CHOICES[2:], Comparison.CONTAINS, Comparison.CONTAINS_NOT),
    ColumnType.PERSON: (*_CHOICES[2:], Comparison.CONTAINS, Comparison.CONTAINS_NOT),
}


@dataclass(frozen=True)
class Condition:
    """One condition: a column's name, how it is compared, and with what."""

    field: str
    comparison: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """All of some conditions, and any one of others where there are others."""

    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition, those of the ALL group first."""
        return self.all_of + self.any_of

    def __bool__(self) -> bool:
        """Return whether it narrows anything."""
        return bool(self.all_of or self.any_of)


def comparisons(column_type: ColumnType) -> tuple[Comparison, ...]:
    """Return how columns of a type may be compared, in the order a screen offers them."""
    return _OFFERED[column_type]


def can_be_asked(column_type: ColumnType, comparison: str) -> bool:
    """Return whether a column of a type may be compared so; one choice may be asked for by `is`."""
    is_chosen = column_type in {ColumnType.LABELS, ColumnType.CHOICE, ColumnType.USER}
    offered: tuple[Comparison, ...] = comparisons(column_type)
    if is_chosen:
        offered = (*offered, Comparison.IS, Comparison.IS_NOT)
    return comparison in offered


def takes(comparison: Comparison) -> Takes:
    """Return what a comparison wants to know."""
    if comparison in _NOTHING:
        return Takes.NOTHING
    if comparison in _DAYS:
        return Takes.DAYS
    if comparison in _MANY:
        return Takes.MANY
    return Takes.TWO if comparison is Comparison.BETWEEN else Takes.ONE


def days_meant(
    comparison: Comparison, values: tuple[str, ...], today: date
) -> tuple[date | None, date | None]:
    """Return the first and the last day a comparison means; None where it has no end.

    Raises:
        ValueError: the values are no days.
    """
    if comparison in _DAYS:
        days = timedelta(days=min(int(values[0]), 36_500))
        first: Mapping[Comparison, tuple[date | None, date | None]] = {
            Comparison.LAST_DAYS: (today - days, today),
            Comparison.NOT_LAST_DAYS: (today - days, None),
            Comparison.DAYS_AGO: (None, today - days - timedelta(days=1)),
            Comparison.NEXT_DAYS: (today, today + days),
        }
        return first[comparison]
    week = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    after_month = (month + timedelta(days=32)).replace(day=1)
    named: Mapping[Comparison, tuple[date | None, date | None]] = {
        Comparison.TODAY: (today, today),
        Comparison.THIS_WEEK: (week, week + timedelta(days=6)),
        Comparison.THIS_MONTH: (month, after_month - timedelta(days=1)),
        Comparison.BEFORE_TODAY: (None, today - timedelta(days=1)),
        Comparison.IS_EMPTY: (None, None),
        Comparison.IS_FILLED: (None, None),
    }
    return named[comparison] if comparison in named else _dates_meant(comparison, values)


def _dates_meant(
    comparison: Comparison, values: tuple[str, ...]
) -> tuple[date | None, date | None]:
    one = date.fromisoformat(values[0])
    if comparison is Comparison.BETWEEN:
        return one, date.fromisoformat(values[1])
    if comparison is Comparison.LESS_THAN:
        return None, one - timedelta(days=1)
    if comparison is Comparison.MORE_THAN:
        return one + timedelta(days=1), None
    return one, one


_ESCAPES: Final = {"_": "_u", ".": "_d", "~": "_t"}
_MEANT: Final = {written: sign for sign, written in _ESCAPES.items()}


def written(filter_: Filter) -> str:
    """Return a filter as it stands in an address; nothing for one that narrows nothing."""
    every = "~".join(map(_condition_written, filter_.all_of))
    if not filter_.any_of:
        return every
    return f"{every}~~{'~'.join(map(_condition_written, filter_.any_of))}"


def parsed(text: str) -> Filter:
    """Return the filter of an address; whatever cannot be read is a condition that is gone."""
    every, _marks, some = text.partition("~~")
    return Filter(_conditions(every), _conditions(some))


def as_json(filter_: Filter) -> dict[str, Any]:
    """Return a filter as a saved view keeps it."""
    return {
        "all": [[one.field, one.comparison, *one.values] for one in filter_.all_of],
        "any": [[one.field, one.comparison, *one.values] for one in filter_.any_of],
    }


def from_json(kept: Mapping[str, Any]) -> Filter:
    """Return the filter a saved view kept."""
    return Filter(*(tuple(map(_kept_condition, kept.get(name, ()))) for name in ("all", "any")))


def _kept_condition(kept: list[str]) -> Condition:
    field, comparison, *values = map(str, kept)
    return Condition(field, comparison, tuple(values))


def _conditions(text: str) -> tuple[Condition, ...]:
    return tuple(_condition(part) for part in text.split("~") if part)


def _condition(text: str) -> Condition:
    field, *rest = (_unescaped(part) for part in text.split("."))
    return Condition(field, rest[0] if rest else "", tuple(rest[1:]))


def _condition_written(condition: Condition) -> str:
    parts = (condition.field, condition.comparison, *condition.values)
    return ".".join(_escaped(part) for part in parts)


def _escaped(text: str) -> str:
    return re.sub("[_.~]", lambda found: _ESCAPES[found[0]], text)


def _unescaped(text: str) -> str:
    return re.sub("_[udt]", lambda found: _MEANT[found[0]], text)
