"""Organizations: `/api/v2/organizations`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import Field

from kartotek.api.answers import cursor_page, gone, one
from kartotek.api.custom_fields import said
from kartotek.api.formats import seconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.asked import Labelled, Records
from kartotek.api.v2.door import api
from kartotek.api.v2.shapes import (
    LabelOut,
    PlaceOut,
    label_ids,
    named_labels,
    own_fields,
    place,
)
from kartotek.api.values import CustomFields, Id, Moment, Place, Strict
from kartotek.contacts.queries import listing
from kartotek.flows import at_once, contact_changes, field_values

PLACE: Final = {
    "value": "address",
    "country": "country",
    "admin_area_level_1": "state",
    "admin_area_level_2": "region",
    "locality": "city",
    "sublocality": "district",
    "route": "street",
    "street_number": "house_number",
    "subpremise": "suite",
    "postal_code": "postcode",
}
"""The parts of an address: the API's word and ours."""

Revenue = Annotated[int, Field(ge=0, le=9_999_999_999_999)]
Headcount = Annotated[int, Field(ge=0, le=2_147_483_647)]


class OrganizationOut(msgspec.Struct):
    """An organization as v2 shows it."""

    id: int
    name: str
    owner_id: int
    add_time: str
    update_time: str
    is_deleted: bool
    visible_to: int
    address: PlaceOut | None
    label_ids: list[int]
    website: str | None
    linkedin: str | None
    industry: int | None
    annual_revenue: int | None
    employee_count: int | None
    custom_fields: dict[str, Any]
    labels: list[LabelOut] | msgspec.UnsetType = msgspec.UNSET


class OrganizationChanges(Strict):
    """What can be written on an organization."""

    name: str = ""
    owner_id: Id = 0
    visible_to: int = 0
    label_ids: list[Id] = Field(default_factory=list)
    address: Place | None = None
    website: str | None = None
    linkedin: str | None = None
    annual_revenue: Revenue | None = None
    employee_count: Headcount | None = None
    custom_fields: CustomFields = Field(default_factory=dict)


class NewOrganization(OrganizationChanges):
    """An organization to add."""

    name: str
    add_time: Moment | None = None


@api.get("/organizations", tags=["organizations"])
def organizations(request: ApiRequest, asked: Query[Records]) -> HttpResponse:
    """List organizations, a part at a time."""
    page = listing.organization_entries(
        viewer=request.viewer, to=asked.wanted(), part=asked.slice()
    )
    return cursor_page(_shown(request, page.rows, asked), page.next)


@api.post("/organizations", tags=["organizations"])
def add_organization(request: ApiRequest, payload: NewOrganization) -> HttpResponse:
    """Add an organization."""
    open_organization = partial(
        at_once.open_organization,
        by=request.viewer,
        at=timezone.now(),
        since=payload.add_time,
        **_values(payload),
    )
    organization = field_values.added(
        open_organization,
        values=said("organization", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    return _answered(request, listing.written_organization(organization, viewer=request.viewer))


@api.get("/organizations/{int:organization_id}", tags=["organizations"])
def organization(request: ApiRequest, organization_id: int, asked: Query[Labelled]) -> HttpResponse:
    """Return an organization."""
    entry = listing.organization_entry(organization_id, viewer=request.viewer)
    return _answered(request, entry, asked)


@api.patch("/organizations/{int:organization_id}", tags=["organizations"])
def change_organization(
    request: ApiRequest, organization_id: int, payload: OrganizationChanges
) -> HttpResponse:
    """Change what is sent of an organization, and leave the rest."""
    set_organization = partial(
        at_once.set_organization,
        organization_id=organization_id,
        by=request.viewer,
        at=timezone.now(),
        **_values(payload),
    )
    changed = field_values.changed(
        set_organization,
        values=said("organization", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    return _answered(request, listing.written_organization(changed, viewer=request.viewer))


@api.delete("/organizations/{int:organization_id}", tags=["organizations"])
def delete_organization(request: ApiRequest, organization_id: int) -> HttpResponse:
    """Delete an organization; it can be read, and restored on its page."""
    contact_changes.delete_organization(
        organization_id=organization_id, by=request.viewer, at=timezone.now()
    )
    return gone(organization_id)


def _values(sent: OrganizationChanges) -> dict[str, Any]:
    """Return what was sent in the words of the house; an address replaces all its parts."""
    given = sent.given()
    same = ("name", "owner_id", "label_ids", "employee_count")
    values = {name: given[name] for name in same if name in given}
    values |= {name: given[name] or "" for name in ("website", "linkedin") if name in given}
    if "visible_to" in given:
        values["visibility"] = sent.visible_to
    if "annual_revenue" in given:
        revenue = sent.annual_revenue
        values["annual_revenue"] = None if revenue is None else Decimal(revenue)
    if "address" in given:
        parts = sent.address or Place()
        values |= {ours: getattr(parts, theirs) or "" for theirs, ours in PLACE.items()}
    return values


def _answered(
    request: ApiRequest, entry: listing.OrganizationEntry, asked: Labelled | None = None
) -> HttpResponse:
    [shown] = _shown(request, [entry], asked)
    return one(shown)


def _shown(
    request: ApiRequest, entries: Sequence[listing.OrganizationEntry], asked: Labelled | None
) -> list[OrganizationOut]:
    ids = [entry.record.pk for entry in entries]
    own = own_fields("organization", ids, asked, viewer=request.viewer)
    return [_out(entry, own[entry.record.pk], asked) for entry in entries]


def _out(
    entry: listing.OrganizationEntry, own: dict[str, Any], asked: Labelled | None
) -> OrganizationOut:
    organization = entry.record
    parts = {theirs: getattr(organization, ours) for theirs, ours in PLACE.items()}
    revenue = organization.annual_revenue
    return OrganizationOut(
        id=organization.pk,
        name=organization.name,
        owner_id=organization.owner_id,
        add_time=seconds(organization.created_at),
        update_time=seconds(organization.updated_at),
        is_deleted=organization.is_deleted,
        visible_to=organization.visibility,
        address=place(**parts),
        label_ids=label_ids(entry.labels),
        website=organization.website or None,
        linkedin=organization.linkedin or None,
        industry=None,
        annual_revenue=None if revenue is None else int(revenue),
        employee_count=organization.employee_count,
        custom_fields=own,
        labels=named_labels(entry.labels, are_asked=bool(asked and asked.include_labels)),
    )
