"""Fields of records: `/api/v2/personFields`, and of organizations, deals and projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal

from django.http import HttpResponse
from django.urls import register_converter
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from kartotek.api.answers import cursor_page, one
from kartotek.api.field_types import OWN_FIELDS, SUBFIELDS, TYPES, WORDS, OwnField
from kartotek.api.formats import seconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.door import api
from kartotek.api.values import Id, Strict
from kartotek.errors import NotFound
from kartotek.fields import queries
from kartotek.fields.operations import FieldSettings, OptionIn
from kartotek.fields.queries import CustomFieldRow
from kartotek.fields.rules.types import CHOSEN
from kartotek.fields.rules.values import Option
from kartotek.flows import field_changes
from kartotek.users.viewer import Viewer

KINDS: Final[Mapping[str, str]] = {
    "personFields": "person",
    "organizationFields": "organization",
    "dealFields": "deal",
    "projectFields": "project",
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


register_converter(FieldArea, "field_area")

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128)]
Word = Literal[
    "varchar", "text", "double", "phone", "date", "daterange", "time", "timerange", "set",
    "enum", "varchar_auto", "address", "monetary", "org", "people", "user",
]  # fmt: skip


class Switch(Strict):
    """Something that is on or off."""

    enabled: bool = False


class Seen(Strict):
    """Where a field is asked for."""

    add_visible_flag: bool = False


class OptionSent(Strict):
    """An option to add."""

    label: Name


class OptionRenamed(OptionSent):
    """An option with its new name."""

    id: Id


class OptionGone(Strict):
    """An option to remove."""

    id: Id


class FieldSent(Strict):
    """What can be written on a field."""

    field_name: Name = ""
    ui_visibility: Seen | None = None
    important_fields: Switch | None = None
    required_fields: Switch | None = None


class NewField(FieldSent):
    """A field to make."""

    field_name: Name
    field_type: Word
    options: list[OptionSent] = Field(default_factory=list, max_length=1000)


@api.get("/{field_area:area}", tags=["fields"])
def fields(request: ApiRequest, area: str) -> HttpResponse:
    """List the fields of a kind of records, those every record has first."""
    kind = KINDS[area]
    own = [_own_out(one) for one in OWN_FIELDS[kind]]
    custom = queries.custom_fields(kind, viewer=request.viewer)
    return cursor_page([*own, *map(_out, custom)], "")


@api.post("/{field_area:area}", tags=["fields"])
def add_field(request: ApiRequest, area: str, payload: NewField) -> HttpResponse:
    """Make a custom field."""
    made = field_changes.add_field(
        on=KINDS[area],
        field_type=TYPES[payload.field_type],
        options=[option.label for option in payload.options],
        by=request.viewer,
        at=timezone.now(),
        **_settings(payload),
    )
    return one(_out(queries.custom_field(made.pk, viewer=request.viewer)))


@api.get("/{field_area:area}/{code}", tags=["fields"])
def field(request: ApiRequest, area: str, code: str) -> HttpResponse:
    """Return a field by its code."""
    own = {one.code: one for one in OWN_FIELDS[KINDS[area]]}
    if code in own:
        return one(_own_out(own[code]))
    return one(_out(_found(KINDS[area], code, viewer=request.viewer)))


@api.patch("/{field_area:area}/{code}", tags=["fields"])
def change_field(request: ApiRequest, area: str, code: str, payload: FieldSent) -> HttpResponse:
    """Change what is sent of a custom field."""
    held = _found(KINDS[area], code, viewer=request.viewer)
    field_changes.change_field(
        field_id=held.id, by=request.viewer, at=timezone.now(), **_settings(payload)
    )
    return one(_out(queries.custom_field(held.id, viewer=request.viewer)))


@api.delete("/{field_area:area}/{code}", tags=["fields"])
def delete_field(request: ApiRequest, area: str, code: str) -> HttpResponse:
    """Delete a custom field; it can be restored in the settings."""
    held = _found(KINDS[area], code, viewer=request.viewer)
    field_changes.delete_field(field_id=held.id, by=request.viewer, at=timezone.now())
    return one(_out(held))


@api.post("/{field_area:area}/{code}/options", tags=["fields"])
def add_options(
    request: ApiRequest, area: str, code: str, payload: list[OptionSent]
) -> HttpResponse:
    """Add options to a field, and return them."""
    held = _found(KINDS[area], code, viewer=request.viewer)
    before = [OptionIn(option.name, option.id) for option in held.options]
    after = _written(request, held, [*before, *(OptionIn(sent.label) for sent in payload)])
    return one([_option(option) for option in after if option.id not in held.option_names])


@api.patch("/{field_area:area}/{code}/options", tags=["fields"])
def rename_options(
    request: ApiRequest, area: str, code: str, payload: list[OptionRenamed]
) -> HttpResponse:
    """Give options other names, and return them."""
    held = _found(KINDS[area], code, viewer=request.viewer)
    names = {sent.id: sent.label for sent in payload}
    _refuse_unknown(held, names)
    lines = [OptionIn(names.get(option.id, option.name), option.id) for option in held.options]
    after = _written(request, held, lines)
    return one([_option(option) for option in after if option.id in names])


@api.delete("/{field_area:area}/{code}/options", tags=["fields"])
def remove_options(
    request: ApiRequest, area: str, code: str, payload: list[OptionGone]
) -> HttpResponse:
    """Remove options, and return them as they were."""
    held = _found(KINDS[area], code, viewer=request.viewer)
    gone = {sent.id for sent in payload}
    _refuse_unknown(held, gone)
    left = [OptionIn(option.name, option.id) for option in held.options if option.id not in gone]
    _written(request, held, left)
    return one([_option(option) for option in held.options if option.id in gone])


def _found(kind: str, code: str, *, viewer: Viewer) -> CustomFieldRow:
    """Return a custom field by its key.

    Raises:
        NotFound: records of the kind have none such.
    """
    known = {one.key: one for one in queries.custom_fields(kind, viewer=viewer)}
    if code not in known:
        raise NotFound(_("There is no such field."))
    return known[code]


def _refuse_unknown(held: CustomFieldRow, ids: set[int] | Mapping[int, str]) -> None:
    if not held.option_names.keys() >= set(ids):
        raise NotFound(_("This option is gone."))


def _written(
    request: ApiRequest, held: CustomFieldRow, lines: Sequence[OptionIn]
) -> tuple[Option, ...]:
    if held.type not in CHOSEN:
        raise NotFound(_("This field has no options."))
    field_changes.change_field(
        field_id=held.id, options=lines, by=request.viewer, at=timezone.now()
    )
    return queries.custom_field(held.id, viewer=request.viewer).options


def _settings(sent: FieldSent) -> FieldSettings:
    settings: FieldSettings = {}
    if sent.field_name:
        settings["name"] = sent.field_name
    if sent.ui_visibility is not None:
        settings["is_in_add_dialog"] = sent.ui_visibility.add_visible_flag
    if sent.important_fields is not None:
        settings["is_important"] = sent.important_fields.enabled
    if sent.required_fields is not None:
        settings["is_required"] = sent.required_fields.enabled
    return settings


def _out(held: CustomFieldRow) -> dict[str, Any]:
    return _shape(
        held.key,
        held.name,
        WORDS[held.type],
        options=[_option(option) for option in held.options] if held.type in CHOSEN else None,
        subfields=[
            {
                "field_code": f"{held.key}_{part}",
                "field_name": f"{held.name} ({part})",
                "field_type": word,
            }
            for part, word in SUBFIELDS.get(held.type, ())
        ]
        or None,
        is_custom_field=True,
        ui_visibility={
            "add_visible_flag": held.is_in_add_dialog or held.is_required,
            "details_visible_flag": True,
        },
        important_fields={"enabled": held.is_important, "stage_ids": []},
        required_fields={"enabled": held.is_required},
    )


def _own_out(own: OwnField) -> dict[str, Any]:
    is_name = own.code in {"name", "title"}
    return _shape(
        own.code,
        own.name,
        own.type,
        options=None,
        subfields=None,
        is_custom_field=False,
        ui_visibility={"add_visible_flag": is_name, "details_visible_flag": True},
        important_fields={"enabled": False, "stage_ids": []},
        required_fields={"enabled": is_name},
    )


def _shape(code: str, name: str, field_type: str, **more: Any) -> dict[str, Any]:
    return {
        "field_name": name,
        "field_code": code,
        "description": None,
        "field_type": field_type,
        "is_optional_response_field": False,
        **more,
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "id": option.id,
        "label": option.name,
        "color": None,
        "add_time": seconds(option.created_at),
        "update_time": seconds(option.updated_at),
    }
