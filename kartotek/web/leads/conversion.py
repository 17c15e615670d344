"""A lead becomes a deal, in the stage that is asked for."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.flows import convert_lead
from kartotek.pipeline.leads import queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items import choices
from kartotek.web.viewer import KartotekRequest

SCREEN = "leads/conversion.html"


class ConversionForm(forms.Form):
    """The stage the deal starts in."""

    stage_id = forms.IntegerField(required=False)


def conversion_context(request: KartotekRequest, lead_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    return {
        "lead": queries.lead(lead_id, viewer=request.viewer),
        "stages": choices.stages(request.viewer),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "convert", conversion_context)
def conversion(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Ask for the stage, or turn the lead into a deal and open it; Undo turns it back."""
    if request.method == "GET":
        context = conversion_context(request, lead_id)
        if request.htmx:
            return render.part(request, SCREEN, "convert", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(ConversionForm(request.POST))
    deal = convert_lead.lead_to_deal(
        lead_id=lead_id, stage_id=typed["stage_id"], by=request.viewer, at=timezone.now()
    )
    text = _("%(title)s is a deal now") % {"title": deal.title}
    undo = reverse("deals:convert", args=(deal.pk,))
    return render.toast(request, render.redirect(request, "deals:deal", deal.pk), text, undo)
