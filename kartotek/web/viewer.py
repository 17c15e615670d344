"""Who is asking, put on every request, with their language and time zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django_htmx.middleware import HtmxDetails

from kartotek.users.models import User
from kartotek.users.viewer import Source, Viewer

OPEN_TO_ALL = (
    "/login/",
    "/welcome/",
    "/invitation/",
    "/static/",
    "/v1/",
    "/v2/",
    "/api/",
    "/health/",
    "/language/",
)


class KartotekRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
    viewer: Viewer
    htmx: HtmxDetails


class ViewerOfRequest:
    """Puts `viewer` on the request; sends who is not signed in to the login page.

    The language is the user's; before signing in, the one the browser asks for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the viewer's language and zone, or ask to sign in."""
        user = request.user
        if not isinstance(user, User):
            if not request.path.startswith(OPEN_TO_ALL):
                return _to_login(request)
            language = translation.get_language_from_request(request)
            with translation.override(language):
                return self.get_response(request)
        request.viewer = Viewer.of(user, Source.SCREEN)  # type: ignore[attr-defined]
        with translation.override(user.language), timezone.override(_zone(user.time_zone)):
            return self.get_response(request)


def _to_login(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": "/login/"})
    return redirect_to_login(request.get_full_path(), "/login/")


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
