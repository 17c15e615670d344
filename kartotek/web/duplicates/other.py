"""Merge with …: from a record's menu, the other one is picked."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.errors import Invalid, NotFound
from kartotek.web import render
from kartotek.web.duplicates.asked import kind_of, number_of
from kartotek.web.forms import cleaned, form_part
from kartotek.web.viewer import KartotekRequest

SCREEN = "duplicates/other.html"


class OtherForm(forms.Form):
    """The record to merge with."""

    other_id = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose who is meant from the list.")}
    )


def _context(request: KartotekRequest) -> dict[str, object]:
    kind, record_id = kind_of(request.GET), number_of(request.GET, "id")
    side = queries.sides(kind, [record_id], viewer=request.viewer).get(record_id)
    if side is None:
        raise NotFound(_("This record is gone."))
    pairs = queries.duplicates_of(kind, record_id, viewer=request.viewer, limit=5)
    return {"kind": kind, "side": side, "pairs": pairs}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "merge_with", _context)
def other(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or lead to the preview of what was picked."""
    context = _context(request)
    if request.method == "GET":
        drawn = render.part(request, SCREEN, "merge_with", context)
        return drawn if request.htmx else render.page(request, SCREEN, context)
    typed = cleaned(OtherForm(request.POST))
    record_id = number_of(request.GET, "id")
    if typed["other_id"] == record_id:
        message = _("A record cannot be merged with itself.")
        raise Invalid(message, {"other_id": message})
    asked = f"?kind={kind_of(request.GET)}&ids={record_id},{typed['other_id']}"
    return render.redirect(request, f"{reverse('duplicates:merge')}{asked}")
