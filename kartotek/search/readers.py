"""What each kind of record says to whoever searches: its name, how it is reached, and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kartotek.activities.models import Activity, Comment, File, Note
from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.fields.queries import searched_texts
from kartotek.lib.text import shorten
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.prepared import prepared
from kartotek.users.visibility import OwnedRecord, Visibility

LONGEST_TITLE = 200
# Words further down a long note are not worth their place in the index.
MAX_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a record says; `field` is the word for what it is, such as `email`."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """A record as search reads it; `reached` are addresses and phones."""

    id: int
    title: str
    owner_id: int
    visibility: int
    reached: tuple[Part, ...] = ()
    said: tuple[Part, ...] = ()


def read(kind: str, ids: Collection[int], *, company_id: int) -> Iterable[Read]:
    """Return what the living records of a kind say; those that are gone say nothing.

    A contact's name counts as said by a record only where all who see the record see the contact.
    """
    return READERS[kind](ids, company_id)


def _persons(ids: Collection[int], company_id: int) -> Iterable[Read]:
    more = searched_texts("person", ids, company_id=company_id)
    reaching: defaultdict[int, list[Part]] = defaultdict(list)
    for person_id, address in _addresses(ids=ids, company_id=company_id):
        reaching[person_id].append(Part("email", address))
    for person_id, key, number in _phones(ids=ids, company_id=company_id):
        reaching[person_id].append(Part("phone", key or number))
    for one in _living(ids=ids, company_id=company_id):
        said = [
            *_names(one, one.organization),
            Part("job_title", one.job_title),
            Part("address", one.postal_address),
            Part("messenger", one.messenger),
            Part("notes", one.notes[:MAX_CHARS]),
        ]
        yield _owned(one, one.name, reaching[one.pk], [*said, *_custom(more, one.pk)])


@prepared
def _living(*, ids: Collection[int], company_id: int) -> QuerySet[Person]:
    people = Person.objects.alive().filter(company_id=company_id, pk__in=ids)
    return people.select_related("organization")


@prepared
def _addresses(
    *, ids: Collection[int], company_id: int
) -> QuerySet[PersonAddress, tuple[int, str]]:
    written = PersonAddress.objects.filter(company_id=company_id, person_id__in=ids)
    return written.order_by("pk").values_list("person_id", "address")


@prepared
def _phones(
    *, ids: Collection[int], company_id: int
) -> QuerySet[PersonPhone, tuple[int, str, str]]:
    called = PersonPhone.objects.filter(company_id=company_id, person_id__in=ids)
    return called.order_by("pk").values_list("person_id", "e164", "number")


def _organizations(ids: Collection[int], company_id: int) -> Iterable[Read]:
    more = searched_texts("organization", ids, company_id=company_id)
    for one in Organization.objects.alive().filter(company_id=company_id, pk__in=ids):
        said = [
            Part("website", one.website),
            Part("address", one.address),
            Part("address", one.city),
            Part("industry", one.industry),
        ]
        yield _owned(one, one.name, [], [*said, *_custom(more, one.pk)])


def _items(model: Any) -> Callable[[Collection[int], int], Iterable[Read]]:
    def read_items(ids: Collection[int], company_id: int) -> Iterable[Read]:
        items = model.objects.alive().filter(company_id=company_id, pk__in=ids)
        more = searched_texts(model.subject_type, ids, company_id=company_id)
        for one in items.select_related("person", "organization"):
            said = _names(one, one.person, one.organization)
            yield _owned(one, one.title, [], [*said, *_custom(more, one.pk)])

    return read_items


def _projects(ids: Collection[int], company_id: int) -> Iterable[Read]:
    projects = Project.objects.alive().filter(company_id=company_id, pk__in=ids)
    more = searched_texts("project", ids, company_id=company_id)
    for one in projects.prefetch_related("people__person", "organizations__organization"):
        contacts: list[Person | Organization] = [link.person for link in one.people.all()]
        contacts += [link.organization for link in one.organizations.all()]
        said = [*_names(one, *contacts), Part("description", one.description[:MAX_CHARS])]
        yield _owned(one, one.title, [], [*said, *_custom(more, one.pk)])


def _notes(ids: Collection[int], company_id: int) -> Iterable[Read]:
    answers: dict[int, list[Part]] = defaultdict(list)
    comments = Comment.objects.filter(company_id=company_id, note_id__in=ids, deleted_at=None)
    for note_id, text in comments.order_by("pk").values_list("note_id", "text"):
        answers[note_id].append(Part("text", text[:MAX_CHARS]))
    for one in Note.objects.alive().filter(company_id=company_id, pk__in=ids):
        title = shorten(one.text, LONGEST_TITLE)
        yield _owned(one, title, [], [Part("text", one.text[:MAX_CHARS]), *answers[one.pk]])


def _activities(ids: Collection[int], company_id: int) -> Iterable[Read]:
    for one in Activity.objects.alive().filter(company_id=company_id, pk__in=ids):
        guests = [Part("guest", str(guest)) for guest in one.guests]
        said = [Part("text", one.note[:MAX_CHARS]), Part("address", one.location), *guests]
        yield _owned(one, one.title, [], said)


def _files(ids: Collection[int], company_id: int) -> Iterable[Read]:
    for one in File.objects.alive().filter(company_id=company_id, pk__in=ids):
        yield _owned(one, one.name, [], [])


def _owned(one: OwnedRecord, title: str, reached: list[Part], said: list[Part]) -> Read:
    return Read(
        id=one.pk,
        title=title,
        owner_id=one.owner_id,
        visibility=one.visibility,
        reached=tuple(part for part in reached if part.text),
        said=tuple(part for part in said if part.text),
    )


def _names(record: OwnedRecord, *contacts: Person | Organization | None) -> list[Part]:
    return [
        Part(one.subject_type, one.name)
        for one in contacts
        if one is not None and _is_seen_with(record, one)
    ]


def _is_seen_with(record: OwnedRecord, contact: OwnedRecord) -> bool:
    """Return whether all who see a record see the contact too."""
    if contact.visibility == Visibility.COMPANY:
        return True
    return contact.owner_id == record.owner_id and contact.visibility >= record.visibility


def _custom(more: Mapping[int, Iterable[str]], record_id: int) -> list[Part]:
    return [Part("field", text) for text in more.get(record_id, ())]


READERS: Mapping[str, Callable[[Collection[int], int], Iterable[Read]]] = {
    "person": _persons,
    "organization": _organizations,
    "deal": _items(Deal),
    "lead": _items(Lead),
    "project": _projects,
    "note": _notes,
    "activity": _activities,
    "file": _files,
}
