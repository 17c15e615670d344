"""One custom field: added, changed, deleted and brought back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.errors import Invalid
from kartotek.fields import queries
from kartotek.fields.operations import OptionIn
from kartotek.fields.rules.reading import one_line
from kartotek.fields.rules.types import CHOSEN, FieldType
from kartotek.flows import field_changes
from kartotek.lib.currencies import currency_names
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.queries import company_of
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.numbers import record_number
from kartotek.web.settings.field_words import TYPES
from kartotek.web.settings.fields import done, fields_context
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/field.html"
GONE = "settings/deleted_field.html"
EMPTY_LINES = 3


class FieldForm(forms.Form):
    """A custom field."""

    name = forms.CharField(
        max_length=128, error_messages={"required": _lazy("Give the field a name.")}
    )
    group = forms.IntegerField(required=False)
    new_group = forms.CharField(required=False, max_length=64)
    currency = forms.CharField(required=False, max_length=3)
    is_important = forms.BooleanField(required=False)
    is_required = forms.BooleanField(required=False)
    is_in_add_dialog = forms.BooleanField(required=False)


def add_context(request: KartotekRequest, on: str) -> dict[str, Any]:
    """Return what the dialog of a new field takes beside what was typed."""
    chosen = request.POST.get("type", FieldType.TEXT)
    return {
        **fields_context(request, on),
        **_choices(request, on),
        "field": None,
        "types": [(one, words) for one, words in TYPES.items()],
        "type": chosen if chosen in list(FieldType) else FieldType.TEXT,
        "options": _typed_options(request) if request.method == "POST" else _empty_lines(),
        "used": [],
    }


def field_context(request: KartotekRequest, field_id: int) -> dict[str, Any]:
    """Return what the dialog of a field takes beside what was typed."""
    refuse_unless(request.viewer, Permission.MANAGE_FIELDS)
    field = queries.custom_field(field_id, viewer=request.viewer)
    uses = queries.option_uses(field_id, viewer=request.viewer) if field.type in CHOSEN else []
    kept = [(one.id, one.name, one.count) for one in uses if not one.is_deleted]
    typed = _typed_options(request, {one[0]: one[2] for one in kept})
    return {
        **fields_context(request, field.on),
        **_choices(request, field.on),
        "field": field,
        "types": [(field.type, TYPES[field.type])],
        "type": field.type,
        "options": typed if request.method == "POST" else [*kept, *_empty_lines()[:1]],
        "used": _left_out(request, kept) if request.method == "POST" else [],
        "count": queries.use_counts([field], viewer=request.viewer)[field_id],
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "field", add_context)
def add_field(request: KartotekRequest, on: str) -> HttpResponse:
    """Show the dialog, or make the field."""
    if request.method == "GET":
        return _shown(request, SCREEN, "field", add_context(request, on))
    made = field_changes.add_field(
        on=on,
        field_type=request.POST.get("type", ""),
        options=request.POST.getlist("option_name"),
        by=request.viewer,
        at=timezone.now(),
        **_settings(cleaned(FieldForm(request.POST))),
    )
    return done(request, on, _("%(field)s added") % {"field": made.name})


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "field", field_context)
def field(request: KartotekRequest, field_id: int) -> HttpResponse:
    """Show the dialog, or change the field; options that records have are not taken off unasked."""
    context = field_context(request, field_id)
    if request.method == "GET":
        return _shown(request, SCREEN, "field", context)
    settings = _settings(cleaned(FieldForm(request.POST)))
    if context["used"] and "is_sure" not in request.POST:
        raise Invalid(_("Some of these options are still on records."), {"used": "used"})
    changed = field_changes.change_field(
        field_id=field_id,
        options=[OptionIn(name, pk) for pk, name, _count in _typed_options(request)],
        by=request.viewer,
        at=timezone.now(),
        **settings,
    )
    return done(request, changed.on, _("%(field)s saved") % {"field": changed.name})


@require_http_methods(["GET", "POST"])
def deleted_field(request: KartotekRequest, field_id: int) -> HttpResponse:
    """Ask, with the number of records that say something in the field, or delete it."""
    if request.method == "GET":
        return _shown(request, GONE, "deleted_field", field_context(request, field_id))
    gone = field_changes.delete_field(field_id=field_id, by=request.viewer, at=timezone.now())
    undo = reverse("settings:restored_field", args=(field_id,))
    return done(request, gone.on, _("%(field)s deleted") % {"field": gone.name}, undo)


@require_POST
def restored_field(request: KartotekRequest, field_id: int) -> HttpResponse:
    """Bring a deleted field back."""
    back = field_changes.restore_field(field_id=field_id, by=request.viewer, at=timezone.now())
    return done(request, back.on, _("%(field)s restored") % {"field": back.name})


def _choices(request: KartotekRequest, on: str) -> dict[str, Any]:
    groups = queries.field_groups(on, viewer=request.viewer)
    return {
        "groups": [("", _("No group")), *((one.id, one.name) for one in groups)],
        "currencies": currency_names(get_language() or "en"),
        "currency": company_of(viewer=request.viewer).currency,
    }


def _settings(typed: dict[str, Any]) -> dict[str, Any]:
    return {**{k: v for k, v in typed.items() if k != "group"}, "group_id": typed["group"]}


def _empty_lines() -> list[tuple[int | None, str, int]]:
    return [(None, "", 0)] * EMPTY_LINES


def _typed_options(
    request: KartotekRequest, counts: dict[int, int] | None = None
) -> list[tuple[int | None, str, int]]:
    """Return the options as they stand in the form: id, name, and how many records have each."""
    ids, names = request.POST.getlist("option_id"), request.POST.getlist("option_name")
    found = []
    for text, name in zip(ids, names, strict=False):
        pk = record_number(text)
        found.append((pk, name, (counts or {}).get(pk or 0, 0)))
    return found


def _left_out(request: KartotekRequest, kept: list[tuple[int, str, int]]) -> list[tuple[str, int]]:
    """Return the options that records have and that the form no longer holds."""
    still = {pk for pk, name, _count in _typed_options(request) if one_line(name)}
    return [(name, count) for pk, name, count in kept if count and pk not in still]


def _shown(request: KartotekRequest, screen: str, block: str, context: Any) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, block, context)
    return render.page(request, screen, context)
