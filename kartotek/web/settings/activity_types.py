"""The types of activities of the company: their names, icons and order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.activities import operations, queries
from kartotek.activities.models import Icon
from kartotek.errors import NotFound
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/activity_types.html"
DIALOG = "settings/activity_type.html"


class TypeForm(forms.Form):
    """A type as it is typed."""

    name = forms.CharField(required=False)
    icon = forms.CharField(required=False)


class Place(forms.Form):
    """Before which type another one is to stand; before none is last."""

    before = forms.IntegerField(required=False)


class Use(forms.Form):
    """Whether activities can be of a type."""

    is_active = forms.BooleanField(required=False)


@require_GET
def activity_types(request: KartotekRequest) -> HttpResponse:
    """Show the types."""
    return render.page(request, SCREEN, types_context(request))


def types_context(request: KartotekRequest) -> dict[str, Any]:
    """Return what the page takes.

    Raises:
        NotPermitted: the viewer may not change the settings of the company.
    """
    refuse_unless(request.viewer, Permission.MANAGE_COMPANY)
    every = queries.types(viewer=request.viewer, with_inactive=True)
    return {
        "active": [one for one in every if one.is_active],
        "aside": [one for one in every if not one.is_active],
        "uses": queries.uses_of_types(viewer=request.viewer),
    }


def dialog_context(request: KartotekRequest, type_id: int | None = None) -> dict[str, Any]:
    """Return what the dialog of a type takes; without an id, of a new one.

    Raises:
        NotPermitted: the viewer may not change the settings of the company.
        NotFound: there is no such type.
    """
    refuse_unless(request.viewer, Permission.MANAGE_COMPANY)
    every = queries.types(viewer=request.viewer, with_inactive=True)
    row = next((one for one in every if one.id == type_id), None)
    if type_id is not None and row is None:
        raise NotFound(_("There is no such type of activity."))
    return {"row": row, "icons": [(one.value, one.label) for one in Icon]}


@require_http_methods(["GET", "POST"])
@form_part(DIALOG, "activity_type", dialog_context)
def add_activity_type(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add a type."""
    if request.method == "GET":
        return _dialog(request, dialog_context(request))
    typed = cleaned(TypeForm(request.POST))
    made = operations.create_type(by=request.viewer, at=timezone.now(), **typed)
    return render.toast(request, _done(request), _("%(name)s added") % {"name": made.name})


@require_http_methods(["GET", "POST"])
@form_part(DIALOG, "activity_type", dialog_context)
def activity_type(request: KartotekRequest, type_id: int) -> HttpResponse:
    """Show the dialog, or rename a type and draw it otherwise."""
    if request.method == "GET":
        return _dialog(request, dialog_context(request, type_id))
    typed = cleaned(TypeForm(request.POST))
    operations.edit_type(type_id=type_id, by=request.viewer, at=timezone.now(), **typed)
    return _done(request)


@require_POST
def activity_type_place(request: KartotekRequest, type_id: int) -> HttpResponse:
    """Put a type elsewhere in the order."""
    before = cleaned(Place(request.POST))["before"]
    operations.move_type(type_id=type_id, before_id=before, by=request.viewer, at=timezone.now())
    return _done(request)


@require_POST
def activity_type_use(request: KartotekRequest, type_id: int) -> HttpResponse:
    """Lay a type aside, or take it up again, with Undo."""
    # Undo posts nothing but its address.
    is_active = bool(request.GET.get("again")) or cleaned(Use(request.POST))["is_active"]
    one = operations.set_type_active(
        type_id=type_id, is_active=is_active, by=request.viewer, at=timezone.now()
    )
    if is_active:
        return render.toast(request, _done(request), _("%(name)s is back") % {"name": one.name})
    undo = reverse("settings:activity_type_use", args=(type_id,)) + "?again=1"
    text = _("%(name)s can no longer be chosen. What has it keeps it.") % {"name": one.name}
    return render.toast(request, _done(request), text, undo)


def _dialog(request: KartotekRequest, context: dict[str, Any]) -> HttpResponse:
    if request.htmx:
        return render.part(request, DIALOG, "activity_type", context)
    return render.page(request, DIALOG, context)


def _done(request: KartotekRequest) -> HttpResponse:
    if not request.htmx:
        return render.redirect(request, "settings:activity_types")
    drawn = render.parts(request, SCREEN, ["activity_types"], types_context(request))
    return render.close_dialog(drawn)
