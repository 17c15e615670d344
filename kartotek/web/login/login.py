"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.users import operations, queries
from kartotek.users.models import User
from kartotek.web.forms import cleaned, form_part
from kartotek.web.login.origin import origin_of
from kartotek.web.login.theme import with_theme_of
from kartotek.web.render import page, redirect


class SignIn(forms.Form):
    """Who somebody is, and the proof."""

    email = forms.CharField(max_length=254)
    password = forms.CharField(strip=False, max_length=1000)


def _around(request: HttpRequest) -> dict[str, Any]:
    return {"next": _next(request)}


@never_cache
@require_http_methods(["GET", "POST"])
@form_part("login/login.html", "sign_in", context=_around)
def login(request: HttpRequest) -> HttpResponse:
    """Show the form, or sign in and go where the person wanted to."""
    if isinstance(request.user, User):
        return redirect(request, _next(request))
    if request.method == "GET":
        name = "login/empty.html" if queries.is_empty() else "login/login.html"
        return page(request, name, _around(request))
    typed = cleaned(SignIn(request.POST))
    user = operations.sign_in(
        email=typed["email"],
        password=typed["password"],
        at=timezone.now(),
        origin=origin_of(request),
    )
    auth.login(request, user)
    return with_theme_of(user, redirect(request, _next(request)))


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    auth.logout(request)
    return redirect(request, "login:login")


def _next(request: HttpRequest) -> str:
    """Return where to go after signing in; never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "/"
