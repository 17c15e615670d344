"""The theme a user chose, handed to the browser that draws the pages."""

from __future__ import annotations

from django.http import HttpResponse

from kartotek.users.models import User

COOKIE = "theme"
A_YEAR_SECONDS = 31_536_000


def with_theme_of(user: User, response: HttpResponse) -> HttpResponse:
    """Return `response` so that the browser draws the next pages in the user's theme."""
    if user.theme == "system":
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(COOKIE, user.theme, max_age=A_YEAR_SECONDS, samesite="Lax")
    return response
