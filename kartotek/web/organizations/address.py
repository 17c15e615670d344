"""The postal address of an organization: one line, and the nine parts it is made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.contacts.queries import OrganizationPage
from kartotek.contacts.rules.postal import PARTS, postal_line
from kartotek.flows import contact_changes
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.organizations.facts import DETAILS, map_url
from kartotek.web.organizations.organization import changed
from kartotek.web.viewer import KartotekRequest

SCREEN = "organizations/address.html"

# The order of the form: from the door to the country.
ORDER = (
    "street", "house_number", "suite", "district", "postcode", "city", "state", "region", "country",
)  # fmt: skip


class AddressForm(forms.Form):
    """The parts and the line; an empty line is worked out of the parts."""

    line = forms.CharField(required=False, max_length=500)
    suite = forms.CharField(required=False, max_length=255)
    house_number = forms.CharField(required=False, max_length=64)
    street = forms.CharField(required=False, max_length=255)
    district = forms.CharField(required=False, max_length=255)
    city = forms.CharField(required=False, max_length=255)
    state = forms.CharField(required=False, max_length=255)
    region = forms.CharField(required=False, max_length=255)
    country = forms.CharField(required=False, max_length=255)
    postcode = forms.CharField(required=False, max_length=64)


def address_context(request: KartotekRequest, organization_id: int) -> dict[str, object]:
    """Return what the form and the shown address take."""
    found = queries.organization(organization_id, viewer=request.viewer)
    return {
        "organization": found,
        "map_url": map_url(found.address),
        "parts": [(name, DETAILS[name], getattr(found, name)) for name in ORDER],
        "own_line": "" if follows_parts(found) else found.address,
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "address_edit", address_context)
def address(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Show the form in the place of the address, or save it."""
    if request.method == "GET":
        context = address_context(request, organization_id)
        if not request.htmx:
            return render.page(request, SCREEN, context)
        block = "address_shown" if "shown" in request.GET else "address_edit"
        return render.part(request, SCREEN, block, context)
    typed = cleaned(AddressForm(request.POST))
    given: dict[str, Any] = {name: typed[name] for name in PARTS}
    given["address"] = typed["line"]
    edited = contact_changes.edit_organization(
        organization_id=organization_id, by=request.viewer, at=timezone.now(), **given
    )
    return changed(request, organization_id, edited.name)


def follows_parts(found: OrganizationPage) -> bool:
    """Return whether the line of an address says no more than its parts."""
    return found.address == postal_line({name: getattr(found, name) for name in PARTS})
