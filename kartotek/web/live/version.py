"""Whether there is news, for a browser that cannot hold the stream."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.flows import news
from kartotek.web.viewer import KartotekRequest


@require_GET
def version(request: KartotekRequest) -> HttpResponse:
    """Answer a number that grows whenever there is news for the viewer."""
    number = news.version_of(viewer=request.viewer)
    return HttpResponse(
        str(number), content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
