"""Email addresses and phones of a person: kept as typed, compared by a key where readable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import Person, PersonAddress, PersonPhone
from kartotek.contacts.models.address import AddressLabel
from kartotek.contacts.operations.find import person_to_change
from kartotek.contacts.operations.values import AddressIn, PhoneIn
from kartotek.errors import Invalid
from kartotek.history.operations import record
from kartotek.lib.addresses import address_key, is_well_formed
from kartotek.lib.phones import e164
from kartotek.lib.text import one_line
from kartotek.users.models import Company
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

T = TypeVar("T", AddressIn, PhoneIn)


def set_addresses(person: Person, given: Iterable[AddressIn]) -> dict[str, list[Any]]:
    """Make these the person's addresses; return `{"addresses": [old, new]}` if that differs.

    Raises:
        Invalid: an address is longer than 500 characters.
    """
    typed = [replace(one, address=one_line(one.address)) for one in given]
    rows = [
        PersonAddress(
            company_id=person.company_id,
            person=person,
            address=one.address,
            key=key_of(one.address),
            label=_known_label(one.label),
            is_primary=one.is_primary,
        )
        for one in with_one_primary([one for one in typed if one.address])
    ]
    rows = _once(rows, [row.key or row.address for row in rows])
    _refuse_too_long("addresses", [row.address for row in rows], 500)
    old = _addresses_of(person_id=person.pk)
    if [_as_kept(row) for row in old] == [_as_kept(row) for row in rows]:
        return {}
    if old:
        person.addresses.all().delete()
    PersonAddress.objects.bulk_create(rows)
    return {"addresses": [_told(old), _told(rows)]}


def set_phones(person: Person, given: Iterable[PhoneIn]) -> dict[str, list[Any]]:
    """Make these the person's phones; return `{"phones": [old, new]}` if that differs.

    Raises:
        Invalid: a phone is longer than 255 characters.
    """
    typed = [replace(one, number=one_line(one.number)) for one in given]
    [region] = _region(company_id=person.company_id)
    rows = [
        PersonPhone(
            company_id=person.company_id,
            person=person,
            number=one.number,
            e164=e164(one.number, region) or "",
            label=_known_label(one.label),
            is_primary=one.is_primary,
        )
        for one in with_one_primary([one for one in typed if one.number])
    ]
    rows = _once(rows, [row.number for row in rows])
    _refuse_too_long("phones", [row.number for row in rows], 255)
    old = _phones_of(person_id=person.pk)
    if [_as_kept(row) for row in old] == [_as_kept(row) for row in rows]:
        return {}
    if old:
        person.phones.all().delete()
    PersonPhone.objects.bulk_create(rows)
    return {"phones": [_told(old), _told(rows)]}


@prepared
def _addresses_of(*, person_id: int) -> QuerySet[PersonAddress]:
    return PersonAddress.objects.filter(person_id=person_id).order_by("id")


@prepared
def _phones_of(*, person_id: int) -> QuerySet[PersonPhone]:
    return PersonPhone.objects.filter(person_id=person_id).order_by("id")


@prepared
def _region(*, company_id: int) -> QuerySet[Company, str]:
    return Company.objects.filter(pk=company_id).values_list("region", flat=True)


@transaction.atomic
def add_address(*, person_id: int, address: AddressIn, by: Viewer, at: datetime) -> Person:
    """Add an address to a person; one the person has already does nothing.

    Raises:
        NotFound: there is no such person.
        Invalid: the address is empty or too long.
    """
    person = person_to_change(person_id, by=by)
    if not one_line(address.address):
        message = _("Type an email address.")
        raise Invalid(message, {"address": message})
    return _set(person, [*_addresses(person), address], by=by, at=at)


@transaction.atomic
def remove_address(*, person_id: int, address: str, by: Viewer, at: datetime) -> Person:
    """Remove an address from a person; when it was the primary one, the first left becomes it.

    Raises:
        NotFound: there is no such person.
    """
    person = person_to_change(person_id, by=by)
    gone = one_line(address)
    key = key_of(gone)
    rows = [row for row in person.addresses.order_by("id") if row.address != gone]
    kept = [_typed(row) for row in rows if row.key != key or not key]
    return _set(person, kept, by=by, at=at)


def key_of(address: str) -> str:
    """Return what an address is compared by, empty when mail could not reach it."""
    return address_key(address) if is_well_formed(address) else ""


def reached_by(person: Person, which: str) -> list[tuple[str, str, bool]]:
    """Return the person's `addresses` or `phones` as they are compared, sorted."""
    rows: Iterable[PersonAddress | PersonPhone] = getattr(person, which).all()
    return sorted(_as_kept(row) for row in rows)


def with_one_primary(given: Sequence[T]) -> list[T]:
    """Return the values with exactly one primary: the first one marked, else the first."""
    marked = next((index for index, one in enumerate(given) if one.is_primary), 0)
    return [replace(one, is_primary=index == marked) for index, one in enumerate(given)]


def _set(person: Person, addresses: Sequence[AddressIn], *, by: Viewer, at: datetime) -> Person:
    changed = set_addresses(person, addresses)
    if changed:
        person.save(update_fields=person.touch(at))
        record("person.edited", subject=person, by=by, at=at, changes=changed)
    return person


def _addresses(person: Person) -> list[AddressIn]:
    return [_typed(row) for row in person.addresses.order_by("id")]


def _typed(row: PersonAddress) -> AddressIn:
    return AddressIn(row.address, row.label, row.is_primary)


Row = TypeVar("Row", PersonAddress, PersonPhone)


def _once(rows: list[Row], keys: list[str]) -> list[Row]:
    """Return the rows without repetition; a repeated one gives its primary mark to the first."""
    kept: dict[str, Row] = {}
    for key, row in zip(keys, rows, strict=True):
        first = kept.setdefault(key, row)
        first.is_primary = first.is_primary or row.is_primary
    return list(kept.values())


def _as_kept(row: PersonAddress | PersonPhone) -> tuple[str, str, bool]:
    return (str(row), row.label, row.is_primary)


def _told(rows: Iterable[PersonAddress | PersonPhone]) -> list[dict[str, Any]]:
    """Return the rows as history keeps them: a new label or another primary one is news too."""
    return [{"value": str(row), "label": row.label, "is_primary": row.is_primary} for row in rows]


def _known_label(label: str) -> str:
    return label if label in AddressLabel.values else AddressLabel.OTHER


def _refuse_too_long(name: str, values: Iterable[str], limit: int) -> None:
    if any(len(value) > limit for value in values):
        message = _("At most %(count)s characters fit here.") % {"count": limit}
        raise Invalid(message, {name: message})
