"""What is typed into a field, what is kept of it, and what is known while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from kartotek.fields.rules.types import FieldType


@dataclass(frozen=True)
class Typed:
    """What a form, a cell or a program says: one text, the end of a range, chosen options.

    A range may stand in `value` alone, as `1.3.2026 – 5.3.2026`, and so may a sum with its
    currency. Options are their ids, or their names.
    """

    value: str = ""
    until: str = ""
    currency: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Value:
    """What one record says in one field; only the parts of the field's type are set.

    `key` is a phone number in E.164, empty where it is none. `parts` are those of an address, as
    the API names them.
    """

    text: str = ""
    key: str = ""
    number: Decimal | None = None
    currency: str = ""
    from_on: date | None = None
    until_on: date | None = None
    from_time: time | None = None
    until_time: time | None = None
    ref_id: int | None = None
    option_ids: tuple[int, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """An option of a field, and since when it is there and is called so."""

    id: int
    name: str
    created_at: datetime | None = field(default=None, compare=False)
    updated_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Reading:
    """What is known while something typed is read: of the reader, and of the field.

    `region` is where a phone number without prefix is dialled, and decides what 3/4/2026 means
    in English. `currency` is taken where none is named.
    """

    language: str = "en"
    region: str = "GB"
    currency: str = "EUR"
    options: tuple[Option, ...] = ()


class Reason(StrEnum):
    """Why something typed cannot be used."""

    TOO_LONG = "too-long"
    NO_NUMBER = "no-number"
    TOO_FINE = "too-fine"
    NO_CURRENCY = "no-currency"
    NO_DATE = "no-date"
    NO_TIME = "no-time"
    NO_END = "no-end"
    ENDS_FIRST = "ends-first"
    NO_OPTION = "no-option"
    ONE_OPTION = "one-option"
    NO_REFERENCE = "no-reference"


class Unreadable(ValueError):
    """What was typed is no value of the field's type."""

    def __init__(self, reason: Reason, field_type: FieldType) -> None:
        """Keep why, for the message in the user's language."""
        super().__init__(reason)
        self.reason = reason
        self.field_type = field_type
