"""The groups that custom fields stand in: added, named, ordered and removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.fields import operations, queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.settings.fields import done, fields_context, listed
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/field_group.html"


class GroupForm(forms.Form):
    """A group."""

    name = forms.CharField(
        max_length=64, error_messages={"required": _lazy("Give the group a name.")}
    )


class Place(forms.Form):
    """The group that a group comes to stand before."""

    before = forms.IntegerField(required=False)


def group_context(request: KartotekRequest, on: str, group_id: int | None = None) -> dict[str, Any]:
    """Return what the dialog of a group takes."""
    groups = queries.field_groups(on, viewer=request.viewer)
    held = next((one for one in groups if one.id == group_id), None)
    return {**fields_context(request, on), "group": held}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "field_group", group_context)
def add_field_group(request: KartotekRequest, on: str) -> HttpResponse:
    """Show the dialog, or make the group."""
    if request.method == "GET":
        return _shown(request, group_context(request, on))
    name = cleaned(GroupForm(request.POST))["name"]
    operations.create_group(on=on, name=name, by=request.viewer, at=timezone.now())
    return done(request, on)


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "field_group", group_context)
def field_group(request: KartotekRequest, on: str, group_id: int) -> HttpResponse:
    """Show the dialog, or give the group another name."""
    if request.method == "GET":
        return _shown(request, group_context(request, on, group_id))
    name = cleaned(GroupForm(request.POST))["name"]
    operations.rename_group(group_id=group_id, name=name, by=request.viewer, at=timezone.now())
    return done(request, on)


@require_POST
def field_group_place(request: KartotekRequest, on: str, group_id: int) -> HttpResponse:
    """Put a group elsewhere."""
    before = cleaned(Place(request.POST))["before"]
    operations.move_group(group_id=group_id, before_id=before, by=request.viewer)
    return listed(request, on)


@require_POST
def deleted_field_group(request: KartotekRequest, on: str, group_id: int) -> HttpResponse:
    """Remove a group; its fields stay."""
    operations.delete_group(group_id=group_id, by=request.viewer, at=timezone.now())
    return render.toast(request, listed(request, on), _("Group removed, its fields stay"))


def _shown(request: KartotekRequest, context: dict[str, Any]) -> HttpResponse:
    if request.htmx:
        return render.part(request, SCREEN, "field_group", context)
    return render.page(request, SCREEN, context)
