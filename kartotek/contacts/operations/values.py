"""What callers say about a person or organization, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from django.db import models
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.models.address import AddressLabel
from kartotek.contacts.rules.postal import PARTS, followed_line
from kartotek.errors import Invalid
from kartotek.history.meanwhile import Was
from kartotek.lib.names import split_name
from kartotek.lib.text import fold, many_lines, one_line, sort_key
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


@dataclass(frozen=True)
class AddressIn:
    """An email address as somebody typed it."""

    address: str
    label: str = AddressLabel.WORK
    is_primary: bool = False


@dataclass(frozen=True)
class PhoneIn:
    """A phone as somebody typed it."""

    number: str
    label: str = AddressLabel.WORK
    is_primary: bool = False


class OwnedFields(TypedDict, total=False):
    """Who owns a record and who sees it; None or absent takes the default."""

    owner_id: int | None
    visibility: int | None


class PersonFields(OwnedFields, total=False):
    """What can be said of a person; `name` is split when first and last name are not given."""

    name: str
    first_name: str
    last_name: str
    addresses: Iterable[AddressIn]
    phones: Iterable[PhoneIn]
    organization_id: int | None
    job_title: str
    birthday: date | None
    postal_address: str
    messenger: str
    notes: str


class OrganizationFields(OwnedFields, total=False):
    """What can be said of an organization (spec/contacts.md 4)."""

    name: str
    website: str
    linkedin: str
    industry: str
    annual_revenue: Decimal | None
    employee_count: int | None
    address: str
    suite: str
    house_number: str
    street: str
    district: str
    city: str
    state: str
    region: str
    country: str
    postcode: str


class PersonEdit(PersonFields, total=False):
    """What changes of a person; `was` marks what the editor saw (kartotek.history.meanwhile)."""

    was: Was


class OrganizationEdit(OrganizationFields, total=False):
    """What changes of an organization; `was` marks what the editor saw."""

    was: Was


LONG_TEXT = frozenset({"notes"})

# What follows from a name is no news of its own.
DERIVED = frozenset({"sort_key", "folded"})


def clean(model: type[models.Model], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given values as they are kept: lines tidied, lengths checked.

    Raises:
        Invalid: a value is longer than its field.
    """
    kept: dict[str, Any] = {}
    for name, value in given.items():
        if not isinstance(value, str):
            kept[name] = value
            continue
        kept[name] = many_lines(value) if name in LONG_TEXT else one_line(value)
        _refuse_too_long(model, name, kept[name])
    return kept


def person_name(given: Mapping[str, Any], person: Person | None = None) -> dict[str, str]:
    """Return first, last and whole name and what follows from them, if any of them is given.

    A whole name is kept as typed, titles and all; first and last name are cut out of it.

    Raises:
        Invalid: nothing is left of the name.
    """
    if not given.keys() & {"name", "first_name", "last_name"}:
        return {}
    if given.keys() & {"first_name", "last_name"}:
        first = given.get("first_name", person.first_name if person else "")
        last = given.get("last_name", person.last_name if person else "")
        name = f"{first} {last}".strip()
    else:
        name = given["name"]
        first, last = split_name(name)
    if not name:
        message = _("A person needs a first or a last name.")
        raise Invalid(message, {"name": message})
    kept = {"first_name": first, "last_name": last, "name": name} | lookups(Person, name)
    for field in ("first_name", "last_name"):
        _refuse_too_long(Person, field, kept[field])
    return kept


def organization_name(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the name and what follows from it, if it is given.

    Raises:
        Invalid: nothing is left of the name.
    """
    if "name" not in given:
        return {}
    if not given["name"]:
        message = _("An organization needs a name.")
        raise Invalid(message, {"name": message})
    return {"name": given["name"]} | lookups(Organization, given["name"])


def address_line(
    given: Mapping[str, Any], organization: Organization | None = None
) -> dict[str, str]:
    """Return the address on one line where only its parts are given, and it follows them."""
    if given.get("address") or not given.keys() & set(PARTS):
        return {}
    old = {name: getattr(organization, name) for name in PARTS} if organization else {}
    new = old | {name: given[name] for name in PARTS if name in given}
    # A line that was emptied on purpose is worked out anew.
    line = organization.address if organization and "address" not in given else ""
    return {"address": followed_line(line, old, new)[: _limit(Organization, "address")]}


def lookups(model: type[Person] | type[Organization], name: str) -> dict[str, str]:
    """Return what lists are sorted by and what typed text is looked up in."""
    # Keys of the Turkish alphabet put words of other languages in their own order too.
    found = {"sort_key": sort_key(name, "tr"), "folded": fold(name)}
    return {field: value[: _limit(model, field)] for field, value in found.items()}


def ownership(given: Mapping[str, Any], *, by: Viewer) -> dict[str, int]:
    """Return the owner and visibility that were given.

    Raises:
        Invalid: there is no such user in the company, or no such visibility.
    """
    kept: dict[str, int] = {}
    owner_id, visibility = given.get("owner_id"), given.get("visibility")
    if owner_id is not None:
        if not User.objects.filter(pk=owner_id, company_id=by.company_id).exists():
            message = _("Nobody of this company has this number.")
            raise Invalid(message, {"owner_id": message})
        kept["owner_id"] = owner_id
    if visibility is not None:
        if visibility not in Visibility.values:
            message = _("There is no such visibility.")
            raise Invalid(message, {"visibility": message})
        kept["visibility"] = visibility
    return kept


def _refuse_too_long(model: type[models.Model], name: str, value: str) -> None:
    limit = _limit(model, name)
    if limit is not None and len(value) > limit:
        message = _("At most %(count)s characters fit here.") % {"count": limit}
        raise Invalid(message, {name: message})


def _limit(model: type[models.Model], name: str) -> int | None:
    field = model._meta.get_field(name)
    limit: int | None = getattr(field, "max_length", None)
    return limit
