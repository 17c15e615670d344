"""Where leads come from: the list that dialogs and filters offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.errors import NotFound
from kartotek.pipeline.leads import operations, queries
from kartotek.pipeline.leads.queries import SourceRow
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.settings.order import steps_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/sources.html"
NAME = "settings/source.html"


class NameForm(forms.Form):
    """What a source is called."""

    name = forms.CharField(required=False)


class PlaceForm(forms.Form):
    """Where a source goes: before another one, or to the end."""

    before = forms.IntegerField(required=False)


def sources_context(request: KartotekRequest) -> dict[str, Any]:
    """Return what the page takes.

    Raises:
        NotPermitted: the viewer may not furnish pipelines.
    """
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    rows = queries.sources_counted(viewer=request.viewer)
    return {"rows": rows, "steps": steps_of([one.id for one in rows])}


@require_GET
def sources(request: KartotekRequest) -> HttpResponse:
    """Show the sources."""
    return render.page(request, SCREEN, sources_context(request))


def source_context(request: KartotekRequest, source_id: int | None = None) -> dict[str, Any]:
    """Return what the dialog takes.

    Raises:
        NotFound: the source is gone.
    """
    return {"row": _row(request, source_id) if source_id is not None else None}


@require_http_methods(["GET", "POST"])
@form_part(NAME, "source", source_context)
def add_source(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add a source."""
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    if request.method == "GET":
        return _shown(request, source_context(request))
    typed = cleaned(NameForm(request.POST))
    made = operations.add_source(by=request.viewer, at=timezone.now(), **typed)
    return _done(request, _("%(name)s added") % {"name": made.name})


@require_http_methods(["GET", "POST"])
@form_part(NAME, "source", source_context)
def source(request: KartotekRequest, source_id: int) -> HttpResponse:
    """Show the dialog, or rename a source on every lead that comes from it."""
    if request.method == "GET":
        return _shown(request, source_context(request, source_id))
    typed = cleaned(NameForm(request.POST))
    kept = operations.rename_source(
        source_id=source_id, by=request.viewer, at=timezone.now(), **typed
    )
    return _done(request, _("%(name)s saved") % {"name": kept.name})


@require_POST
def source_place(request: KartotekRequest, source_id: int) -> HttpResponse:
    """Put a source elsewhere in the list."""
    before = cleaned(PlaceForm(request.POST))["before"]
    rest = [one.id for one in queries.sources(viewer=request.viewer) if one.id != source_id]
    place = rest.index(before) if before in rest else len(rest)
    operations.move_source(source_id=source_id, place=place, by=request.viewer, at=timezone.now())
    if not request.htmx:
        return render.redirect(request, "settings:sources")
    return render.parts(request, SCREEN, ["sources"], sources_context(request))


@require_POST
def deleted_source(request: KartotekRequest, source_id: int) -> HttpResponse:
    """Offer a source no longer; its leads keep it."""
    gone = operations.delete_source(source_id=source_id, by=request.viewer, at=timezone.now())
    return _done(request, _("%(name)s deleted") % {"name": gone.name})


def _row(request: KartotekRequest, source_id: int) -> SourceRow:
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    for row in queries.sources_counted(viewer=request.viewer):
        if row.id == source_id:
            return row
    raise NotFound(_("This source is gone."))


def _done(request: KartotekRequest, text: str) -> HttpResponse:
    return render.toast(request, render.redirect(request, "settings:sources"), text)


def _shown(request: KartotekRequest, context: dict[str, Any]) -> HttpResponse:
    if request.htmx:
        return render.part(request, NAME, "source", context)
    return render.page(request, NAME, context)
