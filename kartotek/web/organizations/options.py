"""What the picker of organizations offers for typed text."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.web import render
from kartotek.web.picking import typed_in
from kartotek.web.viewer import KartotekRequest


@require_GET
def options(request: KartotekRequest) -> HttpResponse:
    """Answer the organizations whose name is typed."""
    typed = typed_in(request)
    found = queries.find_organizations(typed, viewer=request.viewer)
    prefix = request.GET.get("list", "organizations")
    context = {"found": found, "typed": typed, "prefix": prefix}
    return render.part(request, "organizations/options.html", "options", context)
