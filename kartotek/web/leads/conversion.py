"""A lead becomes a deal, in the stage and with the value that are asked for."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.flows import convert_lead
from kartotek.pipeline.leads import queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items import choices
from kartotek.web.records.facts import AmountField
from kartotek.web.viewer import KartotekRequest

SCREEN = "leads/conversion.html"


class ConversionForm(forms.Form):
    """The stage the deal starts in, and what it may bring."""

    stage_id = forms.IntegerField(required=False)
    amount = AmountField(required=False)
    currency = forms.CharField(required=False, max_length=3)
    expected_close_on = forms.DateField(required=False)


def conversion_context(request: KartotekRequest, lead_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    found = queries.lead(lead_id, viewer=request.viewer)
    return {
        "lead": found,
        "start_amount": "" if found.amount is None else number_format(found.amount),
        "stages": choices.stage_groups(request.viewer),
        "currencies": choices.currencies(request.viewer),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "convert", conversion_context)
def conversion(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Ask for stage and value, or turn the lead into a deal and open it; Undo turns it back."""
    if request.method == "GET":
        context = conversion_context(request, lead_id)
        if request.htmx:
            return render.part(request, SCREEN, "convert", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(ConversionForm(request.POST))
    # What was not asked for is left as the lead says it.
    asked = {name: value for name, value in typed.items() if name in request.POST}
    deal = convert_lead.lead_to_deal(
        lead_id=lead_id, by=request.viewer, at=timezone.now(), **cast("Any", asked)
    )
    text = _("%(title)s is a deal now") % {"title": deal.title}
    undo = reverse("deals:convert", args=(deal.pk,))
    return render.toast(request, render.redirect(request, "deals:deal", deal.pk), text, undo)
