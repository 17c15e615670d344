"""The list of deals, in whatever state they are asked for: open ones, unless told otherwise."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.web.lists.screen import show
from kartotek.web.viewer import KartotekRequest


@require_GET
def deals(request: KartotekRequest) -> HttpResponse:
    """Show a page of deals, the list anew as it is narrowed, or the rows that follow."""
    return show(request, "deal")
