"""A new password for the user who is signed in."""

from __future__ import annotations

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.flows.entry_changes import change_password
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, redirect, toast
from kartotek.web.viewer import KartotekRequest


class PasswordForm(forms.Form):
    """The password that counts, and the one that is to count."""

    old = forms.CharField(strip=False, max_length=1000)
    new = forms.CharField(strip=False, max_length=1000)


@require_http_methods(["GET", "POST"])
@form_part("settings/password.html", "password")
def password(request: KartotekRequest) -> HttpResponse:
    """Show the form, or change the password; only this session goes on."""
    if request.method == "GET":
        return page(request, "settings/password.html")
    typed = cleaned(PasswordForm(request.POST))
    user = change_password(by=request.viewer, at=timezone.now(), old=typed["old"], new=typed["new"])
    update_session_auth_hash(request, user)
    return toast(request, redirect(request, "settings:access"), _("Password changed"))
