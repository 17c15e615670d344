"""The sixteen types of custom fields (spec/contacts.md 6) and how one may compare them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class FieldType(StrEnum):
    """What kind of thing a field keeps."""

    TEXT = "text"
    LARGE_TEXT = "large-text"
    OPTION = "option"
    OPTIONS = "options"
    AUTOCOMPLETE = "autocomplete"
    NUMBER = "number"
    MONEY = "money"
    USER = "user"
    PERSON = "person"
    ORGANIZATION = "organization"
    PHONE = "phone"
    TIME = "time"
    TIME_RANGE = "time-range"
    DATE = "date"
    DATE_RANGE = "date-range"
    ADDRESS = "address"


class Comparison(StrEnum):
    """How a filter compares what a record says with what is asked for."""

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


WORDS: Final = frozenset(
    {
        FieldType.TEXT,
        FieldType.LARGE_TEXT,
        FieldType.AUTOCOMPLETE,
        FieldType.PHONE,
        FieldType.ADDRESS,
    }
)
CHOSEN: Final = frozenset({FieldType.OPTION, FieldType.OPTIONS})
NUMBERS: Final = frozenset({FieldType.NUMBER, FieldType.MONEY})
REFERENCES: Final = frozenset({FieldType.USER, FieldType.PERSON, FieldType.ORGANIZATION})
DATES: Final = frozenset({FieldType.DATE, FieldType.DATE_RANGE})
TIMES: Final = frozenset({FieldType.TIME, FieldType.TIME_RANGE})
RANGES: Final = frozenset({FieldType.DATE_RANGE, FieldType.TIME_RANGE})
SEARCHED: Final = WORDS | CHOSEN
"""Types whose words the search box finds."""

LONGEST: Final[Mapping[FieldType, int]] = {
    FieldType.TEXT: 500,
    FieldType.AUTOCOMPLETE: 500,
    FieldType.LARGE_TEXT: 100_000,
    FieldType.PHONE: 255,
    FieldType.ADDRESS: 500,
}
"""How many characters a text may have."""

# What is most often asked for comes first: screens offer it so.
_OF_WORDS: Final = (
    Comparison.CONTAINS,
    Comparison.CONTAINS_NOT,
    Comparison.IS,
    Comparison.IS_NOT,
    Comparison.STARTS_WITH,
)
_OF_AMOUNTS: Final = (
    Comparison.IS,
    Comparison.IS_NOT,
    Comparison.MORE_THAN,
    Comparison.LESS_THAN,
    Comparison.AT_LEAST,
    Comparison.AT_MOST,
    Comparison.BETWEEN,
)
_OF_ONE: Final = (
    Comparison.IS,
    Comparison.IS_NOT,
    Comparison.ANY_OF,
    Comparison.NONE_OF,
)
_OF_MANY: Final = (Comparison.ANY_OF, Comparison.ALL_OF, Comparison.NONE_OF)
_OF_ALL: Final = (Comparison.IS_EMPTY, Comparison.IS_FILLED)


def comparisons(field_type: FieldType) -> tuple[Comparison, ...]:
    """Return how fields of a type may be compared, in the order a screen offers them."""
    if field_type in WORDS:
        return (*_OF_WORDS, *_OF_ALL)
    if field_type is FieldType.OPTIONS:
        return (*_OF_MANY, *_OF_ALL)
    if field_type is FieldType.OPTION or field_type in REFERENCES:
        return (*_OF_ONE, *_OF_ALL)
    return (*_OF_AMOUNTS, *_OF_ALL)
