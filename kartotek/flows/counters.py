"""The counters of contacts and items, brought in line with what hangs on them.

    truth (a few queries, however many records) -> what differs -> written

Every flow that changes what is counted calls `recount` in its own transaction. The organization
of a person follows by itself; one that the person has just left is named by the caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from kartotek.activities.models import Activity
from kartotek.contacts.models import Organization, Person
from kartotek.contacts.rules.follow_up import due_on
from kartotek.flows.truth import (
    Truth,
    items_counted,
    organizations_counted,
    organizations_written_with,
    people_counted,
    people_written_with,
)
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.bulk import among, update_each
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.prepared import prepared

Item = Deal | Lead | Project

ITEMS: Final[Mapping[str, type[Item]]] = {"deal": Deal, "lead": Lead, "project": Project}

BATCH: Final = 500
CONTACTS: Final = ("last_activity_at", "last_incoming_at", "last_outgoing_at")


@transaction.atomic
def recount(
    *,
    company_id: int,
    person_ids: Iterable[int | None] = (),
    organization_ids: Iterable[int | None] = (),
) -> None:
    """Bring the counters of some people and organizations in line; None is nobody.

    Args:
        company_id: whose they are.
        person_ids: of people whose deals, leads, activities, mail, addresses or organization
            changed.
        organization_ids: of organizations, beside those that the people are in now.
    """
    persons = {pk for pk in person_ids if pk is not None}
    theirs = {pk for pk in organization_ids if pk is not None}
    for ids in _batches(persons):
        known = _known_people(ids=ids, company_id=company_id)
        _write(Person, known, people_counted(ids, company_id=company_id))
        theirs.update(one.organization_id for one in known if one.organization_id is not None)
    for ids in _batches(theirs):
        here = Organization.objects.filter(company_id=company_id, pk__in=ids)
        _write(Organization, here, organizations_counted(ids, company_id=company_id))


@prepared
def _known_people(*, ids: Collection[int], company_id: int) -> QuerySet[Person]:
    return Person.objects.filter(company_id=company_id, pk__in=ids)


@transaction.atomic
def recount_mail(*, company_id: int, conversation_ids: Collection[int]) -> None:
    """Count the mail of whoever is on some conversations anew, and that of their organizations."""
    matches = ParticipantMatch.objects.filter(
        among("conversation_id", set(conversation_ids)), company_id=company_id
    )
    persons = dict(matches.values_list("person_id", "person__organization_id"))
    for ids in _batches(persons):
        known = Person.objects.filter(company_id=company_id, pk__in=ids)
        _write(Person, known, people_written_with(ids, company_id=company_id))
    for ids in _batches({pk for pk in persons.values() if pk is not None}):
        here = Organization.objects.filter(company_id=company_id, pk__in=ids)
        _write(Organization, here, organizations_written_with(ids, company_id=company_id))


def recount_about(*written: Activity | Item | None, person_ids: Iterable[int] = ()) -> None:
    """Count anew for whatever activities and items are about, before and after a change.

    An item counts its activities; the contacts of a deal or lead count both.

    Args:
        *written: what changed, as it was and as it is.
        person_ids: of further people an activity was or is with.
    """
    persons: set[int | None] = set(person_ids)
    organizations: set[int | None] = set()
    items: defaultdict[str, set[int]] = defaultdict(set)
    company_id = None
    for one in written:
        if one is None:
            continue
        company_id = one.company_id
        for record in _around(one):
            if not isinstance(record, Activity):
                items[record.subject_type].add(record.pk)
            if not isinstance(record, Project):
                persons.add(record.person_id)
                organizations.add(record.organization_id)
    if company_id is not None:
        for kind, ids in items.items():
            recount_items(kind, ids, company_id=company_id)
        recount(company_id=company_id, person_ids=persons, organization_ids=organizations)


def _around(one: Activity | Item) -> list[Activity | Item]:
    """Return what is written, and of an activity the items it hangs on."""
    if not isinstance(one, Activity):
        return [one]
    return [one, *filter(None, (one.deal, one.lead, one.project))]


@transaction.atomic
def recount_items(kind: str, ids: Iterable[int | None], *, company_id: int) -> None:
    """Bring the counters of some deals, leads or projects in line; None is none.

    Args:
        kind: deal, lead or project.
        ids: of items whose activities changed.
        company_id: whose they are.
    """
    model = ITEMS[kind]
    for some in _batches({pk for pk in ids if pk is not None}):
        truth = items_counted(kind, some, company_id=company_id)
        rows = [
            (*counted.values(), pk)
            for pk, counted, kept in _compared(model, some, truth, company_id)
            if counted != kept
        ]
        update_each(model, truth.fields, rows)


def _compared(
    model: type[Item], ids: Collection[int], truth: Truth, company_id: int
) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    """Yield of each item what was counted and what it keeps."""
    known = model._default_manager.filter(company_id=company_id, pk__in=ids)
    for pk, *kept in known.values_list("pk", *truth.fields):
        yield pk, truth.of(pk), dict(zip(truth.fields, kept, strict=True))


def organization_renamed(organization_id: int, *, company_id: int) -> None:
    """Let the people of an organization be sorted by its new name, or by none once it is gone."""
    found = Organization.objects.get(company_id=company_id, pk=organization_id)
    key = "" if found.is_deleted else found.sort_key
    people = Person.objects.filter(company_id=company_id, organization_id=organization_id)
    people.exclude(organization_key=key).update(organization_key=key)


def recount_all(*, company_id: int) -> None:
    """Count everything of a company anew, in batches."""
    people = Person.objects.filter(company_id=company_id).order_by("pk")
    for ids in _batches(people.values_list("pk", flat=True).iterator()):
        known = Person.objects.filter(company_id=company_id, pk__in=ids)
        _write(Person, known, people_counted(ids, company_id=company_id))
    every = Organization.objects.filter(company_id=company_id).order_by("pk")
    for ids in _batches(every.values_list("pk", flat=True).iterator()):
        recount(company_id=company_id, organization_ids=ids)
    for kind, model in ITEMS.items():
        items = model._default_manager.filter(company_id=company_id).order_by("pk")
        recount_items(kind, items.values_list("pk", flat=True), company_id=company_id)


def _write(
    model: type[Person | Organization], known: Iterable[Person | Organization], truth: Truth
) -> None:
    """Write what differs of each record; when it was last changed stays as it is."""
    fields = [*truth.fields, "follow_up_on"]
    rows = []
    for record in known:
        counted = truth.of(record.pk)
        counted["follow_up_on"] = _follow_up(record, counted)
        if any(getattr(record, name) != counted[name] for name in fields):
            rows.append((*(counted[name] for name in fields), record.pk))
    update_each(model, fields, rows)


def _follow_up(record: Person | Organization, counted: dict[str, Any]) -> date | None:
    """Return when a contact is to hear from us, after what was counted just now."""
    contacts = [counted.get(name, getattr(record, name)) for name in CONTACTS]
    return due_on(record.follow_up_days, known_since=record.created_at, contacts=contacts)


def _batches(ids: Iterable[int]) -> Iterator[Collection[int]]:
    batch: list[int] = []
    for pk in ids:
        batch.append(pk)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
