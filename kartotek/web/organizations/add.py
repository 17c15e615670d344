"""Adding an organization: the dialog, which may be here already, and the new record."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kartotek.contacts import queries
from kartotek.flows import contact_changes, field_values
from kartotek.users import queries as users
from kartotek.users.visibility import Visibility
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.custom_fields import inputs_to_add, said_to_add
from kartotek.web.records.facts import new_visibility_options
from kartotek.web.viewer import KartotekRequest

SCREEN = "organizations/add.html"


class OrganizationForm(forms.Form):
    """A new organization."""

    name = forms.CharField(
        max_length=500, error_messages={"required": _("An organization needs a name.")}
    )
    address = forms.CharField(required=False, max_length=500)
    website = forms.CharField(required=False, max_length=500)
    industry = forms.CharField(required=False, max_length=255)
    owner_id = forms.IntegerField(required=False)
    visibility = forms.TypedChoiceField(
        required=False, choices=Visibility.choices, coerce=int, empty_value=None
    )


def add_context(request: KartotekRequest) -> dict[str, object]:
    """Return what the dialog takes beside what was typed."""
    people = users.users_of(viewer=request.viewer)
    return {
        "typed_name": request.GET.get("name", ""),
        "owners": [(user.id, user.name) for user in people if user.is_active],
        "visibilities": new_visibility_options(request.viewer),
        "custom_fields": inputs_to_add(request, "organization"),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_organization", add_context)
def add(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add the organization and open its page."""
    if request.method == "GET":
        if request.htmx:
            return render.part(request, SCREEN, "add_organization", add_context(request))
        return render.page(request, SCREEN, add_context(request))
    typed = cleaned(OrganizationForm(request.POST))
    added = field_values.added(
        partial(contact_changes.add_organization, by=request.viewer, at=timezone.now(), **typed),
        values=said_to_add(request, "organization"),
        by=request.viewer,
        at=timezone.now(),
    )
    text = _("%(name)s added") % {"name": added.name}
    return render.added(request, str(text), "organizations:organization", added.pk)


@require_GET
def lookalikes(request: KartotekRequest) -> HttpResponse:
    """Answer which organizations are already here and may be the one that is being typed."""
    asked = request.GET
    hint = queries.likely_organizations(
        asked.get("name", ""),
        viewer=request.viewer,
        address=asked.get("address", ""),
        website=asked.get("website", ""),
    )
    # Nothing that is typed of an organization is read by rules of its own, nor stands beside it.
    context = {"hint": hint, "kind": "organization", "notes": (), "there": None}
    return render.part(request, "people/lookalikes.html", "lookalikes", context)
