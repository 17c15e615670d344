"""The one-time link of an invitation: choose a name and a password, and come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kartotek.flows.user_changes import accept_invitation
from kartotek.users import queries
from kartotek.users.models import Language
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, redirect

SCREEN = "login/invitation.html"
REQUIRED = {"required": _("This is needed.")}


class AcceptForm(forms.Form):
    """What is asked of whoever was invited."""

    name = forms.CharField(max_length=255, error_messages=REQUIRED)
    password = forms.CharField(strip=False, max_length=1000, error_messages=REQUIRED)
    language = forms.ChoiceField(choices=Language.choices)


def invitation_context(_request: HttpRequest, token: str) -> dict[str, Any]:
    """Return what the page takes beside what was typed."""
    return {
        "token": token,
        "invited": queries.invitation_of(token, at=timezone.now()),
        "languages": Language.choices,
    }


@never_cache
@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "accept", invitation_context)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form in the language of the invitation, or let the invited in."""
    context = invitation_context(request, token)
    invited = context["invited"]
    if invited is None:
        return page(request, "login/invitation_over.html", status=404)
    if request.method == "GET":
        with translation.override(invited.language):
            return page(request, SCREEN, context)
    typed = cleaned(AcceptForm(request.POST))
    user = accept_invitation(token=token, at=timezone.now(), **typed)
    auth.login(request, user)
    return redirect(request, "home")
