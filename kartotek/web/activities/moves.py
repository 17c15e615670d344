"""What can be done with an activity of the calendar without dragging it: a popover."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.activities import queries
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest


@require_GET
def moves(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Answer the acts on an activity."""
    row = queries.activity(activity_id, viewer=request.viewer)
    return render.component(request, "activities/_moves.html", "moves", row)
