"""The one-time link of an empty installation: create your company."""

from __future__ import annotations

import zoneinfo

from django import forms
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kartotek.flows.open_company import Opening, open_first_company
from kartotek.users import queries
from kartotek.users.models import Language
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, redirect

REQUIRED = {"required": _("This is needed.")}


class CreateCompany(forms.Form):
    """What is asked of whoever opens the first company."""

    name = forms.CharField(max_length=255, error_messages=REQUIRED)
    user_name = forms.CharField(max_length=255, error_messages=REQUIRED)
    email = forms.CharField(max_length=254, error_messages=REQUIRED)
    password = forms.CharField(strip=False, max_length=1000, error_messages=REQUIRED)
    language = forms.ChoiceField(choices=Language.choices)
    time_zone = forms.CharField(required=False, max_length=64)

    def clean_time_zone(self) -> str:
        """Return the browser's time zone; nothing where we do not know it."""
        typed = str(self.cleaned_data["time_zone"])
        return typed if typed in zoneinfo.available_timezones() else ""


def _around(_request: HttpRequest, token: str) -> dict[str, object]:
    return {"token": token, "languages": Language.choices, "spoken": get_language()}


@never_cache
@require_http_methods(["GET", "POST"])
@form_part("login/welcome.html", "create_company", context=_around)
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form, or open the company and sign its admin in; then the link is dead."""
    at = timezone.now()
    if request.method == "GET":
        if not queries.is_welcome(token, at=at):
            name = "login/empty.html" if queries.is_empty() else "login/closed.html"
            return page(request, name, status=404)
        return page(request, "login/welcome.html", _around(request, token))
    admin = open_first_company(token, Opening(**cleaned(CreateCompany(request.POST))), at=at)
    auth.login(request, admin)
    return redirect(request, "home")
