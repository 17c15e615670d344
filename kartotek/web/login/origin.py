"""Where a request comes from, as far as that can be known."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

# A household or an office has at least so much of the newer addresses for itself.
_OWN_BITS = 64


def origin_of(request: HttpRequest) -> str:
    """Return the network address of a browser; empty where a web server in front hides it.

    Behind such a server only the last hop of X-Forwarded-For is believed, which it wrote itself.
    """
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
    else:
        told = request.META.get("REMOTE_ADDR", "")
    return _normal(told.strip())


def _normal(told: str) -> str:
    try:
        address = ip_address(told)
    except ValueError:
        return ""
    # This very machine is a web server in front that nobody told us of.
    if address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> _OWN_BITS << _OWN_BITS))
    return str(address)
