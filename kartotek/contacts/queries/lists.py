"""The rows of the people and organizations lists, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Case, F, Q, Value, When

from kartotek.contacts.models import Person, PersonAddress, PersonPhone
from kartotek.contacts.queries.counts import people_counts
from kartotek.contacts.queries.scopes import (
    ALL,
    Narrowing,
    narrowed_organizations,
    narrowed_people,
    organization_shown,
    visible_organizations,
    visible_people,
)
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.users.paging import Order, Page, chosen, page_of
from kartotek.users.viewer import Viewer

R = TypeVar("R", PersonAddress, PersonPhone)

# Sorts after every name: people without an organization come last.
LAST = "\uffff"

PEOPLE_ORDERS: Mapping[str, Order] = {
    "name": Order("sort_key"),
    "organization": Order("organization_sort"),
    "owner": Order("owner__name"),
    "updated": Order("updated_at", is_descending=True),
}
ORGANIZATION_ORDERS: Mapping[str, Order] = {
    "name": Order("sort_key"),
    "owner": Order("owner__name"),
    "updated": Order("updated_at", is_descending=True),
}


@dataclass(frozen=True)
class PersonRow:
    """A person as a list shows it; `organization_id` is None when there is none to show."""

    id: int
    name: str
    picture: str
    job_title: str
    organization_id: int | None
    organization_name: str
    address: str
    is_address_malformed: bool
    phone: str
    is_phone_malformed: bool
    labels: list[LabelRow]
    owner_id: int
    owner_name: str
    updated_at: datetime


@dataclass(frozen=True)
class OrganizationRow:
    """An organization as a list shows it; `people_count` counts the people the viewer sees."""

    id: int
    name: str
    address: str
    industry: str
    labels: list[LabelRow]
    people_count: int
    owner_id: int
    owner_name: str
    updated_at: datetime


def people(
    *, viewer: Viewer, sort: str = "name", after: str = "", limit: int = 50, to: Narrowing = ALL
) -> Page[PersonRow]:
    """Return a page of the people the viewer sees.

    Args:
        viewer: who is asking.
        sort: a name of `PEOPLE_ORDERS`, with a leading minus to turn it round.
        after: the `next` of the page before.
        limit: rows at most.
        to: what the list is narrowed to.

    Raises:
        CursorLost: `after` cannot be read.
    """
    shown = When(organization_shown(viewer), then=F("organization__sort_key"))
    query = narrowed_people(visible_people(viewer), to, viewer=viewer)
    query = query.annotate(organization_sort=Case(shown, default=Value(LAST)))
    page = page_of(query, order=chosen(PEOPLE_ORDERS, sort), after=after, limit=limit)
    return Page(person_rows(page.rows, viewer=viewer), page.next)


def organizations(
    *, viewer: Viewer, sort: str = "name", after: str = "", limit: int = 50, to: Narrowing = ALL
) -> Page[OrganizationRow]:
    """Return a page of the organizations the viewer sees.

    Args:
        viewer: who is asking.
        sort: a name of `ORGANIZATION_ORDERS`, with a leading minus to turn it round.
        after: the `next` of the page before.
        limit: rows at most.
        to: what the list is narrowed to.

    Raises:
        CursorLost: `after` cannot be read.
    """
    query = narrowed_organizations(visible_organizations(viewer), to, viewer=viewer)
    page = page_of(query, order=chosen(ORGANIZATION_ORDERS, sort), after=after, limit=limit)
    ids = [one.pk for one in page.rows]
    marks = labels_of("organization", ids, viewer=viewer)
    counts = people_counts(ids, viewer=viewer)
    rows = [
        OrganizationRow(
            id=one.pk,
            name=one.name,
            address=one.address,
            industry=one.industry,
            labels=marks.get(one.pk, []),
            people_count=counts.get(one.pk, 0),
            owner_id=one.owner_id,
            owner_name=one.owner.name,
            updated_at=one.updated_at,
        )
        for one in page.rows
    ]
    return Page(rows, page.next)


def person_rows(found: Sequence[Person], *, viewer: Viewer) -> list[PersonRow]:
    """Return people as rows, with primary address, phone and labels, in three queries."""
    ids = [person.pk for person in found]
    marks = labels_of("person", ids, viewer=viewer)
    addresses = _primary(PersonAddress.objects.filter(_of(ids, viewer)).order_by("id"))
    phones = _primary(PersonPhone.objects.filter(_of(ids, viewer)).order_by("id"))
    return [
        _row(person, addresses.get(person.pk), phones.get(person.pk), marks.get(person.pk, []))
        for person in found
    ]


def _row(
    person: Person,
    address: PersonAddress | None,
    phone: PersonPhone | None,
    marks: list[LabelRow],
) -> PersonRow:
    shown = person.organization if getattr(person, "has_shown_organization", False) else None
    return PersonRow(
        id=person.pk,
        name=person.name,
        picture=person.picture,
        job_title=person.job_title,
        organization_id=shown.pk if shown else None,
        organization_name=shown.name if shown else "",
        address=address.address if address else "",
        is_address_malformed=bool(address and not address.key),
        phone=phone.number if phone else "",
        is_phone_malformed=bool(phone and not phone.e164),
        labels=marks,
        owner_id=person.owner_id,
        owner_name=person.owner.name,
        updated_at=person.updated_at,
    )


def _of(ids: Iterable[int], viewer: Viewer) -> Q:
    return Q(company_id=viewer.company_id, person_id__in=list(ids))


def _primary(rows: Iterable[R]) -> dict[int, R]:
    """Return the primary row of each person, or the first where none is marked."""
    found: dict[int, R] = {}
    for row in rows:
        if row.is_primary or row.person_id not in found:
            found[row.person_id] = row
    return found
