"""What a page may load and where it may connect: ours alone, and the server of live news."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kartotek.web.live.address import origin

HEADER = "Content-Security-Policy"


def policy(request: HttpRequest) -> str:
    """Return the policy of our own pages."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {origin(request)}",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-src 'self'",
            "frame-ancestors 'none'",
        )
    )


class ContentSecurity:
    """Puts the policy on every answer that brings none of its own, as a message's frame does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with a policy."""
        response = self.get_response(request)
        if HEADER not in response:
            response[HEADER] = policy(request)
        return response
