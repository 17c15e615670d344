"""Where the browser of a request reaches the stream of live news."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """Return the address of the stream, which ends with a slash.

    That is the live port of the host the page was asked for by; behind a web server that passes
    it on, what the setting says.
    """
    if settings.LIVE_URL:
        given = urljoin(request.build_absolute_uri("/"), str(settings.LIVE_URL))
        return given.rstrip("/") + "/"
    host = urlsplit(f"//{request.get_host()}").hostname or "localhost"
    name = f"[{host}]" if ":" in host else host
    return f"{request.scheme}://{name}:{settings.LIVE_PORT}/live/"


def origin(request: HttpRequest) -> str:
    """Return the origin of the stream, for the policy of what a page may connect to."""
    parts = urlsplit(address(request))
    return f"{parts.scheme}://{parts.netloc}"
