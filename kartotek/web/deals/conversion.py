"""A deal becomes a lead."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import convert_lead
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest


@require_POST
def conversion(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Turn a deal into a lead and open its page."""
    lead = convert_lead.deal_to_lead(deal_id=deal_id, by=request.viewer, at=timezone.now())
    text = _("%(title)s is a lead now") % {"title": lead.title}
    return render.toast(request, render.redirect(request, "leads:lead", lead.pk), text)
