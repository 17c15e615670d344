"""What lets the user and their programs in: password, sessions, API tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.flows import entry_changes
from kartotek.users import queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/access.html"
ADD = "settings/add_token.html"


class TokenForm(forms.Form):
    """What a token is for."""

    name = forms.CharField(required=False, max_length=255)


def access_context(request: KartotekRequest) -> dict[str, Any]:
    """Return what the page takes."""
    return {"tokens": queries.tokens_of(viewer=request.viewer)}


def token_context(_request: KartotekRequest) -> dict[str, Any]:
    """Return what the dialog of a new token takes beside what was typed."""
    return {"token": "", "named": ""}


@require_GET
def access(request: KartotekRequest) -> HttpResponse:
    """Show the page."""
    return render.page(request, SCREEN, access_context(request))


@require_POST
def sessions(request: KartotekRequest) -> HttpResponse:
    """End every session but this one."""
    user = entry_changes.sign_out_elsewhere(by=request.viewer, at=timezone.now())
    update_session_auth_hash(request, user)
    text = _("Signed out everywhere else")
    return render.toast(request, render.redirect(request, "settings:access"), text)


@never_cache
@require_http_methods(["GET", "POST"])
@form_part(ADD, "add_token", token_context)
def add_token(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or make a token and show it, this one time."""
    if request.method == "GET":
        return _shown(request, token_context(request))
    name = cleaned(TokenForm(request.POST))["name"]
    token = entry_changes.add_token(name=name, by=request.viewer, at=timezone.now())
    answer = _shown(request, {"token": token, "named": name})
    if request.htmx:
        drawn = render.draw_part(request, SCREEN, "tokens", access_context(request))
        answer.content += render.in_place("#tokens", drawn).encode()
    return answer


@require_POST
def revoked_token(request: KartotekRequest, token_id: int) -> HttpResponse:
    """Shut out the programs that use a token."""
    gone = entry_changes.revoke_token(token_id=token_id, by=request.viewer, at=timezone.now())
    text = _("%(name)s revoked") % {"name": gone.name or _("Token")}
    return render.toast(request, render.redirect(request, "settings:access"), text)


def _shown(request: KartotekRequest, context: dict[str, Any]) -> HttpResponse:
    if request.htmx:
        return render.part(request, ADD, "add_token", context)
    return render.page(request, ADD, context)
