"""How the company works: name, currency, country, clock and when linking looks back."""

from __future__ import annotations

import zoneinfo
from typing import Any

from babel import Locale
from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.flows.entry_changes import change_company
from kartotek.lib.currencies import currencies_in_use
from kartotek.users import queries
from kartotek.users.permissions import Permission
from kartotek.users.visibility import Visibility
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.facts import visibility_options
from kartotek.web.render import page, redirect, toast
from kartotek.web.viewer import KartotekRequest


class CompanyForm(forms.Form):
    """What an admin may change."""

    name = forms.CharField(max_length=255)
    currency = forms.CharField(max_length=3)
    region = forms.CharField(max_length=2)
    time_zone = forms.CharField(max_length=64)
    default_visibility = forms.TypedChoiceField(
        required=False, choices=Visibility.choices, coerce=int, empty_value=None
    )
    only_younger_conversations = forms.BooleanField(required=False)


def _around(request: KartotekRequest) -> dict[str, Any]:
    company = queries.company_of(viewer=request.viewer)
    spoken = Locale.parse(get_language() or "en", sep="-")
    return {
        "company": company,
        "may_change": request.viewer.may(Permission.MANAGE_COMPANY),
        "currencies": _named(currencies_in_use(), spoken.currencies, company.currency),
        "regions": sorted(
            (
                (code, name)
                for code, name in spoken.territories.items()
                if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "EZ", "UN"}
            ),
            key=lambda pair: pair[1],
        ),
        "visibilities": visibility_options(),
        "time_zones": [(zone, zone) for zone in sorted(zoneinfo.available_timezones())],
    }


def _named(codes: tuple[str, ...], names: Any, kept: str) -> list[tuple[str, str]]:
    """Return pairs of code and name; one that is kept stays among them."""
    return [(code, f"{code} · {names.get(code, code)}") for code in sorted({*codes, kept})]


@require_http_methods(["GET", "POST"])
@form_part("settings/company.html", "company_form", context=_around)
def company(request: KartotekRequest) -> HttpResponse:
    """Show how the company works, or keep what an admin changed."""
    if request.method == "GET":
        return page(request, "settings/company.html", _around(request))
    change_company(by=request.viewer, at=timezone.now(), **cleaned(CompanyForm(request.POST)))
    return toast(request, redirect(request, "settings:company"), _("Company settings saved"))
