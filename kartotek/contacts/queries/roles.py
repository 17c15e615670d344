"""Further organizations of people, read from either side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from kartotek.contacts.models import Person, PersonRole
from kartotek.contacts.queries.lists import PersonRow, person_rows
from kartotek.contacts.queries.scopes import visible_people
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by


@dataclass(frozen=True)
class FurtherOrganization:
    """An organization a person belongs to beside their own, and what they are there."""

    id: int
    name: str
    role: str


@dataclass(frozen=True)
class FurtherPerson:
    """Somebody who belongs to an organization beside their own, and what they are there."""

    person: PersonRow
    role: str


def further_organizations(person_id: int, *, viewer: Viewer) -> list[FurtherOrganization]:
    """Return the further organizations of a person that the viewer sees, by name."""
    return [FurtherOrganization(*one) for one in _further(person_id=person_id, viewer=viewer)]


@prepared
def _further(*, person_id: int, viewer: Viewer) -> QuerySet[PersonRole, tuple[int, str, str]]:
    held = PersonRole.objects.filter(
        seen_by(viewer, "organization__"),
        company_id=viewer.company_id,
        person_id=person_id,
        organization__deleted_at=None,
    ).exclude(organization_id=F("person__organization_id"))
    ordered = held.order_by("organization__sort_key", "organization_id")
    return ordered.values_list("organization_id", "organization__name", "role")


def further_people(organization_id: int, *, viewer: Viewer, limit: int = 50) -> list[FurtherPerson]:
    """Return the people who belong to an organization beside their own, by name."""
    roles = PersonRole.objects.filter(company_id=viewer.company_id, organization_id=organization_id)
    elsewhere = Q(organization_id=None) | ~Q(organization_id=organization_id)
    people = visible_people(viewer).filter(elsewhere, id__in=roles.values("person_id"))
    found: list[Person] = list(people.order_by("sort_key", "id")[:limit])
    said = dict(
        roles.filter(person_id__in=[one.pk for one in found]).values_list("person_id", "role")
    )
    return [FurtherPerson(row, said.get(row.id, "")) for row in person_rows(found, viewer=viewer)]
