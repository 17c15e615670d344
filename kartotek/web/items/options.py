"""What the pickers of deals, leads and projects offer for typed text."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.errors import NotFound
from kartotek.pipeline.linkable import KINDS
from kartotek.search import queries
from kartotek.web import render
from kartotek.web.picking import typed_in
from kartotek.web.viewer import KartotekRequest


@require_GET
def options(request: KartotekRequest, kind: str) -> HttpResponse:
    """Answer the items of a kind whose title or contacts have the typed words."""
    if kind not in KINDS:
        raise NotFound
    found = queries.find(typed_in(request), viewer=request.viewer, kinds=(kind,), limit=8)
    context = {"found": found, "prefix": request.GET.get("list", "items")}
    return render.part(request, "items/options.html", "options", context)
