"""Further organizations of a person, and what they are there."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.contacts import operations, queries
from kartotek.flows.relate_organizations import give_role
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.people.person import changed
from kartotek.web.viewer import KartotekRequest

SCREEN = "people/role.html"

# What people write most; anything else can be typed.
PROPOSED = (
    gettext_lazy("former"),
    gettext_lazy("board member"),
    gettext_lazy("adviser"),
    gettext_lazy("owner"),
)


class RoleForm(forms.Form):
    """A further organization, known or new, and the role there."""

    organization = forms.CharField(
        max_length=500, error_messages={"required": gettext_lazy("Type a name.")}
    )
    organization_id = forms.IntegerField(required=False)
    role = forms.CharField(required=False, max_length=255)


def role_context(
    request: KartotekRequest, person_id: int, organization_id: int | None = None
) -> dict[str, object]:
    """Return what the dialog takes; with `organization_id`, of a role that is there already."""
    further = queries.further_organizations(person_id, viewer=request.viewer)
    return {
        "person": queries.person(person_id, viewer=request.viewer),
        "held": next((one for one in further if one.id == organization_id), None),
        "proposed": PROPOSED,
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "role", role_context)
def role(
    request: KartotekRequest, person_id: int, organization_id: int | None = None
) -> HttpResponse:
    """Show the dialog, or keep what the person is there."""
    context = role_context(request, person_id, organization_id)
    if request.method == "GET":
        if request.htmx:
            return render.part(request, SCREEN, "role", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(RoleForm(request.POST))
    person = queries.person(person_id, viewer=request.viewer)
    give_role(
        person_id=person_id,
        organization_id=typed["organization_id"],
        name=typed["organization"],
        role=typed["role"],
        by=request.viewer,
        at=timezone.now(),
    )
    return render.close_dialog(changed(request, person_id, person.name))


@require_POST
def role_removal(request: KartotekRequest, person_id: int, organization_id: int) -> HttpResponse:
    """Take a person off a further organization, with Undo."""
    person = queries.person(person_id, viewer=request.viewer)
    was = operations.take_role(
        person_id=person_id, organization_id=organization_id, by=request.viewer, at=timezone.now()
    )
    response = changed(request, person_id, person.name)
    if was is None:
        return response
    undo = reverse("people:role_return", args=(person_id, organization_id))
    undo = f"{undo}?{urlencode({'role': was})}"
    there = queries.organization(organization_id, viewer=request.viewer)
    values = {"person": person.name, "organization": there.name}
    text = _("%(person)s is no longer at %(organization)s") % values
    return render.toast(request, response, text, undo)


@require_POST
def role_return(request: KartotekRequest, person_id: int, organization_id: int) -> HttpResponse:
    """Put a person back on a further organization, as what they were."""
    person = queries.person(person_id, viewer=request.viewer)
    operations.give_role(
        person_id=person_id,
        organization_id=organization_id,
        role=request.GET.get("role", ""),
        by=request.viewer,
        at=timezone.now(),
    )
    return changed(request, person_id, person.name)
