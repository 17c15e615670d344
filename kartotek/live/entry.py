"""Who may listen: the session cookie of the pages, sent by a page of ours."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, parse_cookie
from django.http.request import split_domain_port, validate_host

from kartotek.users.models import User
from kartotek.users.viewer import Viewer


def viewer_of(cookies: str) -> Viewer | None:
    """Return whose session a Cookie header names; None when it is nobody's any more."""
    request = HttpRequest()
    request.session = _session(parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    return Viewer.of(user) if isinstance(user, User) and user.is_active else None


def _session(key: str | None) -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return store


@dataclass(frozen=True)
class House:
    """Where this installation is: what its pages and its news are asked for by.

    Args:
        hosts: names it answers to, `*` for any.
        web_port: where the pages are.
        site: the address people type, when a web server stands in front; else empty.
    """

    hosts: tuple[str, ...]
    web_port: int
    site: str = ""

    def answers_to(self, host: str) -> bool:
        """Return whether a Host header names this installation."""
        name, _port = split_domain_port(host)
        return bool(name) and validate_host(name, self.hosts)

    def trusts(self, origin: str, host: str) -> bool:
        """Return whether a page of `origin` may read what `host` answers.

        A page of ours has the same host name and the web port, or is at the address people
        type. A browser that sends no origin asks from the very same address.
        """
        if not origin or (self.site and origin == self.site):
            return True
        page = urlsplit(origin)
        name, _port = split_domain_port(host)
        is_same_name = (page.hostname or "") == name.strip("[]")
        return is_same_name and _port_of(page.scheme, page.port) == self.web_port


def house() -> House:
    """Return this installation."""
    return House(tuple(settings.ALLOWED_HOSTS), settings.WEB_PORT, settings.SITE_URL)


def _port_of(scheme: str, port: int | None) -> int:
    return port or {"http": 80, "https": 443}.get(scheme, 0)
