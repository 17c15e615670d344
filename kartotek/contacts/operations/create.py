"""Adding people and organizations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations.addresses import set_addresses, set_phones
from kartotek.contacts.operations.find import refuse_unknown_organization
from kartotek.contacts.operations.keys import keep_keys
from kartotek.contacts.operations.values import (
    DERIVED,
    AddressIn,
    OrganizationFields,
    PersonFields,
    PhoneIn,
    address_line,
    clean,
    organization_name,
    ownership,
    person_name,
)
from kartotek.history.operations import initial, record
from kartotek.users.queries import default_visibility
from kartotek.users.viewer import Viewer


@transaction.atomic
def create_person(
    *, by: Viewer, at: datetime, since: datetime | None = None, **given: Unpack[PersonFields]
) -> Person:
    """Add a person, with addresses and phones, and return it.

    Addresses and phones that cannot be read are kept as typed; the first of each is the primary
    one unless another is marked.

    Args:
        by: who adds it; its owner unless `owner_id` is given.
        at: when.
        since: since when somebody knows the person elsewhere, where that is earlier.
        **given: what is known of the person.

    Raises:
        Invalid: no name, a value that does not fit, an unknown organization or owner.
    """
    addresses: Iterable[AddressIn] = given.pop("addresses", ())
    phones: Iterable[PhoneIn] = given.pop("phones", ())
    kept = clean(Person, given)
    kept |= person_name({"name": ""} | kept) | _owned(given, by=by)
    refuse_unknown_organization(kept.get("organization_id"), by=by)
    person = Person.objects.create(
        company_id=by.company_id, created_at=min(since or at, at), updated_at=at, **kept
    )
    reach = set_addresses(person, addresses) | set_phones(person, phones)
    said = initial(kept | {name: new for name, (_old, new) in reach.items()}, leaving_out=DERIVED)
    keep_keys("person", [person.pk], company_id=by.company_id)
    record("person.created", subject=person, by=by, at=at, name=person.name, values=said)
    return person


@transaction.atomic
def create_organization(
    *, by: Viewer, at: datetime, since: datetime | None = None, **given: Unpack[OrganizationFields]
) -> Organization:
    """Add an organization and return it.

    Args:
        by: who adds it; its owner unless `owner_id` is given.
        at: when.
        since: since when somebody knows it elsewhere, where that is earlier.
        **given: what is known of the organization.

    Raises:
        Invalid: no name, a value that does not fit, an unknown owner.
    """
    kept = clean(Organization, given)
    kept |= organization_name({"name": ""} | kept) | _owned(given, by=by) | address_line(kept)
    organization = Organization.objects.create(
        company_id=by.company_id, created_at=min(since or at, at), updated_at=at, **kept
    )
    keep_keys("organization", [organization.pk], company_id=by.company_id)
    said = initial(kept, leaving_out=DERIVED)
    record(
        "organization.created", subject=organization, by=by, at=at, name=kept["name"], values=said
    )
    return organization


def _owned(given: PersonFields | OrganizationFields, *, by: Viewer) -> dict[str, int | None]:
    owned = ownership(given, by=by)
    if "visibility" not in owned:
        owned["visibility"] = default_visibility(viewer=by)
    return {"owner_id": by.user_id, **owned}
