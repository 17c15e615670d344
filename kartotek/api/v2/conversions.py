"""Leads become deals and deals leads: `/api/v2/leads/{id}/convert`, `/api/v2/deals/{id}/convert`.

It is done at once, so that whoever asks for the status hears that it is completed.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kartotek.api.answers import one
from kartotek.api.request import ApiRequest
from kartotek.api.v2.door import api
from kartotek.api.values import Id, Strict
from kartotek.errors import NotFound
from kartotek.flows import convert_lead
from kartotek.pipeline.deals.queries import stages
from kartotek.pipeline.leads.queries import conversions, listing

NAMES: Final = UUID("5c1fb6c6-8a3e-4d0e-9a55-1f0f7b0f6f11")
"""The namespace of the numbers of conversions (RFC 9562 section 5.5)."""


class ConversionOut(msgspec.Struct):
    """A conversion that was asked for."""

    conversion_id: UUID


class LeadBecame(msgspec.Struct):
    """How the conversion of a lead stands."""

    deal_id: int
    conversion_id: UUID
    status: str


class DealBecame(msgspec.Struct):
    """How the conversion of a deal stands."""

    lead_id: UUID
    conversion_id: UUID
    status: str


class DealWanted(Strict):
    """Where the deal of a lead starts; of a pipeline alone in its first stage."""

    stage_id: Id | None = None
    pipeline_id: Id | None = None


@api.post("/leads/{uuid:lead_id}/convert/deal", tags=["leads"])
def convert_to_deal(request: ApiRequest, lead_id: UUID, payload: DealWanted) -> HttpResponse:
    """Make a lead a deal."""
    entry = listing.lead_entry(lead_id, viewer=request.viewer)
    deal = convert_lead.lead_to_deal(
        lead_id=entry.record.pk,
        stage_id=_stage_id(request, payload),
        by=request.viewer,
        at=timezone.now(),
    )
    return one(ConversionOut(_number(lead_id, deal.pk)))


@api.get("/leads/{uuid:lead_id}/convert/status/{uuid:conversion_id}", tags=["leads"])
def lead_conversion(request: ApiRequest, lead_id: UUID, conversion_id: UUID) -> HttpResponse:
    """Return what a lead became."""
    deal_id = listing.lead_entry(lead_id, viewer=request.viewer).record.deal_id
    if deal_id is None or _number(lead_id, deal_id) != conversion_id:
        raise NotFound(_("There was no such conversion."))
    return one(LeadBecame(deal_id, conversion_id, "completed"))


@api.post("/deals/{int:deal_id}/convert/lead", tags=["deals"])
def convert_to_lead(request: ApiRequest, deal_id: int) -> HttpResponse:
    """Make a deal a lead."""
    lead = convert_lead.deal_to_lead(deal_id=deal_id, by=request.viewer, at=timezone.now())
    return one(ConversionOut(_number(lead.uuid, -deal_id)))


@api.get("/deals/{int:deal_id}/convert/status/{uuid:conversion_id}", tags=["deals"])
def deal_conversion(request: ApiRequest, deal_id: int, conversion_id: UUID) -> HttpResponse:
    """Return what a deal became."""
    for lead_id in conversions.leads_made_from(deal_id, viewer=request.viewer):
        if _number(lead_id, -deal_id) == conversion_id:
            return one(DealBecame(lead_id, conversion_id, "completed"))
    raise NotFound(_("There was no such conversion."))


def _stage_id(request: ApiRequest, asked: DealWanted) -> int | None:
    if asked.stage_id is not None or asked.pipeline_id is None:
        return asked.stage_id
    found = [one for one in stages(viewer=request.viewer) if one.pipeline_id == asked.pipeline_id]
    # No stage has the number of a pipeline that is gone: it is refused like a stage that is.
    return found[0].id if found else 0


def _number(lead_id: UUID, deal_id: int) -> UUID:
    """Return the number of a conversion, which is always the same; from a deal it is negative."""
    return uuid5(NAMES, f"{lead_id}/{deal_id}")
