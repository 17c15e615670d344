"""Where a request comes from, as far as that can be known."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from kartotek.lib.networks import place_of


def origin_of(request: HttpRequest) -> str:
    """Return the network address of a browser; empty where a web server in front hides it.

    Behind such a server only the last hop of X-Forwarded-For is believed, which it wrote itself.
    This very machine is a web server in front that nobody told us of.
    """
    if settings.SECURE_PROXY_SSL_HEADER:
        return place_of(request.headers.get("X-Forwarded-For", "").rpartition(",")[2])
    return place_of(request.META.get("REMOTE_ADDR", ""))
