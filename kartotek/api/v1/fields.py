"""Fields of records in version 1: `/v1/personFields` and its like, and `/v1/leadFields`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from django.http import HttpResponse
from django.urls import register_converter
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field, StringConstraints

from kartotek.api.answers import answer, gone, one
from kartotek.api.field_types import OWN_FIELDS, TYPES, WORDS, OwnField
from kartotek.api.formats import spaced
from kartotek.api.request import ApiRequest
from kartotek.api.v1.asked import Forgiving, Part
from kartotek.api.v1.door import api
from kartotek.api.values import IdList
from kartotek.errors import NotFound
from kartotek.fields import queries
from kartotek.fields.operations import FieldSettings, OptionIn
from kartotek.fields.queries import CustomFieldRow
from kartotek.fields.rules.types import CHOSEN
from kartotek.flows import field_changes
from kartotek.users.viewer import Viewer

KINDS: Final[Mapping[str, str]] = {
    "personFields": "person",
    "organizationFields": "organization",
    "dealFields": "deal",
}


class FieldArea:
    """The part of an address that says whose fields are meant."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """Return the part as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the part as it stands."""
        return value


register_converter(FieldArea, "field_area_v1")

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128)]
Word = Literal[
    "address", "date", "daterange", "double", "enum", "monetary", "org", "people", "phone",
    "set", "text", "time", "timerange", "user", "varchar", "varchar_auto",
]  # fmt: skip


class OptionSent(Forgiving):
    """An option; one with an id is there already."""

    id: int | None = None
    label: Name


class FieldSent(Forgiving):
    """What can be written on a field; options that are sent replace all there are."""

    name: Name | None = None
    options: list[OptionSent] | None = Field(default=None, max_length=1000)
    add_visible_flag: bool | None = None


class NewField(FieldSent):
    """A field to make."""

    name: Name
    field_type: Word


class Gone(Part):
    """Which fields are to be deleted."""

    ids: IdList | None = None


@api.get("/leadFields", tags=["fields"])
def lead_fields(request: ApiRequest, asked: Query[Part]) -> HttpResponse:
    """List the fields of leads, which have the custom fields of deals."""
    return _listed("lead", asked, viewer=request.viewer)


@api.get("/{field_area_v1:area}", tags=["fields"])
def fields(request: ApiRequest, area: str, asked: Query[Part]) -> HttpResponse:
    """List the fields of a kind of records, those every record has first."""
    return _listed(KINDS[area], asked, viewer=request.viewer)


@api.post("/{field_area_v1:area}", tags=["fields"])
def add_field(request: ApiRequest, area: str, payload: NewField) -> HttpResponse:
    """Make a custom field."""
    made = field_changes.add_field(
        on=KINDS[area],
        field_type=TYPES[payload.field_type],
        options=[option.label for option in payload.options or ()],
        by=request.viewer,
        at=timezone.now(),
        **_settings(payload),
    )
    return one(_out(queries.custom_field(made.pk, viewer=request.viewer)))


@api.delete("/{field_area_v1:area}", tags=["fields"])
def delete_fields(request: ApiRequest, area: str, asked: Query[Gone]) -> HttpResponse:
    """Delete several custom fields."""
    found = [_found(KINDS[area], pk, viewer=request.viewer).id for pk in asked.ids or ()]
    for pk in found:
        field_changes.delete_field(field_id=pk, by=request.viewer, at=timezone.now())
    return one({"id": found})


@api.get("/{field_area_v1:area}/{int:field_id}", tags=["fields"])
def field(request: ApiRequest, area: str, field_id: int) -> HttpResponse:
    """Return a custom field."""
    return one(_out(_found(KINDS[area], field_id, viewer=request.viewer)))


@api.put("/{field_area_v1:area}/{int:field_id}", tags=["fields"])
def change_field(request: ApiRequest, area: str, field_id: int, payload: FieldSent) -> HttpResponse:
    """Change what is sent of a custom field."""
    held = _found(KINDS[area], field_id, viewer=request.viewer)
    options = payload.options
    field_changes.change_field(
        field_id=held.id,
        options=None if options is None else [OptionIn(sent.label, sent.id) for sent in options],
        by=request.viewer,
        at=timezone.now(),
        **_settings(payload),
    )
    return one(_out(queries.custom_field(held.id, viewer=request.viewer)))


@api.delete("/{field_area_v1:area}/{int:field_id}", tags=["fields"])
def delete_field(request: ApiRequest, area: str, field_id: int) -> HttpResponse:
    """Delete a custom field; it can be restored in the settings."""
    held = _found(KINDS[area], field_id, viewer=request.viewer)
    field_changes.delete_field(field_id=held.id, by=request.viewer, at=timezone.now())
    return gone(held.id)


def _listed(kind: str, asked: Part, *, viewer: Viewer) -> HttpResponse:
    own = [_own_out(number, one) for number, one in enumerate(OWN_FIELDS[kind], 1)]
    known = [*own, *map(_out, queries.custom_fields(kind, viewer=viewer))]
    end = asked.start + asked.most
    pagination: dict[str, Any] = {
        "start": asked.start,
        "limit": asked.most,
        "more_items_in_collection": end < len(known),
    }
    if end < len(known):
        pagination["next_start"] = end
    # Never null, unlike the other lists of version 1: clients loop for ever on one that is.
    data = known[asked.start : end]
    return answer({"success": True, "data": data, "additional_data": {"pagination": pagination}})


def _found(kind: str, field_id: int, *, viewer: Viewer) -> CustomFieldRow:
    """Return a custom field of a kind of records.

    Raises:
        NotFound: there is none such, or it was deleted.
    """
    held = queries.custom_field(field_id, viewer=viewer)
    if held.on != kind or held.deleted_at is not None:
        raise NotFound(_("There is no such field."))
    return held


def _settings(sent: FieldSent) -> FieldSettings:
    settings: FieldSettings = {}
    if sent.name is not None:
        settings["name"] = sent.name
    if sent.add_visible_flag is not None:
        settings["is_in_add_dialog"] = sent.add_visible_flag
    return settings


def _out(held: CustomFieldRow) -> dict[str, Any]:
    options = [{"id": option.id, "label": option.name, "color": None} for option in held.options]
    return _shape(
        held.key,
        held.name,
        WORDS[held.type],
        id=held.id,
        order_nr=len(OWN_FIELDS["person"]) + held.id,
        add_time=spaced(held.created_at),
        update_time=spaced(held.updated_at),
        edit_flag=True,
        add_visible_flag=held.is_in_add_dialog or held.is_required,
        important_flag=held.is_important,
        mandatory_flag=held.is_required,
        options=options if held.type in CHOSEN else None,
    )


def _own_out(number: int, own: OwnField) -> dict[str, Any]:
    is_name = own.code in {"name", "title"}
    return _shape(
        own.code,
        own.name,
        own.type,
        id=None,
        order_nr=number,
        add_time=None,
        update_time=None,
        edit_flag=False,
        add_visible_flag=is_name,
        important_flag=False,
        mandatory_flag=is_name,
        options=None,
    )


def _shape(key: str, name: str, field_type: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "name": name,
        "field_type": field_type,
        "last_updated_by_user_id": None,
        "created_by_user_id": None,
        "active_flag": True,
        "index_visible_flag": True,
        "details_visible_flag": True,
        "bulk_edit_allowed": True,
        "searchable_flag": field_type in {"varchar", "varchar_auto", "text", "phone", "address"},
        "filtering_allowed": True,
        "sortable_flag": True,
        **more,
    }
