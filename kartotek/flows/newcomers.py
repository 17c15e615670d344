"""Whoever is only named is brought in: a new person or organization, or the one it is already.

organization -> person
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.contacts.queries import organization_names, person_names, persons_by_keys
from kartotek.errors import Invalid
from kartotek.fields.operations import Said, set_values
from kartotek.flows.contact_changes import add_organization, add_person
from kartotek.flows.indexing import reindex
from kartotek.history.operations import subject_type
from kartotek.lib.addresses import address_key, is_well_formed
from kartotek.lib.text import fold
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord


class Newcomers(TypedDict, total=False):
    """Who may not be here yet: a name counts only where no id is given.

    Address and phone are the new person's. The fields, by id, are what the newcomers say in
    custom fields; a screen that gives them, empty ones too, may leave out no required one.
    """

    person_name: str
    person_address: str
    person_phone: str
    person_fields: Mapping[int, Said]
    organization_name: str
    organization_fields: Mapping[int, Said]


@dataclass(frozen=True)
class Contacts:
    """Whom something is about, new or known, with the name to call it by."""

    person_id: int | None
    organization_id: int | None
    name: str


def bring_in(given: Mapping[str, Any], *, by: Viewer, at: datetime) -> Contacts:
    """Return the contacts of what was given, adding those that are only named.

    A new person whose address somebody has already is that somebody, and a new organization with
    the name of another is that other: no twin is made of what the viewer sees.

    Args:
        given: `person_id`, `organization_id` and the values of `Newcomers`; others do not count.
        by: who names them.
        at: when.

    Raises:
        Invalid: a name, address or phone cannot be used; under its name in `Newcomers`.
    """
    organization_id = given.get("organization_id")
    if organization_id is None and given.get("organization_name", "").strip():
        organization_id = _organization_named(given, by=by, at=at)
    person_id = given.get("person_id")
    if person_id is None and _has_person(given):
        person_id = _person_named(given, organization_id, by=by, at=at)
    return Contacts(person_id, organization_id, _name_of(person_id, organization_id, by=by))


def without_newcomers(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given without the names of newcomers."""
    return {name: value for name, value in given.items() if name not in Newcomers.__annotations__}


def _has_person(given: Mapping[str, Any]) -> bool:
    return any(given.get(name, "").strip() for name in ("person_name", "person_address"))


def _organization_named(given: Mapping[str, Any], *, by: Viewer, at: datetime) -> int:
    """Return the organization of exactly this name that the viewer sees, or a new one."""
    bare = " ".join(given["organization_name"].split())
    known = Organization.objects.alive().visible_to(by).filter(folded=fold(bare))
    found = known.order_by("pk").first()
    if found is not None:
        return found.pk
    with _refused_as({"name": "organization_name"}):
        organization = add_organization(by=by, at=at, name=bare)
    _say(organization, given.get("organization_fields"), by=by, at=at)
    return organization.pk


def _person_named(
    given: Mapping[str, Any], organization_id: int | None, *, by: Viewer, at: datetime
) -> int:
    """Return the person who has this address already, if the viewer sees them, or a new one."""
    address = given.get("person_address", "").strip()
    phone = given.get("person_phone", "").strip()
    known = _person_at(address, by=by)
    if known is not None:
        return known
    names = {"name": "person_name", "addresses": "person_address", "phones": "person_phone"}
    with _refused_as(names):
        person = add_person(
            by=by,
            at=at,
            name=given.get("person_name", "").strip() or address,
            addresses=[AddressIn(address)] if address else [],
            phones=[PhoneIn(phone)] if phone else [],
            organization_id=organization_id,
        )
    _say(person, given.get("person_fields"), by=by, at=at)
    return person.pk


def _say(
    newcomer: OwnedRecord, fields: Mapping[int, Said] | None, *, by: Viewer, at: datetime
) -> None:
    """Write what a newcomer says in custom fields, where the dialog asked for them.

    Raises:
        Invalid: a value does not fit, or a required field is missing; named as `field-7`.
    """
    if fields is None:
        return
    set_values(subject=newcomer, values=fields, by=by, at=at, is_new=True)
    if fields:
        reindex(subject_type(newcomer), [newcomer.pk], company_id=by.company_id, at=at)


def _person_at(address: str, *, by: Viewer) -> int | None:
    if not is_well_formed(address):
        return None
    key = address_key(address)
    ids = persons_by_keys([key], company_id=by.company_id).get(key, [])
    seen = Person.objects.alive().visible_to(by).filter(pk__in=ids).order_by("pk")
    return seen.values_list("pk", flat=True).first()


def _name_of(person_id: int | None, organization_id: int | None, *, by: Viewer) -> str:
    """Return the name of the person, else of the organization, else nothing."""
    people = person_names([person_id], viewer=by) if person_id else {}
    firms = organization_names([organization_id], viewer=by) if organization_id else {}
    return next(iter([*people.values(), *firms.values()]), "")


@contextmanager
def _refused_as(names: Mapping[str, str]) -> Iterator[None]:
    """Let a refusal of a contact's field name the field of this form."""
    try:
        yield
    except Invalid as refusal:
        fields = {names.get(name, name): text for name, text in refusal.fields.items()}
        raise Invalid(str(refusal), fields) from refusal
