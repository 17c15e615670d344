"""Whether the installation works, for whoever watches over it."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from kartotek.users import queries


@require_GET
def health(_request: HttpRequest) -> JsonResponse:
    """Answer whether a company was opened; that the database answers is part of it."""
    return JsonResponse({"status": "ok", "is_empty": queries.is_empty()})
