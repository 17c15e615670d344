"""Enough of a record to decide whether it is another one: what a compare table shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.contacts.queries.counts import people_counts
from kartotek.contacts.queries.identities import PARTS_OF_PLACE, place_of
from kartotek.contacts.queries.scopes import visible_people
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Side:
    """One record of a pair. Of a person what a person has, of an organization what it has."""

    id: int
    name: str
    owner_name: str
    created_at: datetime
    open_deal_count: int
    closed_deal_count: int
    conversation_count: int
    last_activity_at: datetime | None
    labels: list[LabelRow] = field(default_factory=list)
    organization: str = ""
    job_title: str = ""
    addresses: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    place: str = ""
    website: str = ""
    industry: str = ""
    people_count: int = 0


def sides(on: str, ids: Collection[int], *, viewer: Viewer) -> dict[int, Side]:
    """Return what is known of living records that the viewer sees, by id."""
    return _people(ids, viewer) if on == "person" else _organizations(ids, viewer)


def _people(ids: Collection[int], viewer: Viewer) -> dict[int, Side]:
    labels = labels_of("person", ids, viewer=viewer)
    addresses, phones = _reached(ids, viewer.company_id)
    return {
        person.pk: Side(
            **_common(person),
            labels=labels.get(person.pk, []),
            organization=_organization_of(person),
            job_title=person.job_title,
            addresses=addresses.get(person.pk, []),
            phones=phones.get(person.pk, []),
            place=person.postal_address,
        )
        for person in visible_people(viewer).filter(pk__in=ids)
    }


def _organization_of(person: Person) -> str:
    """Return the name of a person's organization, if the viewer sees it."""
    is_shown = getattr(person, "has_shown_organization", False)
    return person.organization.name if person.organization and is_shown else ""


def _organizations(ids: Collection[int], viewer: Viewer) -> dict[int, Side]:
    labels = labels_of("organization", ids, viewer=viewer)
    people = people_counts(list(ids), viewer=viewer)
    known = Organization.objects.alive().visible_to(viewer).filter(pk__in=ids)
    return {
        one.pk: Side(
            **_common(one),
            labels=labels.get(one.pk, []),
            place=place_of(*(getattr(one, part) for part in PARTS_OF_PLACE)),
            website=one.website,
            industry=one.industry,
            people_count=people.get(one.pk, 0),
        )
        for one in known.select_related("owner")
    }


def _common(record: Person | Organization) -> dict[str, Any]:
    return {
        "id": record.pk,
        "name": record.name,
        "owner_name": record.owner.name,
        "created_at": record.created_at,
        "open_deal_count": record.open_deal_count,
        "closed_deal_count": record.closed_deal_count,
        "conversation_count": record.conversation_count,
        "last_activity_at": record.last_activity_at,
    }


def _reached(
    ids: Collection[int], company_id: int
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    addresses: defaultdict[int, list[str]] = defaultdict(list)
    phones: defaultdict[int, list[str]] = defaultdict(list)
    written = PersonAddress.objects.filter(company_id=company_id, person_id__in=ids)
    for person_id, address in written.order_by("-is_primary", "id").values_list(
        "person_id", "address"
    ):
        addresses[person_id].append(address)
    called = PersonPhone.objects.filter(company_id=company_id, person_id__in=ids)
    for person_id, number in called.order_by("-is_primary", "id").values_list(
        "person_id", "number"
    ):
        phones[person_id].append(number)
    return dict(addresses), dict(phones)
