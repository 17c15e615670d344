"""Deals: `/api/v2/deals`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import Field

from kartotek.api.answers import cursor_page, gone, one
from kartotek.api.custom_fields import said
from kartotek.api.formats import day, number, origin, seconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.asked import Labelled, Records
from kartotek.api.v2.door import api
from kartotek.api.v2.shapes import LabelOut, label_ids, named_labels, own_fields
from kartotek.api.values import Amount, CustomFields, Day, Id, Strict, Title
from kartotek.flows import at_once, field_values, item_changes
from kartotek.pipeline.deals.queries import listing
from kartotek.pipeline.leads.queries.listing import source_leads

Status = Literal["open", "won", "lost"]


class DealOut(msgspec.Struct):
    """A deal as v2 shows it."""

    id: int
    title: str
    creator_user_id: int
    owner_id: int
    value: int | float
    person_id: int | None
    org_id: int | None
    stage_id: int
    pipeline_id: int
    currency: str
    archive_time: str | None
    add_time: str
    update_time: str
    stage_change_time: str | None
    status: str
    is_archived: bool
    is_deleted: bool
    probability: int | None
    lost_reason: str | None
    visible_to: int
    close_time: str | None
    won_time: str | None
    lost_time: str | None
    local_won_date: str | None
    local_lost_date: str | None
    local_close_date: str | None
    expected_close_date: str | None
    label_ids: list[int]
    origin: str
    origin_id: str | None
    channel: int | None
    channel_id: str | None
    source_lead_id: UUID | None
    acv: int | None
    arr: int | None
    mrr: int | None
    custom_fields: dict[str, Any]
    labels: list[LabelOut] | msgspec.UnsetType = msgspec.UNSET


class DealChanges(Strict):
    """What can be written on a deal, and what can become of it."""

    title: str = ""
    owner_id: Id = 0
    person_id: Id | None = None
    org_id: Id | None = None
    pipeline_id: Id | None = None
    stage_id: Id | None = None
    value: Amount | None = None
    currency: str = ""
    is_deleted: Literal[False] | None = None
    is_archived: bool | None = None
    status: Status | None = None
    lost_reason: str | None = None
    visible_to: int = 0
    expected_close_date: Day | None = None
    label_ids: list[Id] | None = None
    custom_fields: CustomFields = Field(default_factory=dict)


class NewDeal(DealChanges):
    """A deal to open."""

    title: Title


class DealsAsked(Records):
    """Which deals."""

    person_id: Id | None = None
    org_id: Id | None = None
    pipeline_id: Id | None = None
    stage_id: Id | None = None
    status: Literal["open", "won", "lost", "deleted"] | None = None


@api.get("/deals", tags=["deals"])
def deals(request: ApiRequest, asked: Query[DealsAsked]) -> HttpResponse:
    """List the deals that are not archived, a part at a time."""
    return _listed(request, asked, is_archived=False)


@api.get("/deals/archived", tags=["deals"])
def archived_deals(request: ApiRequest, asked: Query[DealsAsked]) -> HttpResponse:
    """List the archived deals, a part at a time."""
    return _listed(request, asked, is_archived=True)


@api.post("/deals", tags=["deals"])
def add_deal(request: ApiRequest, payload: NewDeal) -> HttpResponse:
    """Open a deal; it needs a person or an organization."""
    open_deal = partial(
        at_once.open_deal,
        by=request.viewer,
        at=timezone.now(),
        turn=_turn(payload),
        **_values(payload),
    )
    deal = field_values.added(
        open_deal,
        values=said("deal", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    return _answered(request, listing.written_deal(deal, viewer=request.viewer))


@api.get("/deals/{int:deal_id}", tags=["deals"])
def deal(request: ApiRequest, deal_id: int, asked: Query[Labelled]) -> HttpResponse:
    """Return a deal."""
    return _answered(request, listing.deal_entry(deal_id, viewer=request.viewer), asked)


@api.patch("/deals/{int:deal_id}", tags=["deals"])
def change_deal(request: ApiRequest, deal_id: int, payload: DealChanges) -> HttpResponse:
    """Change what is sent of a deal, and leave the rest: all of it, or nothing."""
    set_deal = partial(
        at_once.set_deal,
        deal_id=deal_id,
        by=request.viewer,
        at=timezone.now(),
        turn=_turn(payload),
        **_values(payload),
    )
    changed = field_values.changed(
        set_deal,
        values=said("deal", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    return _answered(request, listing.written_deal(changed, viewer=request.viewer))


@api.delete("/deals/{int:deal_id}", tags=["deals"])
def delete_deal(request: ApiRequest, deal_id: int) -> HttpResponse:
    """Delete a deal; it can be read, and restored."""
    item_changes.delete_item(kind="deal", item_id=deal_id, by=request.viewer, at=timezone.now())
    return gone(deal_id)


def _values(sent: DealChanges) -> dict[str, Any]:
    """Return what was sent of the deal's values in the words of the house."""
    given = sent.given()
    words = {
        "title": "title",
        "owner_id": "owner_id",
        "person_id": "person_id",
        "org_id": "organization_id",
        "value": "amount",
        "currency": "currency",
        "visible_to": "visibility",
        "expected_close_date": "expected_close_on",
    }
    return {ours: given[theirs] for theirs, ours in words.items() if theirs in given}


def _turn(sent: DealChanges) -> at_once.DealTurn:
    return at_once.DealTurn(
        stage_id=sent.stage_id,
        pipeline_id=sent.pipeline_id,
        outcome=sent.status,
        lost_reason=sent.lost_reason,
        label_ids=sent.label_ids,
        is_archived=sent.is_archived,
        is_restored=sent.is_deleted is False,
    )


def _listed(request: ApiRequest, asked: DealsAsked, *, is_archived: bool) -> HttpResponse:
    which = listing.DealsWanted(
        person_id=asked.person_id,
        organization_id=asked.org_id,
        pipeline_id=asked.pipeline_id,
        stage_id=asked.stage_id,
        status=asked.status or "",
        is_archived=is_archived,
    )
    page = listing.deal_entries(
        viewer=request.viewer, to=asked.wanted(), which=which, part=asked.slice()
    )
    return cursor_page(_shown(request, page.rows, asked), page.next)


def _answered(
    request: ApiRequest, entry: listing.DealEntry, asked: Labelled | None = None
) -> HttpResponse:
    [shown] = _shown(request, [entry], asked)
    return one(shown)


def _shown(
    request: ApiRequest, entries: Iterable[listing.DealEntry], asked: Labelled | None
) -> list[DealOut]:
    found = list(entries)
    sources = source_leads([entry.record.pk for entry in found], viewer=request.viewer)
    zone = ZoneInfo(request.auth.time_zone)
    own = own_fields("deal", [entry.record.pk for entry in found], asked, viewer=request.viewer)
    are_asked = bool(asked and asked.include_labels)
    return [
        msgspec.structs.replace(
            _out(entry, sources, zone),
            custom_fields=own[entry.record.pk],
            labels=named_labels(entry.labels, are_asked=are_asked),
        )
        for entry in found
    ]


def _out(entry: listing.DealEntry, sources: Mapping[int, UUID], zone: tzinfo) -> DealOut:
    deal = entry.record
    closed_at = deal.closed_at
    won_at = closed_at if deal.status == "won" else None
    lost_at = closed_at if deal.status == "lost" else None
    opener = entry.opening.user_id if entry.opening else None
    return DealOut(
        id=deal.pk,
        title=deal.title,
        creator_user_id=opener or deal.owner_id,
        owner_id=deal.owner_id,
        value=number(deal.amount) if deal.amount is not None else 0,
        person_id=entry.person_id,
        org_id=entry.organization_id,
        stage_id=deal.stage_id,
        pipeline_id=deal.stage.pipeline_id,
        currency=deal.currency,
        archive_time=seconds(deal.archived_at),
        add_time=seconds(deal.created_at),
        update_time=seconds(deal.updated_at),
        stage_change_time=seconds(deal.stage_since),
        status=deal.status,
        is_archived=deal.archived_at is not None,
        is_deleted=deal.is_deleted,
        probability=None,
        lost_reason=(deal.lost_reason or None) if lost_at else None,
        visible_to=deal.visibility,
        close_time=seconds(closed_at),
        won_time=seconds(won_at),
        lost_time=seconds(lost_at),
        local_won_date=_local(won_at, zone),
        local_lost_date=_local(lost_at, zone),
        local_close_date=_local(closed_at, zone),
        expected_close_date=day(deal.expected_close_on),
        label_ids=label_ids(entry.labels),
        origin=origin(entry.opening),
        origin_id=None,
        channel=None,
        channel_id=None,
        source_lead_id=sources.get(deal.pk),
        acv=None,
        arr=None,
        mrr=None,
        custom_fields={},
    )


def _local(at: datetime | None, zone: tzinfo) -> str | None:
    return day(at.astimezone(zone).date()) if at else None
