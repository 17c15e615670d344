"""What a picker offers for typed text, and who is behind addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kartotek.contacts.models import Organization, Person, PersonAddress
from kartotek.contacts.queries.lists import person_rows
from kartotek.contacts.queries.scopes import (
    Narrowing,
    narrowed_organizations,
    narrowed_people,
    visible_organizations,
    visible_people,
)
from kartotek.lib.text import fold
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class PersonOption:
    """A person as a picker offers it."""

    id: int
    name: str
    organization_id: int | None
    organization_name: str
    address: str


@dataclass(frozen=True)
class OrganizationOption:
    """An organization as a picker offers it."""

    id: int
    name: str
    address: str


def find_people(text: str, *, viewer: Viewer, limit: int = 8) -> list[PersonOption]:
    """Return people whose name, organization, address or phone has each word of the text.

    Without text, those changed last.
    """
    people = narrowed_people(visible_people(viewer), Narrowing(text=text), viewer=viewer)
    order = ("sort_key", "id") if text.strip() else ("-updated_at", "-id")
    rows = person_rows(list(people.order_by(*order)[:limit]), viewer=viewer)
    return [
        PersonOption(row.id, row.name, row.organization_id, row.organization_name, row.address)
        for row in rows
    ]


def find_organizations(text: str, *, viewer: Viewer, limit: int = 8) -> list[OrganizationOption]:
    """Return organizations whose name has each word of the text; without text, the newest."""
    known = narrowed_organizations(
        visible_organizations(viewer), Narrowing(text=text), viewer=viewer
    )
    order = ("sort_key", "id") if text.strip() else ("-updated_at", "-id")
    return [
        OrganizationOption(one.pk, one.name, one.address) for one in known.order_by(*order)[:limit]
    ]


def organization_called(name: str, *, viewer: Viewer) -> Organization | None:
    """Return the oldest organization of exactly this name, marks and case aside, or None."""
    folded = fold(" ".join(name.split()))
    if not folded:
        return None
    return visible_organizations(viewer).filter(folded=folded).order_by("id").first()


def persons_by_keys(keys: Iterable[str], *, company_id: int) -> dict[str, list[int]]:
    """Return the ids of the living people that have each address, whoever sees them.

    Args:
        keys: as `lib.addresses.address_key` gives them; empty ones match nobody.
        company_id: whose people.
    """
    wanted = {key for key in keys if key}
    found: defaultdict[str, list[int]] = defaultdict(list)
    for key, person_id in _alive_with(keys=wanted, company_id=company_id) if wanted else ():
        found[key].append(person_id)
    return dict(found)


@prepared
def _alive_with(
    *, keys: Collection[str], company_id: int
) -> QuerySet[PersonAddress, tuple[str, int]]:
    held = PersonAddress.objects.filter(company_id=company_id, key__in=keys)
    alive = held.filter(person__deleted_at=None).order_by("person_id")
    return alive.values_list("key", "person_id")


def organizations_of_persons(person_ids: Iterable[int], *, company_id: int) -> dict[int, int]:
    """Return the living organization of each living person that has one, whoever sees them."""
    rows = Person.objects.alive().filter(
        company_id=company_id,
        pk__in=list(person_ids),
        organization__isnull=False,
        organization__deleted_at=None,
    )
    return {
        person_id: organization_id
        for person_id, organization_id in rows.values_list("pk", "organization_id")
        if organization_id is not None
    }


def person_names(ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    """Return the names of those of the people that the viewer sees, deleted or not."""
    return dict(_named_people(ids=list(ids), viewer=viewer))


def organization_names(ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    """Return the names of those of the organizations that the viewer sees, deleted or not."""
    return dict(_named_organizations(ids=list(ids), viewer=viewer))


@prepared
def _named_people(*, ids: Collection[int], viewer: Viewer) -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "name")


@prepared
def _named_organizations(
    *, ids: Collection[int], viewer: Viewer
) -> QuerySet[Organization, tuple[int, str]]:
    return Organization.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "name")
