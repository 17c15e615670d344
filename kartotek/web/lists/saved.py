"""Saved views: a list kept under a name, renamed, shared, starred, deleted."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.search.lists import views
from kartotek.search.lists.views import Content
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.lists.state import state_of
from kartotek.web.lists.words import KINDS
from kartotek.web.viewer import KartotekRequest

SCREEN = "lists/view.html"


class ViewForm(forms.Form):
    """The name of a view, whether all see it, and whether it takes the place of the one shown."""

    name = forms.CharField(
        max_length=200, error_messages={"required": gettext_lazy("Give the view a name.")}
    )
    is_shared = forms.BooleanField(required=False)
    replaces = forms.BooleanField(required=False)


def save_context(request: KartotekRequest, kind: str) -> dict[str, object]:
    """Return what the dialog that saves a list takes."""
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    return {
        "action": f"{request.path}?{state.query}",
        "view": state.view,
        "is_new": True,
        "can_share": request.viewer.may(Permission.MANAGE_SHARED_VIEWS),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "view_dialog", save_context)
def save(request: KartotekRequest, kind: str) -> HttpResponse:
    """Ask for a name, or keep the list under it and show it."""
    if request.method == "GET":
        return _dialog(request, save_context(request, kind))
    typed = cleaned(ViewForm(request.POST))
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    kept = views.save_view(
        kind=kind,
        name=typed["name"],
        content=Content(state.filter, state.sort, state.columns),
        is_shared=typed["is_shared"],
        view_id=state.view.id if state.view and typed["replaces"] else None,
        by=request.viewer,
        at=timezone.now(),
    )
    text = _("View “%(name)s” saved") % {"name": kept.name}
    return render.toast(request, _shown(request, kind, kept.pk), text)


def view_context(request: KartotekRequest, view_id: int) -> dict[str, object]:
    """Return what the dialog that renames a view takes."""
    return {
        "action": request.path,
        "view": views.view(view_id, viewer=request.viewer),
        "is_new": False,
        "can_share": request.viewer.may(Permission.MANAGE_SHARED_VIEWS),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "view_dialog", view_context)
def view(request: KartotekRequest, view_id: int) -> HttpResponse:
    """Ask for another name, or write it and show the view."""
    if request.method == "GET":
        return _dialog(request, view_context(request, view_id))
    typed = cleaned(ViewForm(request.POST))
    kept = views.rename_view(
        view_id=view_id,
        name=typed["name"],
        is_shared=typed["is_shared"],
        by=request.viewer,
        at=timezone.now(),
    )
    return _shown(request, kept.kind, kept.pk)


@require_POST
def star(request: KartotekRequest, view_id: int) -> HttpResponse:
    """Mark a view as a favourite, or not any more."""
    found = views.view(view_id, viewer=request.viewer)
    views.set_starred(view_id=view_id, is_starred=not found.is_starred, by=request.viewer)
    return _shown(request, found.kind, view_id)


@require_POST
def deletion(request: KartotekRequest, view_id: int) -> HttpResponse:
    """Delete a view and show its list without it."""
    gone = views.delete_view(view_id=view_id, by=request.viewer)
    text = _("View “%(name)s” deleted") % {"name": gone.name}
    return render.toast(request, render.redirect(request, KINDS[gone.kind].page), text)


def _shown(request: KartotekRequest, kind: str, view_id: int) -> HttpResponse:
    state = state_of(kind, _asked(view_id), viewer=request.viewer)
    return render.redirect(request, state.url)


def _asked(view_id: int) -> QueryDict:
    return QueryDict(f"view={view_id}")


def _dialog(request: KartotekRequest, context: dict[str, object]) -> HttpResponse:
    if request.htmx:
        return render.part(request, SCREEN, "view_dialog", context)
    return render.page(request, SCREEN, context)
