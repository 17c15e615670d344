"""Everyone who works in the company, with their groups."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.users import queries
from kartotek.web.render import page
from kartotek.web.viewer import KartotekRequest


@require_GET
def users(request: KartotekRequest) -> HttpResponse:
    """Show the list."""
    return page(request, "settings/users.html", {"rows": queries.users_of(viewer=request.viewer)})
