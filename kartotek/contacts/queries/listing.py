"""People and organizations as programs read them: everything kept, in a stable order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.contacts.queries.scopes import organization_shown
from kartotek.errors import NotFound
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.users.listing import ANY, START, Slice, Wanted, narrowed, sliced
from kartotek.users.paging import Page
from kartotek.users.viewer import Viewer

R = TypeVar("R", PersonAddress, PersonPhone)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person with all that is kept; `organization_id` only where the viewer sees it."""

    record: Person
    organization_id: int | None
    addresses: Sequence[PersonAddress]
    phones: Sequence[PersonPhone]
    labels: Sequence[LabelRow]


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """An organization with its labels."""

    record: Organization
    labels: Sequence[LabelRow]


def person_entries(
    *,
    viewer: Viewer,
    to: Wanted = ANY,
    part: Slice = START,
    organization_id: int | None = None,
) -> Page[PersonEntry]:
    """Return a part of the living people the viewer sees.

    Raises:
        CursorLost: where the part starts cannot be read.
    """
    people = narrowed(Person.objects.alive().visible_to(viewer), to)
    if organization_id is not None:
        people = people.filter(organization_shown(viewer), organization_id=organization_id)
    page = sliced(_shown(people, viewer), part)
    return Page(_people(page.rows, viewer), page.next)


def person_entry(person_id: int, *, viewer: Viewer) -> PersonEntry:
    """Return a person the viewer sees, deleted or not.

    Raises:
        NotFound: there is no such person, or it is not theirs to see.
    """
    found = _people(_shown(Person.objects.visible_to(viewer), viewer).filter(pk=person_id), viewer)
    if not found:
        raise NotFound(_("This person is gone."))
    return found[0]


def written_person(person: Person, *, viewer: Viewer) -> PersonEntry:
    """Return a person the viewer has just written, even where it is no longer theirs to see."""
    again = Person.objects.filter(company_id=viewer.company_id, pk=person.pk)
    return _people(_shown(again, viewer), viewer)[0]


def organization_entries(
    *, viewer: Viewer, to: Wanted = ANY, part: Slice = START
) -> Page[OrganizationEntry]:
    """Return a part of the living organizations the viewer sees.

    Raises:
        CursorLost: where the part starts cannot be read.
    """
    page = sliced(narrowed(Organization.objects.alive().visible_to(viewer), to), part)
    return Page(_organizations(page.rows, viewer), page.next)


def organization_entry(organization_id: int, *, viewer: Viewer) -> OrganizationEntry:
    """Return an organization the viewer sees, deleted or not.

    Raises:
        NotFound: there is no such organization, or it is not theirs to see.
    """
    seen = Organization.objects.visible_to(viewer).filter(pk=organization_id)
    found = _organizations(seen, viewer)
    if not found:
        raise NotFound(_("This organization is gone."))
    return found[0]


def written_organization(organization: Organization, *, viewer: Viewer) -> OrganizationEntry:
    """Return an organization the viewer has just written, even where no longer theirs to see."""
    again = Organization.objects.filter(company_id=viewer.company_id, pk=organization.pk)
    return _organizations(again, viewer)[0]


def _shown(people: QuerySet[Person], viewer: Viewer) -> QuerySet[Person]:
    shown = ExpressionWrapper(organization_shown(viewer), output_field=BooleanField())
    return people.annotate(has_shown_organization=shown)


def _people(people: Iterable[Person], viewer: Viewer) -> list[PersonEntry]:
    found = list(people)
    ids = [one.pk for one in found]
    of = {"company_id": viewer.company_id, "person_id__in": ids}
    addresses = _by_person(PersonAddress.objects.filter(**of).order_by("id"))
    phones = _by_person(PersonPhone.objects.filter(**of).order_by("id"))
    marks = labels_of("person", ids, viewer=viewer)
    return [
        PersonEntry(
            record=one,
            organization_id=one.organization_id
            if getattr(one, "has_shown_organization", False)
            else None,
            addresses=addresses.get(one.pk, ()),
            phones=phones.get(one.pk, ()),
            labels=marks.get(one.pk, ()),
        )
        for one in found
    ]


def _by_person(rows: Iterable[R]) -> dict[int, list[R]]:
    found: defaultdict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _organizations(known: Iterable[Organization], viewer: Viewer) -> list[OrganizationEntry]:
    found = list(known)
    marks = labels_of("organization", [one.pk for one in found], viewer=viewer)
    return [OrganizationEntry(one, marks.get(one.pk, ())) for one in found]
