"""How a deal ends: won, lost with a reason, or open again."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.flows import item_changes
from kartotek.pipeline.deals import queries
from kartotek.pipeline.deals.models import Outcome
from kartotek.pipeline.deals.queries import DealPage
from kartotek.web import render
from kartotek.web.deals.answers import changed, place_of
from kartotek.web.forms import cleaned, form_part
from kartotek.web.viewer import KartotekRequest

SCREEN = "deals/outcome.html"


class OutcomeForm(forms.Form):
    """Won, lost or open; a reason goes with lost."""

    outcome = forms.ChoiceField(choices=Outcome.choices)
    lost_reason = forms.CharField(required=False, max_length=500)


def outcome_context(request: KartotekRequest, deal_id: int) -> dict[str, object]:
    """Return what the dialog that asks for the reason takes."""
    reasons = queries.lost_reasons(viewer=request.viewer)
    return {
        "deal": queries.deal(deal_id, viewer=request.viewer),
        "reasons": reasons,
        "reason_pairs": [(one, one) for one in reasons],
        "closing": queries.closing_of(viewer=request.viewer),
        "place": place_of(request),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "lose", outcome_context)
def outcome(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Ask why it was lost, or close or reopen the deal; Undo brings back how it stood."""
    if request.method == "GET":
        context = outcome_context(request, deal_id)
        if request.htmx:
            return render.part(request, SCREEN, "lose", context)
        return render.page(request, SCREEN, context)
    before = queries.deal(deal_id, viewer=request.viewer)
    typed = cleaned(OutcomeForm(request.POST if "outcome" in request.POST else request.GET))
    item_changes.set_outcome(
        deal_id=deal_id,
        outcome=typed["outcome"],
        lost_reason=typed["lost_reason"],
        by=request.viewer,
        at=timezone.now(),
    )
    response = render.close_dialog(changed(request, deal_id))
    if before.status == typed["outcome"]:
        return response
    return render.toast(request, response, _text(before, typed["outcome"]), _back(request, before))


def _text(deal: DealPage, outcome: str) -> str:
    texts = {
        Outcome.WON: _("%(deal)s is won"),
        Outcome.LOST: _("%(deal)s is lost"),
        Outcome.OPEN: _("%(deal)s is open again"),
    }
    return texts[Outcome(outcome)] % {"deal": deal.title}


def _back(request: KartotekRequest, before: DealPage) -> str:
    place = place_of(request, outcome=before.status, lost_reason=before.lost_reason)
    return f"{reverse('deals:outcome', args=(before.id,))}{place}"
