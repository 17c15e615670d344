"""People: `/api/v2/persons`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import Field

from kartotek.api.answers import cursor_page, gone, one
from kartotek.api.custom_fields import said
from kartotek.api.formats import day, seconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.asked import Labelled, Records
from kartotek.api.v2.door import api
from kartotek.api.v2.shapes import (
    LabelOut,
    PlaceOut,
    ReachOut,
    label_ids,
    named_labels,
    own_fields,
    place,
)
from kartotek.api.values import CustomFields, Day, Id, Moment, Place, Reach, Reaches, Strict
from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.contacts.queries import listing
from kartotek.flows import at_once, contact_changes, field_values
from kartotek.pipeline.deals.queries.listing import persons_of_deal
from kartotek.users.listing import Wanted


class PersonOut(msgspec.Struct):
    """A person as v2 shows them."""

    id: int
    name: str
    first_name: str
    last_name: str
    owner_id: int
    org_id: int | None
    add_time: str
    update_time: str
    emails: list[ReachOut]
    phones: list[ReachOut]
    is_deleted: bool
    visible_to: int
    label_ids: list[int]
    picture_id: int | None
    postal_address: PlaceOut | None
    notes: str
    im: list[ReachOut]
    birthday: str | None
    job_title: str
    custom_fields: dict[str, Any]
    labels: list[LabelOut] | msgspec.UnsetType = msgspec.UNSET


class PersonChanges(Strict):
    """What can be written on a person."""

    name: str = ""
    owner_id: Id = 0
    org_id: Id | None = None
    emails: Reaches = Field(default_factory=list)
    phones: Reaches = Field(default_factory=list)
    visible_to: int = 0
    label_ids: list[Id] = Field(default_factory=list)
    postal_address: Place | None = None
    notes: str | None = None
    im: Reaches = Field(default_factory=list)
    birthday: Day | None = None
    job_title: str | None = None
    custom_fields: CustomFields = Field(default_factory=dict)


class NewPerson(PersonChanges):
    """A person to add."""

    name: str
    add_time: Moment | None = None


class PersonsAsked(Records):
    """Which people."""

    org_id: Id | None = None
    deal_id: Id | None = None


@api.get("/persons", tags=["persons"])
def persons(request: ApiRequest, asked: Query[PersonsAsked]) -> HttpResponse:
    """List people, a part at a time."""
    wanted = asked.wanted()
    if asked.deal_id is not None:
        on_it = persons_of_deal(asked.deal_id, viewer=request.viewer)
        ids = on_it if wanted.ids is None else set(on_it).intersection(wanted.ids)
        wanted = Wanted(ids, wanted.owner_id, wanted.updated_since, wanted.updated_until)
    page = listing.person_entries(
        viewer=request.viewer, to=wanted, part=asked.slice(), organization_id=asked.org_id
    )
    return cursor_page(_shown(request, page.rows, asked), page.next)


@api.post("/persons", tags=["persons"])
def add_person(request: ApiRequest, payload: NewPerson) -> HttpResponse:
    """Add a person."""
    open_person = partial(
        at_once.open_person,
        by=request.viewer,
        at=timezone.now(),
        since=payload.add_time,
        **_values(payload),
    )
    person = field_values.added(
        open_person,
        values=said("person", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    return _answered(request, listing.written_person(person, viewer=request.viewer))


@api.get("/persons/{int:person_id}", tags=["persons"])
def person(request: ApiRequest, person_id: int, asked: Query[Labelled]) -> HttpResponse:
    """Return a person."""
    return _answered(request, listing.person_entry(person_id, viewer=request.viewer), asked)


@api.patch("/persons/{int:person_id}", tags=["persons"])
def change_person(request: ApiRequest, person_id: int, payload: PersonChanges) -> HttpResponse:
    """Change what is sent of a person, and leave the rest."""
    set_person = partial(
        at_once.set_person,
        person_id=person_id,
        by=request.viewer,
        at=timezone.now(),
        **_values(payload),
    )
    changed = field_values.changed(
        set_person,
        values=said("person", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    return _answered(request, listing.written_person(changed, viewer=request.viewer))


@api.delete("/persons/{int:person_id}", tags=["persons"])
def delete_person(request: ApiRequest, person_id: int) -> HttpResponse:
    """Delete a person; they can be read, and restored on their page."""
    contact_changes.delete_person(person_id=person_id, by=request.viewer, at=timezone.now())
    return gone(person_id)


def _values(sent: PersonChanges) -> dict[str, Any]:
    """Return what was sent in the words of the house."""
    given = sent.given()
    words = {"org_id": "organization_id", "visible_to": "visibility"}
    same = {"name", "owner_id", "label_ids", "birthday", *words}
    values = {words.get(name, name): given[name] for name in same if name in given}
    values |= {name: given[name] or "" for name in ("notes", "job_title") if name in given}
    if "emails" in given:
        values["addresses"] = [AddressIn(*_reach(one)) for one in sent.emails]
    if "phones" in given:
        values["phones"] = [PhoneIn(*_reach(one)) for one in sent.phones]
    if "im" in given:
        values["messenger"] = next((one.value for one in sent.im), "")
    if "postal_address" in given:
        values["postal_address"] = (sent.postal_address and sent.postal_address.value) or ""
    return values


def _reach(sent: Reach) -> tuple[str, str, bool]:
    return sent.value, sent.label or "work", sent.primary


def _answered(
    request: ApiRequest, entry: listing.PersonEntry, asked: Labelled | None = None
) -> HttpResponse:
    [shown] = _shown(request, [entry], asked)
    return one(shown)


def _shown(
    request: ApiRequest, entries: Sequence[listing.PersonEntry], asked: Labelled | None
) -> list[PersonOut]:
    ids = [entry.record.pk for entry in entries]
    own = own_fields("person", ids, asked, viewer=request.viewer)
    return [_out(entry, own[entry.record.pk], asked) for entry in entries]


def _out(entry: listing.PersonEntry, own: dict[str, Any], asked: Labelled | None) -> PersonOut:
    person = entry.record
    return PersonOut(
        id=person.pk,
        name=person.name,
        first_name=person.first_name,
        last_name=person.last_name,
        owner_id=person.owner_id,
        org_id=entry.organization_id,
        add_time=seconds(person.created_at),
        update_time=seconds(person.updated_at),
        emails=[ReachOut(row.address, row.is_primary, row.label) for row in entry.addresses],
        phones=[ReachOut(row.number, row.is_primary, row.label) for row in entry.phones],
        is_deleted=person.is_deleted,
        visible_to=person.visibility,
        label_ids=label_ids(entry.labels),
        picture_id=None,
        postal_address=place(value=person.postal_address),
        notes=person.notes,
        im=[ReachOut(person.messenger, True, "other")] if person.messenger else [],  # noqa: FBT003
        birthday=day(person.birthday),
        job_title=person.job_title,
        custom_fields=own,
        labels=named_labels(entry.labels, are_asked=bool(asked and asked.include_labels)),
    )
