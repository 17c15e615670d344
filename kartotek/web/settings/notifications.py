"""What the viewer wants to hear of: in the bell, and by email."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.flows import digest_choices
from kartotek.notifications import queries
from kartotek.notifications.models import Kind, Period
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, redirect, toast
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/notifications.html"


class ChoicesForm(forms.Form):
    """A switch and a period for each kind, under its word."""

    def __init__(self, *given: Any) -> None:
        """Have the fields of every kind."""
        super().__init__(*given)
        for kind in Kind:
            self.fields[f"in-app-{kind}"] = forms.BooleanField(required=False)
            self.fields[f"email-{kind}"] = forms.ChoiceField(choices=Period.choices, required=False)


def _around(request: KartotekRequest) -> dict[str, Any]:
    return {
        "rows": queries.preferences_of(viewer=request.viewer),
        "periods": Period.choices,
        "has_mail": settings.HAS_OUTGOING_MAIL,
        "address": request.user.email,
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "choices", context=_around)
def notifications(request: KartotekRequest) -> HttpResponse:
    """Show what the viewer wants to hear of, or keep what was changed."""
    if request.method == "GET":
        return page(request, SCREEN, _around(request))
    typed = cleaned(ChoicesForm(request.POST))
    digest_choices.keep(
        {kind: (typed[f"in-app-{kind}"], typed[f"email-{kind}"]) for kind in Kind.values},
        by=request.viewer,
        at=timezone.now(),
    )
    return toast(request, redirect(request, "settings:notifications"), _("Notifications saved"))
