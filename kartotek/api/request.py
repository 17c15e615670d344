"""Who is asking: the token leads to a user, the user to a viewer at this door."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.security import APIKeyHeader, APIKeyQuery, HttpBearer

from kartotek.users.models import User
from kartotek.users.queries import user_of_token
from kartotek.users.viewer import Source, Viewer


class ApiRequest(HttpRequest):
    """A request whose token was accepted."""

    auth: User
    viewer: Viewer


class Token:
    """A token, wherever it stands."""

    def authenticate(self, request: HttpRequest, token: str | None) -> User | None:
        """Return whose token it is and put their view on the request; None for no token of ours."""
        user = user_of_token(token) if token else None
        if user is not None:
            request.viewer = Viewer.of(user, Source.API)  # type: ignore[attr-defined]
            translation.activate(language_of(request, user))
        return user


class HeaderToken(Token, APIKeyHeader):
    """`x-api-token: <token>`."""

    param_name = "x-api-token"


class QueryToken(Token, APIKeyQuery):
    """`?api_token=<token>`."""

    param_name = "api_token"


class BearerToken(Token, HttpBearer):
    """`Authorization: Bearer <token>`."""


TOKENS = (HeaderToken(), QueryToken(), BearerToken())


def language_of(request: HttpRequest, user: User) -> str:
    """Return the first language the request accepts and we speak, else the user's own."""
    ours = dict(settings.LANGUAGES)
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    spoken = [name.partition("-")[0] for name, quality in accepted if quality]
    return next((name for name in spoken if name in ours), user.language)
