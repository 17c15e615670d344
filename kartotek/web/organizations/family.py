"""The tree an organization stands in, with the open deals of each and of all below it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.pipeline.deals.queries import family_with_deals
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest


@require_GET
def family(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Show the tree."""
    context = {
        "organization": queries.organization(organization_id, viewer=request.viewer),
        "rows": family_with_deals(organization_id, viewer=request.viewer),
    }
    return render.page(request, "organizations/family.html", context)
