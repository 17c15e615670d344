"""Which columns a list shows, in which order, and how wide they are."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.search.lists import views
from kartotek.search.lists.columns import STANDARD
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.lists.state import state_of
from kartotek.web.numbers import record_number
from kartotek.web.viewer import KartotekRequest

SCREEN = "lists/columns.html"


class WidthForm(forms.Form):
    """How wide a column is to be, in pixels."""

    column = forms.CharField(max_length=64)
    pixels = forms.IntegerField(min_value=0, max_value=10_000)


@require_http_methods(["GET", "POST"])
def columns(request: KartotekRequest, kind: str) -> HttpResponse:
    """Show what can be a column, or show the list with those that were chosen.

    Without a view the choice is remembered; in a view it can be saved with it.
    """
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    if request.method == "GET":
        listing = state.listing(request.viewer)
        names = [one.name for one in listing.shown]
        rest = [
            one
            for one in listing.columns.values()
            if one.name not in names and not one.is_asked_only
        ]
        context = {"kind": kind, "state": state, "chosen": listing.shown, "rest": rest}
        if request.htmx:
            return render.part(request, SCREEN, "columns_popover", context)
        return render.page(request, SCREEN, context)
    chosen = tuple(request.POST.getlist("columns"))
    if "reset" in request.POST or not chosen:
        chosen = state.view.columns if state.view else STANDARD[kind]
    if state.view is None:
        views.choose_columns(kind=kind, columns=chosen, by=request.viewer)
        return render.redirect(request, replace(state, has_columns=False).url)
    return render.redirect(request, replace(state, columns=chosen, has_columns=True).url)


@require_POST
def widths(request: KartotekRequest, kind: str) -> HttpResponse:
    """Remember how wide a column is to be."""
    typed = cleaned(WidthForm(request.POST))
    number = request.GET.get("view", "")
    views.set_width(
        kind=checked_kind(kind),
        column=typed["column"],
        pixels=typed["pixels"],
        by=request.viewer,
        view_id=record_number(number),
    )
    return HttpResponse(status=204)
