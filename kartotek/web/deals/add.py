"""Adding a deal: the dialog, and the new deal with whoever is new."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.fields.queries import labels
from kartotek.flows import add_item, field_values
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items import choices
from kartotek.web.items.form import WorthForm, given
from kartotek.web.items.newcomers import inputs_of_newcomers, said_of_newcomers
from kartotek.web.items.prefill import prefill_of
from kartotek.web.records.custom_fields import inputs_to_add, said_to_add
from kartotek.web.records.facts import new_visibility_options
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest

SCREEN = "deals/add.html"


class DealForm(WorthForm):
    """A new deal."""

    stage_id = forms.IntegerField(required=False)


def add_context(request: KartotekRequest) -> dict[str, object]:
    """Return what the dialog takes beside what was typed."""
    currencies = choices.currencies(request.viewer)
    return {
        "start": prefill_of(request.GET, "deal", viewer=request.viewer),
        "stage_id": request.GET.get("stage", ""),
        "currencies": currencies,
        "stages": choices.stage_groups(request.viewer),
        "owners": owners(request.viewer),
        "visibilities": new_visibility_options(request.viewer),
        "custom_fields": inputs_to_add(request, "deal"),
        "asked": inputs_of_newcomers(request),
        "labels": labels("deal", viewer=request.viewer),
        "chosen_labels": request.POST.getlist("label_ids"),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_deal", add_context)
def add(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or open the deal and its page."""
    if request.method == "GET":
        context = add_context(request)
        if request.htmx:
            return render.part(request, SCREEN, "add_deal", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(DealForm(request.POST, viewer=request.viewer, kind="deal"))
    deal = field_values.added(
        partial(
            add_item.add_deal,
            by=request.viewer,
            at=timezone.now(),
            **given(typed),
            **said_of_newcomers(request),
        ),
        values=said_to_add(request, "deal"),
        by=request.viewer,
        at=timezone.now(),
    )
    text = _("%(title)s added") % {"title": deal.title}
    undo = reverse("deals:delete", args=(deal.pk,))
    return render.added(request, text, "deals:deal", deal.pk, undo_url=undo)
