"""The product's addresses, and one more: a signed-in page that holds nothing."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import include, path

from kartotek.web import render
from kartotek.web.viewer import KartotekRequest


def empty(request: KartotekRequest) -> HttpResponse:
    """Show the layout alone."""
    return render.page(request, "layouts/app.html", {})


urlpatterns = [
    path("bench/", include(([path("empty/", empty, name="empty")], "bench"))),
    path("", include("kartotek.urls")),
]
