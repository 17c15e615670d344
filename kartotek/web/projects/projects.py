"""The list of projects, in whatever state they are asked for: open ones, unless told otherwise."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.web.lists.screen import show
from kartotek.web.viewer import KartotekRequest


@require_GET
def projects(request: KartotekRequest) -> HttpResponse:
    """Show a page of projects, the list anew as it is narrowed, or the rows that follow."""
    return show(request, "project")
