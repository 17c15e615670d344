"""Which activities, notes and files are seen, and which are about a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kartotek.activities.models import Activity, ActivityPerson, File, Note, OnRecords
from kartotek.contacts.models import Person
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedQuerySet, seen_by

KINDS = ("deal", "lead", "project", "person", "organization")

T = TypeVar("T", Activity, Note, File)


def activities_seen(viewer: Viewer) -> QuerySet[Activity]:
    """Return the living activities that the viewer sees, with what they hang on."""
    return _seen(Activity.objects.alive(), viewer)


def with_people(query: QuerySet[Activity]) -> QuerySet[Activity]:
    """Return activities that are read together with the further people they are with."""
    people = ActivityPerson.objects.select_related("person").order_by("pk")
    return query.prefetch_related(Prefetch("further", people))


def notes_seen(viewer: Viewer) -> QuerySet[Note]:
    """Return the living notes that the viewer sees, with what they hang on."""
    return _seen(Note.objects.alive(), viewer)


def files_seen(viewer: Viewer) -> QuerySet[File]:
    """Return the living files that the viewer sees, with what they hang on."""
    return _seen(File.objects.alive(), viewer)


def visible(query: OwnedQuerySet[T], viewer: Viewer) -> QuerySet[T]:
    """Return those of which the viewer sees every record they hang on (spec/contacts.md 8)."""
    seen: QuerySet[T] = query.visible_to(viewer)
    if viewer.is_admin:
        return seen
    for kind in KINDS:
        seen = seen.filter(Q(**{f"{kind}__isnull": True}) | seen_by(viewer, f"{kind}__"))
    return seen.exclude(_with_somebody_hidden(viewer)) if query.model is Activity else seen


def _with_somebody_hidden(viewer: Viewer) -> Exists:
    """Return the condition that an activity is with a further person the viewer does not see."""
    further = ActivityPerson.objects.filter(
        company_id=viewer.company_id, activity_id=OuterRef("pk")
    )
    return Exists(further.exclude(seen_by(viewer, "person__")))


def about(kind: str, record_id: int, viewer: Viewer, of: type[OnRecords] = Note) -> Q:
    """Return the condition of being about a record.

    What hangs on a deal or lead is about its person and organization too, and what hangs on a
    person about its organization (spec/contacts.md 22). Activities (`of`) are about further
    people too.
    """
    condition = Q(**{f"{kind}_id": record_id})
    if of is Activity and kind in {"person", "organization"}:
        return Q(pk__in=_about_contact(kind, record_id, viewer))
    if kind in {"person", "organization"}:
        # Ids looked up first let the indexes of what hangs on each record serve every way.
        of_contact = {
            "company_id": viewer.company_id,
            f"{kind}_id": record_id,
            "deleted_at": None,
        }
        condition |= Q(deal__in=Deal.objects.filter(**of_contact).values("id"))
        condition |= Q(lead__in=Lead.objects.filter(**of_contact).values("id"))
    if kind == "organization":
        people = Person.objects.filter(
            company_id=viewer.company_id, organization_id=record_id, deleted_at=None
        )
        condition |= Q(person__in=people.values("id"))
    return condition


def _about_contact(kind: str, record_id: int, viewer: Viewer) -> QuerySet[Activity, Any]:
    """Return the ids of the activities about a person or organization, each way by its own index.

    A condition with OR lets SQLite walk all that was done in the company, newest first.
    """
    here = Activity.objects.filter(company_id=viewer.company_id)
    ways = ["deal", "lead", *(["person"] if kind == "organization" else [])]
    through = [
        here.filter(
            **{
                f"{way}__company_id": viewer.company_id,
                f"{way}__{kind}_id": record_id,
                f"{way}__deleted_at": None,
            }
        ).values("pk")
        for way in ways
    ]
    further: dict[str, object] = {"person_id": record_id}
    if kind == "organization":
        further = {"person__organization_id": record_id, "person__deleted_at": None}
    with_more = here.filter(pk__in=_with_further(further, viewer)).values("pk")
    return here.filter(**{f"{kind}_id": record_id}).values("pk").union(*through, with_more)


def _with_further(of: Mapping[str, object], viewer: Viewer) -> QuerySet[ActivityPerson, int]:
    found = ActivityPerson.objects.filter(company_id=viewer.company_id, **of)
    return found.values_list("activity_id", flat=True)


def _seen(query: OwnedQuerySet[T], viewer: Viewer) -> QuerySet[T]:
    return visible(query, viewer).select_related("owner", *KINDS)
