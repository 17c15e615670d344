"""Personal preferences: name, language, clock, theme and keys."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from kartotek.users import queries
from kartotek.users.models import Language
from kartotek.users.operations import change_preferences
from kartotek.users.operations.users import Preferences
from kartotek.web.forms import cleaned, form_part
from kartotek.web.login.theme import with_theme_of
from kartotek.web.render import page, redirect, toast
from kartotek.web.viewer import KartotekRequest

THEMES = (
    ("system", _lazy("As the system has it")),
    ("light", _lazy("Light")),
    ("dark", _lazy("Dark")),
)


class PreferencesForm(forms.Form):
    """What a user may change about their own screens."""

    name = forms.CharField(max_length=255)
    language = forms.ChoiceField(choices=Language.choices)
    time_zone = forms.CharField(max_length=64)
    theme = forms.ChoiceField(choices=THEMES)
    has_single_keys = forms.BooleanField(required=False)


def _around(request: KartotekRequest) -> dict[str, Any]:
    return {
        "user": queries.user_of(viewer=request.viewer),
        "languages": Language.choices,
        "time_zones": [(zone, zone) for zone in sorted(zoneinfo.available_timezones())],
        "themes": THEMES,
    }


@require_http_methods(["GET", "POST"])
@form_part("settings/preferences.html", "preferences", context=_around)
def preferences(request: KartotekRequest) -> HttpResponse:
    """Show the preferences, or keep what was changed."""
    if request.method == "GET":
        return page(request, "settings/preferences.html", _around(request))
    typed = Preferences(**cleaned(PreferencesForm(request.POST)))
    user = change_preferences(by=request.viewer, preferences=typed)
    with translation.override(user.language):
        answer = toast(request, redirect(request, "settings:preferences"), _("Preferences saved"))
    return with_theme_of(user, answer)
