"""Kinds of values that both versions read: strict where v2 is, forgiving where v1 is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

LARGEST_ID: Final = 2**63 - 1
_RFC3339: Final = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def moment(text: object) -> object:
    """Return the time an RFC 3339 text names; fractions of seconds are refused.

    Raises:
        ValueError: the text names no time.

    Source: RFC 3339 section 5.6.
    """
    written = _plus_kept(str(text))
    if not _RFC3339.fullmatch(written):
        raise ValueError("expected an RFC 3339 time without fractions, as 2026-03-04T11:20:31Z")
    return datetime.fromisoformat(written)


def loose_moment(text: object) -> object:
    """Return the time a text of v1 names, in UTC where it names no zone.

    Raises:
        ValueError: the text names no time.
    """
    found = datetime.fromisoformat(_plus_kept(str(text).strip()))
    if not 1000 <= found.year < 3000:
        raise ValueError("expected a time of our age")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _plus_kept(text: str) -> str:
    """Return a time with the plus of its zone, which arrives as a blank where nobody quoted it."""
    return re.sub(r"(?<=:\d\d) (?=\d\d:\d\d\Z)", "+", text)


def whole_day(text: object) -> object:
    """Return the date a text names.

    Raises:
        ValueError: the text names no date.
    """
    if not _DAY.fullmatch(str(text)):
        raise ValueError("expected a date, as 2026-03-04")
    return date.fromisoformat(str(text))


def amount(value: object) -> object:
    """Return a JSON number as an exact amount; text is no number.

    Raises:
        ValueError: it is not a number.
    """
    if type(value) not in {int, float}:
        raise ValueError("expected a number")
    return Decimal(str(value))


def reaches(given: object) -> object:
    """Return addresses or phones as a list of objects, where plain texts were given."""
    listed = [given] if isinstance(given, str | Mapping) else given
    if not isinstance(listed, list):
        return given
    return [{"value": one} if isinstance(one, str) else one for one in listed]


def id_list(text: object) -> object:
    """Return the ids of a comma separated list.

    Raises:
        ValueError: one of them is no id.
    """
    if not isinstance(text, str):
        return text
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise ValueError("expected ids, separated by commas")
    return [int(part) for part in parts]


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
"""An id; the database could not look up a larger number."""

IdList = Annotated[list[Id], BeforeValidator(id_list), Field(max_length=100)]
Moment = Annotated[datetime, BeforeValidator(moment)]
LooseMoment = Annotated[datetime, BeforeValidator(loose_moment)]
Day = Annotated[date, BeforeValidator(whole_day)]
Amount = Annotated[Decimal, BeforeValidator(amount)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strict(BaseModel):
    """The body of a v2 request: types are not bent, what is unknown is let pass."""

    model_config = ConfigDict(strict=True, extra="ignore")

    def given(self) -> dict[str, Any]:
        """Return the values that stand in the request, by our names."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Reach(Strict):
    """An email address or a phone as it is sent."""

    value: str
    primary: bool = False
    label: str | None = None


Reaches = Annotated[list[Reach], BeforeValidator(reaches)]


class Place(Strict):
    """A postal address as it is sent; every part may be missing."""

    value: str | None = None
    country: str | None = None
    admin_area_level_1: str | None = None
    admin_area_level_2: str | None = None
    locality: str | None = None
    sublocality: str | None = None
    route: str | None = None
    street_number: str | None = None
    subpremise: str | None = None
    postal_code: str | None = None


CustomFields = dict[str, Any]
"""Values of custom fields by key; `custom_fields.said` reads them."""
