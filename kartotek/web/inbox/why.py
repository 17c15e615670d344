"""Why a conversation is linked, or is not: the stored decision beside what asked for it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.linking import queries
from kartotek.web.render import page, part
from kartotek.web.viewer import KartotekRequest


@require_GET
def why(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Answer why, in a popover or on a page of its own."""
    context = {"why": queries.why(conversation_id, viewer=request.viewer)}
    if request.htmx:
        return part(request, "inbox/why.html", "why_popover", context)
    return page(request, "inbox/why.html", context)
