"""A person or organization changes, and what hangs on addresses and names follows.

    write -> match the conversations of its addresses again -> look for its duplicates
          -> count -> index its words

Doors call these, never the bare operations, so that no conversation is left behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.contacts import operations, queries
from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations import (
    AddressIn,
    OrganizationEdit,
    OrganizationFields,
    PersonEdit,
    PersonFields,
)
from kartotek.contacts.operations.keys import keep_keys
from kartotek.contacts.operations.pairs import refresh_pairs
from kartotek.flows.counters import organization_renamed, recount
from kartotek.flows.indexing import reindex
from kartotek.flows.merge_contacts.merging import refuse_merged
from kartotek.linking.operations import rematch
from kartotek.users.viewer import Viewer

# What else is said of a person changes neither counters nor conversations.
COUNTED = frozenset({"addresses", "phones", "organization_id"})


@transaction.atomic
def add_person(
    *,
    by: Viewer,
    at: datetime,
    organization_name: str = "",
    since: datetime | None = None,
    **given: Unpack[PersonFields],
) -> Person:
    """Add a person; conversations with the addresses become theirs.

    Args:
        by: who adds it.
        at: when.
        organization_name: of the organization, where `organization_id` is not given; one that
            nobody knows yet is added too.
        since: since when somebody knows the person elsewhere, where that is earlier.
        **given: what is known of the person.

    Raises:
        Invalid: no name, a value that does not fit, an unknown organization or owner.
    """
    if organization_name.strip() and given.get("organization_id") is None:
        given["organization_id"] = organization_called(organization_name, by=by, at=at).pk
    person = operations.create_person(by=by, at=at, since=since, **given)
    return _follow(person, _keys(person), by=by, at=at)


@transaction.atomic
def edit_person(
    *,
    person_id: int,
    by: Viewer,
    at: datetime,
    organization_name: str = "",
    **given: Unpack[PersonEdit],
) -> Person:
    """Change what is given of a person; conversations follow addresses that came or went.

    Args:
        person_id: of a person the viewer sees.
        by: who changes it.
        at: when.
        organization_name: of the organization to put them in, where `organization_id` is not
            given; one that nobody knows yet is added.
        **given: what changes.

    Raises:
        NotFound: there is no such person.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: no name is left, a value does not fit, an unknown organization or owner.
    """
    if organization_name.strip() and given.get("organization_id") is None:
        given["organization_id"] = organization_called(organization_name, by=by, at=at).pk
    before, left_id = _keys_of(person_id, by=by), _organization_of(person_id, by=by)
    is_counted = bool(given.keys() & COUNTED)
    person = operations.edit_person(person_id=person_id, by=by, at=at, **given)
    if not is_counted:
        reindex("person", [person.pk], company_id=person.company_id, at=at)
        return person
    return _follow(person, before ^ _keys(person), by=by, at=at, left_id=left_id)


@transaction.atomic
def add_address(*, person_id: int, address: AddressIn, by: Viewer, at: datetime) -> Person:
    """Add an address to a person; conversations with it become theirs too.

    Raises:
        NotFound: there is no such person.
        Invalid: the address is empty or too long.
    """
    before = _keys_of(person_id, by=by)
    person = operations.add_address(person_id=person_id, address=address, by=by, at=at)
    return _follow(person, before ^ _keys(person), by=by, at=at)


@transaction.atomic
def remove_address(*, person_id: int, address: str, by: Viewer, at: datetime) -> Person:
    """Remove an address from a person; conversations with it alone are no longer theirs.

    Raises:
        NotFound: there is no such person.
    """
    before = _keys_of(person_id, by=by)
    person = operations.remove_address(person_id=person_id, address=address, by=by, at=at)
    return _follow(person, before ^ _keys(person), by=by, at=at)


@transaction.atomic
def delete_person(*, person_id: int, by: Viewer, at: datetime) -> Person:
    """Delete a person; it can be restored.

    Raises:
        NotFound: there is no such person, or it is deleted already.
    """
    person = operations.delete_person(person_id=person_id, by=by, at=at)
    return _follow(person, _keys(person), by=by, at=at)


@transaction.atomic
def restore_person(*, person_id: int, by: Viewer, at: datetime) -> Person:
    """Bring a deleted person back, and their conversations with them.

    Raises:
        NotFound: there is no such person.
        MergedAlready: they are part of another person; undoing the merge brings them back.
    """
    refuse_merged("person", person_id, company_id=by.company_id)
    person = operations.restore_person(person_id=person_id, by=by, at=at)
    return _follow(person, _keys(person), by=by, at=at)


@transaction.atomic
def add_organization(
    *, by: Viewer, at: datetime, since: datetime | None = None, **given: Unpack[OrganizationFields]
) -> Organization:
    """Add an organization.

    Args:
        by: who adds it.
        at: when.
        since: since when somebody knows it elsewhere, where that is earlier.
        **given: what is known of the organization.

    Raises:
        Invalid: no name, a value that does not fit, an unknown owner.
    """
    return _index(operations.create_organization(by=by, at=at, since=since, **given), at=at)


@transaction.atomic
def put_into_organization(
    *, organization_id: int, person_id: int | None, name: str, by: Viewer, at: datetime
) -> Person:
    """Put a known person into an organization, or add one of this name there.

    Raises:
        NotFound: there is no such person.
        Invalid: the name cannot be used, or the organization is gone.
    """
    if person_id is None:
        return add_person(by=by, at=at, name=name, organization_id=organization_id)
    return edit_person(person_id=person_id, by=by, at=at, organization_id=organization_id)


def organization_called(name: str, *, by: Viewer, at: datetime) -> Organization:
    """Return the organization that is called exactly so, marks and case aside, or a new one.

    Raises:
        Invalid: there is no name, or it is too long.
    """
    known = queries.organization_called(name, viewer=by)
    return known or add_organization(by=by, at=at, name=name)


@transaction.atomic
def edit_organization(
    *, organization_id: int, by: Viewer, at: datetime, **given: Unpack[OrganizationEdit]
) -> Organization:
    """Change what is given of an organization.

    Raises:
        NotFound: there is no such organization.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: no name is left, a value does not fit, an unknown owner.
    """
    organization = operations.edit_organization(
        organization_id=organization_id, by=by, at=at, **given
    )
    return _index(organization, at=at)


@transaction.atomic
def delete_organization(*, organization_id: int, by: Viewer, at: datetime) -> Organization:
    """Delete an organization; its people stay, and it can be restored.

    Raises:
        NotFound: there is no such organization, or it is deleted already.
    """
    gone = operations.delete_organization(organization_id=organization_id, by=by, at=at)
    return _index(gone, at=at)


@transaction.atomic
def restore_organization(*, organization_id: int, by: Viewer, at: datetime) -> Organization:
    """Bring a deleted organization back; the people it had are in it again.

    Raises:
        NotFound: there is no such organization.
        MergedAlready: it is part of another one; undoing the merge brings it back.
    """
    refuse_merged("organization", organization_id, company_id=by.company_id)
    back = operations.restore_organization(organization_id=organization_id, by=by, at=at)
    return _index(back, at=at)


def _follow(
    person: Person, keys: Iterable[str], *, by: Viewer, at: datetime, left_id: int | None = None
) -> Person:
    touched = sorted(keys)
    if touched:
        rematch(keys=touched, by=by, at=at)
    # The domains of an organization are those of its people.
    firms = {pk for pk in (person.organization_id, left_id) if pk is not None}
    keep_keys("organization", firms, company_id=person.company_id)
    refresh_pairs("person", [person.pk], company_id=person.company_id, at=at)
    if touched:
        refresh_pairs("organization", firms, company_id=person.company_id, at=at)
    recount(company_id=person.company_id, person_ids=[person.pk], organization_ids=[left_id])
    reindex("person", [person.pk], company_id=person.company_id, at=at)
    return person


def _index(organization: Organization, *, at: datetime) -> Organization:
    refresh_pairs("organization", [organization.pk], company_id=organization.company_id, at=at)
    recount(company_id=organization.company_id, organization_ids=[organization.pk])
    organization_renamed(organization.pk, company_id=organization.company_id)
    reindex("organization", [organization.pk], company_id=organization.company_id, at=at)
    return organization


def _keys_of(person_id: int, *, by: Viewer) -> set[str]:
    person = Person.objects.visible_to(by).filter(pk=person_id).first()
    return _keys(person) if person else set()


def _organization_of(person_id: int, *, by: Viewer) -> int | None:
    people = Person.objects.visible_to(by).filter(pk=person_id)
    return people.values_list("organization_id", flat=True).first()


def _keys(person: Person) -> set[str]:
    return {key for key in person.addresses.values_list("key", flat=True) if key}
