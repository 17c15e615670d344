"""The + in an organization's people section: link somebody known, or add somebody new."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.flows import contact_changes
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.organizations.organization import changed
from kartotek.web.viewer import KartotekRequest

SCREEN = "organizations/member.html"


class MemberForm(forms.Form):
    """Somebody known, or the name of somebody new."""

    person = forms.CharField(
        max_length=1001, error_messages={"required": _("Type a name or an email address.")}
    )
    person_id = forms.IntegerField(required=False)


def member_context(request: KartotekRequest, organization_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    return {"organization": queries.organization(organization_id, viewer=request.viewer)}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_member", member_context)
def member(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Show the dialog, or put the person into the organization."""
    if request.method == "GET":
        context = member_context(request, organization_id)
        if request.htmx:
            return render.part(request, SCREEN, "add_member", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(MemberForm(request.POST))
    there = queries.organization(organization_id, viewer=request.viewer)
    contact_changes.put_into_organization(
        organization_id=organization_id,
        person_id=typed["person_id"],
        name=typed["person"],
        by=request.viewer,
        at=timezone.now(),
    )
    return render.close_dialog(changed(request, organization_id, there.name))
