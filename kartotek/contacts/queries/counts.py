"""How many people and organizations there are, by what lists are narrowed to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.queries.scopes import (
    ALL,
    Narrowing,
    narrowed_organizations,
    narrowed_people,
)
from kartotek.fields.models import LabelUse
from kartotek.fields.queries import CountedLabel, labels
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Tally:
    """How many records a list shows when all its pages are read, and how many are seen in all."""

    shown: int
    total: int


def count_people(*, viewer: Viewer, to: Narrowing = ALL) -> Tally:
    """Return how many people the narrowing leaves, and how many the viewer sees."""
    seen = Person.objects.alive().visible_to(viewer)
    total = seen.count()
    return Tally(total if to == ALL else narrowed_people(seen, to, viewer=viewer).count(), total)


def count_organizations(*, viewer: Viewer, to: Narrowing = ALL) -> Tally:
    """Return how many organizations the narrowing leaves, and how many the viewer sees."""
    seen = Organization.objects.alive().visible_to(viewer)
    total = seen.count()
    return Tally(
        total if to == ALL else narrowed_organizations(seen, to, viewer=viewer).count(), total
    )


def labels_in_use(on: str, *, viewer: Viewer) -> list[CountedLabel]:
    """Return the labels of `person` or `organization` with how many of those seen have each."""
    uses = LabelUse.objects.filter(company_id=viewer.company_id, label__on=on)
    if on == "person":
        people = Person.objects.alive().visible_to(viewer)
        uses = uses.filter(subject_id__in=people.values("id"))
    else:
        organizations = Organization.objects.alive().visible_to(viewer)
        uses = uses.filter(subject_id__in=organizations.values("id"))
    counts = dict(uses.values_list("label_id").annotate(use_count=Count("id")))
    return [
        CountedLabel(one.id, one.name, one.tone, counts.get(one.id, 0))
        for one in labels(on, viewer=viewer)
    ]


def people_counts(ids: Iterable[int], *, viewer: Viewer) -> dict[int, int]:
    """Return how many people each of the organizations has that the viewer sees."""
    return dict(_people_in(ids=list(ids), viewer=viewer))


@prepared
def _people_in(*, ids: Collection[int], viewer: Viewer) -> QuerySet[Person, tuple[int, int]]:
    seen = Person.objects.alive().visible_to(viewer).filter(organization_id__in=ids)
    return seen.values_list("organization_id").annotate(people_count=Count("id"))
