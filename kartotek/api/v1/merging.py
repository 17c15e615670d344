"""Merging: `PUT /v1/persons/{id}/merge` and `PUT /v1/organizations/{id}/merge`.

The record in the address becomes part of the one in the body, whose values win.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpResponse
from django.utils import timezone

from kartotek.api.answers import one
from kartotek.api.formats import spaced
from kartotek.api.request import ApiRequest
from kartotek.api.v1.asked import Forgiving
from kartotek.api.v1.door import api
from kartotek.api.values import Id
from kartotek.contacts import queries
from kartotek.contacts.queries import Reach
from kartotek.flows.merge_contacts import merge


class MergeWith(Forgiving):
    """The record that stays."""

    merge_with_id: Id


class ReachOut(msgspec.Struct):
    """An email address or phone."""

    value: str
    primary: bool
    label: str


class MergedOut(msgspec.Struct, kw_only=True):
    """The record that stays, and the id of what became part of it."""

    id: int
    company_id: int
    owner_id: int
    owner_name: str
    name: str
    first_char: str
    visible_to: str
    active_flag: bool
    add_time: str
    update_time: str
    label: int | None
    label_ids: list[int]
    merge_what_id: int


class MergedPersonOut(MergedOut, kw_only=True):
    """A person, as `MergedOut`."""

    org_id: int | None
    org_name: str | None
    first_name: str
    last_name: str | None
    email: list[ReachOut]
    phone: list[ReachOut]


class MergedOrganizationOut(MergedOut, kw_only=True):
    """An organization, as `MergedOut`."""

    people_count: int
    address: str | None


@api.put("/persons/{int:person_id}/merge", tags=["persons"])
def merge_persons(request: ApiRequest, person_id: int, payload: MergeWith) -> HttpResponse:
    """Merge a person into another one."""
    survivor_id = payload.merge_with_id
    _merge("person", person_id, survivor_id, request)
    found = queries.person(survivor_id, viewer=request.viewer)
    there = found.organization
    return one(
        MergedPersonOut(
            **_common(found, request, person_id),
            org_id=there.id if there else None,
            org_name=there.name if there else None,
            first_name=found.first_name,
            last_name=found.last_name or None,
            email=[_reach(row) for row in found.addresses],
            phone=[_reach(row) for row in found.phones],
        )
    )


@api.put("/organizations/{int:organization_id}/merge", tags=["organizations"])
def merge_organizations(
    request: ApiRequest, organization_id: int, payload: MergeWith
) -> HttpResponse:
    """Merge an organization into another one."""
    survivor_id = payload.merge_with_id
    _merge("organization", organization_id, survivor_id, request)
    found = queries.organization(survivor_id, viewer=request.viewer)
    return one(
        MergedOrganizationOut(
            **_common(found, request, organization_id),
            people_count=found.people_count,
            address=found.address or None,
        )
    )


def _merge(kind: str, loser_id: int, survivor_id: int, request: ApiRequest) -> None:
    merge(
        kind=kind,
        survivor_id=survivor_id,
        loser_id=loser_id,
        by=request.viewer,
        at=timezone.now(),
    )


def _common(
    found: queries.PersonPage | queries.OrganizationPage, request: ApiRequest, loser_id: int
) -> dict[str, Any]:
    ids = [label.id for label in found.labels]
    return {
        "id": found.id,
        "company_id": request.viewer.company_id,
        "owner_id": found.owner_id,
        "owner_name": found.owner_name,
        "name": found.name,
        "first_char": found.name[:1].lower(),
        "visible_to": str(found.visibility),
        "active_flag": True,
        "add_time": spaced(found.created_at),
        "update_time": spaced(found.updated_at),
        "label": ids[0] if ids else None,
        "label_ids": ids,
        "merge_what_id": loser_id,
    }


def _reach(row: Reach) -> ReachOut:
    return ReachOut(row.value, row.is_primary, row.label)
