"""What the pickers of people and organizations offer for typed text."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.web import render
from kartotek.web.picking import typed_in
from kartotek.web.viewer import KartotekRequest


@require_GET
def options(request: KartotekRequest) -> HttpResponse:
    """Answer the people whose name, organization, address or phone is typed."""
    typed = typed_in(request)
    found = queries.find_people(typed, viewer=request.viewer)
    prefix = request.GET.get("list", "people")
    context = {"found": found, "typed": typed, "prefix": prefix}
    return render.part(request, "people/options.html", "options", context)
