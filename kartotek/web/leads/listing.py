"""The list of leads, with the columns, filters and saved views of every list."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.web.lists.screen import show
from kartotek.web.viewer import KartotekRequest


@require_GET
def listing(request: KartotekRequest) -> HttpResponse:
    """Show a page of leads, the list anew as it is narrowed, or the rows that follow."""
    return show(request, "lead")
