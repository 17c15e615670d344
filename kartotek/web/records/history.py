"""History of a record, filtered or longer."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.web import render
from kartotek.web.jinja import record_url
from kartotek.web.records.side import SCREEN, side_context
from kartotek.web.viewer import KartotekRequest


@require_GET
def history(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Answer the History of a record alone, or the next older part of it."""
    context = side_context(request, kind, record_id)
    if not request.htmx:
        return render.redirect(request, f"{record_url(kind, record_id)}?{request.GET.urlencode()}")
    block = "older" if request.GET.get("before") else "history"
    return render.part(request, SCREEN, block, context)
