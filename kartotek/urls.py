"""Every address: the API's prefixes, then the pages; and who answers when nothing else does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views import defaults

from kartotek.api import refusals as api
from kartotek.api.urls import is_ours
from kartotek.web import refusals as web

handler400 = "kartotek.urls.bad_request"
handler404 = "kartotek.urls.not_found"
handler500 = "kartotek.urls.server_error"

urlpatterns = [
    path("", include("kartotek.api.urls")),
    path("", include("kartotek.web.urls")),
]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the answer to a request nobody should read any further."""
    if is_ours(request.path):
        return api.bad_request(request, exception)
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the answer to an address that leads nowhere."""
    return web.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the answer to a fault of ours: JSON to a program, a page to a person."""
    return api.server_error(request) if is_ours(request.path) else web.server_error(request)
