"""Leads: `/v1/leads`, known by their uuid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import BeforeValidator, ConfigDict, Field

from kartotek.api.answers import gone, offset_page, one
from kartotek.api.formats import day, milliseconds, number, origin
from kartotek.api.refusals import refuse_filter
from kartotek.api.request import ApiRequest
from kartotek.api.v1.asked import Forgiving, MaybeId, Part, nothing_if_empty
from kartotek.api.v1.custom_fields import beside, said_beside
from kartotek.api.v1.door import api
from kartotek.api.v1.lead_labels import label_id, label_uuid
from kartotek.api.values import Day, Id, LooseMoment, Title
from kartotek.flows import at_once, field_values, item_changes
from kartotek.pipeline.leads.queries import listing
from kartotek.users.listing import Wanted

VisibleTo = Annotated[Literal["1", "3", "5", "7"], BeforeValidator(str)]
MaybeDay = Annotated[Day | None, BeforeValidator(nothing_if_empty)]
LabelIds = Annotated[list[Annotated[int, BeforeValidator(label_id)]], Field(max_length=100)]


class MoneyOut(msgspec.Struct):
    """A sum in one currency."""

    amount: int | float
    currency: str


class LeadOut(msgspec.Struct):
    """A lead as v1 shows it."""

    id: UUID
    title: str
    owner_id: int
    creator_id: int
    label_ids: list[UUID]
    person_id: int | None
    organization_id: int | None
    source_name: str
    origin: str
    origin_id: str | None
    channel: int | None
    channel_id: str | None
    source_deal_id: int | None
    is_archived: bool
    is_deleted: bool
    was_seen: bool
    value: MoneyOut | None
    expected_close_date: str | None
    next_activity_id: int | None
    add_time: str
    update_time: str
    archive_time: str | None
    visible_to: str
    cc_email: str


class Money(Forgiving):
    """A sum as it is sent: both of it, or nothing."""

    amount: Decimal
    currency: str


class LeadChanges(Forgiving):
    """What can be written on a lead, and what can become of it; custom fields stand beside."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)

    title: str | None = None
    owner_id: MaybeId = None
    label_ids: LabelIds | None = None
    person_id: MaybeId = None
    organization_id: MaybeId = None
    is_archived: bool | None = None
    value: Money | None = None
    expected_close_date: MaybeDay = None
    visible_to: VisibleTo | None = None
    was_seen: bool | None = None

    def beside(self) -> dict[str, Any]:
        """Return what stands in the request beside the lead's own values."""
        return dict(self.model_extra or {})


class NewLead(LeadChanges):
    """A lead to open."""

    title: Title


class LeadsAsked(Part):
    """Which leads, in which order."""

    owner_id: Id | None = None
    person_id: Id | None = None
    organization_id: Id | None = None
    filter_id: Id | None = None
    updated_since: LooseMoment | None = None
    sort: str = ""


@api.get("/leads", tags=["leads"])
def leads(request: ApiRequest, asked: Query[LeadsAsked]) -> HttpResponse:
    """List the leads that are not archived."""
    return _listed(request, asked, is_archived=False)


@api.get("/leads/archived", tags=["leads"])
def archived_leads(request: ApiRequest, asked: Query[LeadsAsked]) -> HttpResponse:
    """List the archived leads."""
    return _listed(request, asked, is_archived=True)


@api.post("/leads", tags=["leads"])
def add_lead(request: ApiRequest, payload: NewLead) -> HttpResponse:
    """Open a lead; it needs a person or an organization."""
    values = {"source_name": "API", "is_seen": False, **_values(payload)}
    open_lead = partial(
        at_once.open_lead, by=request.viewer, at=timezone.now(), turn=_turn(payload), **values
    )
    lead = field_values.added(
        open_lead,
        values=said_beside("lead", payload.beside(), viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    [shown] = _shown(request, [listing.written_lead(lead, viewer=request.viewer)])
    return one(shown, status=201)


@api.get("/leads/{uuid:lead_id}", tags=["leads"])
def lead(request: ApiRequest, lead_id: UUID) -> HttpResponse:
    """Return a lead."""
    [shown] = _shown(request, [listing.lead_entry(lead_id, viewer=request.viewer)])
    return one(shown)


@api.api_operation(["PATCH", "PUT"], "/leads/{uuid:lead_id}", tags=["leads"])
def change_lead(request: ApiRequest, lead_id: UUID, payload: LeadChanges) -> HttpResponse:
    """Change what is sent of a lead, and leave the rest: all of it, or nothing."""
    set_lead = partial(
        at_once.set_lead,
        lead_id=listing.lead_entry(lead_id, viewer=request.viewer).record.pk,
        by=request.viewer,
        at=timezone.now(),
        turn=_turn(payload),
        **_values(payload),
    )
    changed = field_values.changed(
        set_lead,
        values=said_beside("lead", payload.beside(), viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    [shown] = _shown(request, [listing.written_lead(changed, viewer=request.viewer)])
    return one(shown)


@api.delete("/leads/{uuid:lead_id}", tags=["leads"])
def delete_lead(request: ApiRequest, lead_id: UUID) -> HttpResponse:
    """Delete a lead; it can be read, and restored on its page."""
    entry = listing.lead_entry(lead_id, viewer=request.viewer)
    item_changes.delete_item(
        kind="lead", item_id=entry.record.pk, by=request.viewer, at=timezone.now()
    )
    return gone(str(lead_id))


def _listed(request: ApiRequest, asked: LeadsAsked, *, is_archived: bool) -> HttpResponse:
    refuse_filter(asked.filter_id)
    which = listing.LeadsWanted(
        person_id=asked.person_id,
        organization_id=asked.organization_id,
        is_archived=is_archived,
        sort=list(_sort(asked.sort)),
        start=asked.start,
        limit=asked.most,
    )
    wanted = Wanted(owner_id=asked.owner_id, updated_since=asked.updated_since)
    page = listing.lead_entries(viewer=request.viewer, to=wanted, which=which)
    return offset_page(
        _shown(request, page.rows),
        start=asked.start,
        limit=asked.most,
        has_more=bool(page.next),
    )


def _shown(request: ApiRequest, entries: Sequence[listing.LeadEntry]) -> list[dict[str, Any]]:
    own = beside("lead", [entry.record.pk for entry in entries], viewer=request.viewer)
    return [msgspec.structs.asdict(_out(entry)) | own.get(entry.record.pk, {}) for entry in entries]


def _sort(text: str) -> Iterable[str]:
    """Yield the orders of `update_time DESC, title`, a leading minus for one turned round."""
    for part in text.split(","):
        name, _blank, direction = part.strip().partition(" ")
        if name:
            yield f"{'-' if direction.strip().lower() == 'desc' else ''}{name}"


def _values(sent: LeadChanges) -> dict[str, Any]:
    """Return what was sent of the lead's values in the words of the house."""
    given = sent.given()
    words = {
        "owner_id": "owner_id",
        "person_id": "person_id",
        "organization_id": "organization_id",
        "expected_close_date": "expected_close_on",
    }
    values = {ours: given[theirs] for theirs, ours in words.items() if theirs in given}
    if sent.title is not None:
        values["title"] = sent.title
    if sent.was_seen is not None:
        values["is_seen"] = sent.was_seen
    if sent.visible_to is not None:
        values["visibility"] = int(sent.visible_to)
    if "value" in given:
        values["amount"] = sent.value.amount if sent.value else None
        values["currency"] = sent.value.currency if sent.value else ""
    return values


def _turn(sent: LeadChanges) -> at_once.LeadTurn:
    return at_once.LeadTurn(label_ids=sent.label_ids, is_archived=sent.is_archived)


def _out(entry: listing.LeadEntry) -> LeadOut:
    lead = entry.record
    opener = entry.opening.user_id if entry.opening else None
    return LeadOut(
        id=lead.uuid,
        title=lead.title,
        owner_id=lead.owner_id,
        creator_id=opener or lead.owner_id,
        label_ids=[label_uuid(one.id) for one in sorted(entry.labels, key=lambda one: one.id)],
        person_id=entry.person_id,
        organization_id=entry.organization_id,
        source_name=lead.source_name,
        origin=origin(entry.opening),
        origin_id=None,
        channel=None,
        channel_id=None,
        source_deal_id=lead.source_deal_id,
        is_archived=lead.archived_at is not None,
        is_deleted=lead.is_deleted,
        was_seen=lead.is_seen,
        value=None if lead.amount is None else MoneyOut(number(lead.amount), lead.currency),
        expected_close_date=day(lead.expected_close_on),
        next_activity_id=lead.next_activity_id,
        add_time=milliseconds(lead.created_at),
        update_time=milliseconds(lead.updated_at),
        archive_time=milliseconds(lead.archived_at),
        visible_to=str(lead.visibility),
        cc_email="",
    )
