"""What the page of one person or organization shows of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.contacts.queries.counts import people_counts
from kartotek.contacts.queries.lists import PersonRow, person_rows
from kartotek.contacts.queries.scopes import organization_shown, visible_people
from kartotek.errors import NotFound, WasDeleted
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Reach:
    """An email address or phone: as typed, as compared, and what it is for."""

    id: int
    value: str
    key: str
    label: str
    label_text: str
    is_primary: bool

    @property
    def is_malformed(self) -> bool:
        """Whether it could not be read and is only kept as typed."""
        return not self.key


@dataclass(frozen=True)
class OrganizationBrief:
    """An organization as a card on the page of one of its people."""

    id: int
    name: str
    picture: str
    industry: str
    city: str
    people_count: int


@dataclass(frozen=True)
class PersonPage:
    """Everything kept of one person; `organization` only if the viewer sees it."""

    id: int
    name: str
    first_name: str
    last_name: str
    job_title: str
    birthday: date | None
    postal_address: str
    messenger: str
    notes: str
    picture: str
    organization: OrganizationBrief | None
    addresses: list[Reach]
    phones: list[Reach]
    labels: list[LabelRow]
    owner_id: int
    owner_name: str
    visibility: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True)
class OrganizationPage:
    """Everything kept of one organization."""

    id: int
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
    picture: str
    labels: list[LabelRow]
    people_count: int
    owner_id: int
    owner_name: str
    visibility: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None


# Filled in by the query; every other field of a page is the record's own.
WORKED_OUT = frozenset({
    "organization", "addresses", "phones", "labels", "people_count", "owner_name",
})  # fmt: skip


def person(person_id: int, *, viewer: Viewer, with_deleted: bool = False) -> PersonPage:
    """Return what is kept of a person.

    Raises:
        NotFound: there is no such person, or it is not theirs to see, or it is deleted
            (unless `with_deleted`).
    """
    found = person_record(person_id, viewer=viewer, with_deleted=with_deleted)
    return person_page(found, viewer=viewer)


def person_page(found: Person, *, viewer: Viewer) -> PersonPage:
    """Return what is kept of a person that `person_record` read for the viewer."""
    addresses = _addresses(person_id=found.pk, company_id=viewer.company_id)
    phones = _phones(person_id=found.pk, company_id=viewer.company_id)
    return PersonPage(
        **_own_fields(found, PersonPage),
        organization=_brief(found, viewer=viewer),
        addresses=[_reach(row, row.key) for row in addresses],
        phones=[_reach(row, row.e164) for row in phones],
        labels=labels_of("person", [found.pk], viewer=viewer).get(found.pk, []),
        owner_name=found.owner.name,
    )


def organization(
    organization_id: int, *, viewer: Viewer, with_deleted: bool = False
) -> OrganizationPage:
    """Return what is kept of an organization.

    Raises:
        NotFound: there is no such organization, or it is not theirs to see, or it is deleted
            (unless `with_deleted`).
    """
    found = organization_record(organization_id, viewer=viewer, with_deleted=with_deleted)
    return organization_page(found, viewer=viewer)


def organization_page(found: Organization, *, viewer: Viewer) -> OrganizationPage:
    """Return what is kept of an organization that `organization_record` read for the viewer."""
    return OrganizationPage(
        **_own_fields(found, OrganizationPage),
        labels=labels_of("organization", [found.pk], viewer=viewer).get(found.pk, []),
        people_count=people_counts([found.pk], viewer=viewer).get(found.pk, 0),
        owner_name=found.owner.name,
    )


def people_of(organization_id: int, *, viewer: Viewer, limit: int = 50) -> list[PersonRow]:
    """Return the people of an organization that the viewer sees, by name."""
    people = visible_people(viewer).filter(organization_id=organization_id)
    return person_rows(list(people.order_by("sort_key", "id")[:limit]), viewer=viewer)


def person_record(person_id: int, *, viewer: Viewer, with_deleted: bool = False) -> Person:
    """Return the person itself, for what needs more than its page.

    Raises:
        NotFound: there is no such person, or it is not theirs to see, or it is deleted
            (unless `with_deleted`).
    """
    [*rows] = _person(person_id=person_id, viewer=viewer)
    if not rows:
        raise NotFound(_("This person is gone."))
    found = rows[0]
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This person was deleted."), "person", person_id)
    return found


def organization_record(
    organization_id: int, *, viewer: Viewer, with_deleted: bool = False
) -> Organization:
    """Return the organization itself, for what needs more than its page.

    Raises:
        NotFound: there is no such organization, or it is not theirs to see, or it is deleted
            (unless `with_deleted`).
    """
    [*rows] = _organization(organization_id=organization_id, viewer=viewer)
    if not rows:
        raise NotFound(_("This organization is gone."))
    found = rows[0]
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This organization was deleted."), "organization", organization_id)
    return found


@prepared
def _person(*, person_id: int, viewer: Viewer) -> QuerySet[Person]:
    seen = Person.objects.visible_to(viewer).select_related("owner", "organization")
    return seen.filter(pk=person_id)


@prepared
def _organization(*, organization_id: int, viewer: Viewer) -> QuerySet[Organization]:
    seen = Organization.objects.visible_to(viewer).select_related("owner")
    return seen.filter(pk=organization_id)


@prepared
def _addresses(*, person_id: int, company_id: int) -> QuerySet[PersonAddress]:
    written = PersonAddress.objects.filter(company_id=company_id, person_id=person_id)
    return written.order_by("-is_primary", "id")


@prepared
def _phones(*, person_id: int, company_id: int) -> QuerySet[PersonPhone]:
    called = PersonPhone.objects.filter(company_id=company_id, person_id=person_id)
    return called.order_by("-is_primary", "id")


@prepared
def _shown_with(*, person_id: int, viewer: Viewer) -> QuerySet[Person, int]:
    shown = Person.objects.filter(organization_shown(viewer), pk=person_id)
    return shown.values_list("pk", flat=True)


def _own_fields(
    record: Person | Organization, page: type[PersonPage | OrganizationPage]
) -> dict[str, Any]:
    names = [one.name for one in fields(page) if one.name not in WORKED_OUT]
    return {name: getattr(record, name) for name in names}


def _brief(found: Person, *, viewer: Viewer) -> OrganizationBrief | None:
    there = found.organization
    if there is None:
        return None
    if not _shown_with(person_id=found.pk, viewer=viewer):
        return None
    count = people_counts([there.pk], viewer=viewer).get(there.pk, 0)
    return OrganizationBrief(there.pk, there.name, there.picture, there.industry, there.city, count)


def _reach(row: PersonAddress | PersonPhone, key: str) -> Reach:
    return Reach(row.pk, str(row), key, row.label, row.get_label_display(), row.is_primary)
