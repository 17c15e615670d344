"""What an organization is to others: said, changed and taken back in its sidebar."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.contacts import operations, queries
from kartotek.contacts.models import Relation
from kartotek.flows.relate_organizations import relate_organizations
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.organizations.organization import changed
from kartotek.web.viewer import KartotekRequest

SCREEN = "organizations/relation.html"


class RelationForm(forms.Form):
    """Another organization, known or new, and what it is to this one."""

    organization = forms.CharField(
        max_length=500, error_messages={"required": gettext_lazy("Type a name.")}
    )
    organization_id = forms.IntegerField(required=False)
    relation = forms.ChoiceField(choices=Relation.choices)


def relation_context(
    request: KartotekRequest, organization_id: int, other_id: int | None = None
) -> dict[str, object]:
    """Return what the dialog takes; with `other_id`, of a relation that is there already."""
    viewer = request.viewer
    related = queries.related_organizations(organization_id, viewer=viewer)
    return {
        "organization": queries.organization(organization_id, viewer=viewer),
        "other": next((one for one in related if one.id == other_id), None),
        "relations": Relation.choices,
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "relation", relation_context)
def relation(
    request: KartotekRequest, organization_id: int, other_id: int | None = None
) -> HttpResponse:
    """Show the dialog, or keep what two organizations are to each other."""
    context = relation_context(request, organization_id, other_id)
    if request.method == "GET":
        if request.htmx:
            return render.part(request, SCREEN, "relation", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(RelationForm(request.POST))
    there = queries.organization(organization_id, viewer=request.viewer)
    relate_organizations(
        organization_id=organization_id,
        other_id=typed["organization_id"],
        name=typed["organization"],
        relation=typed["relation"],
        by=request.viewer,
        at=timezone.now(),
    )
    return render.close_dialog(changed(request, organization_id, there.name))


@require_POST
def relation_removal(request: KartotekRequest, organization_id: int, other_id: int) -> HttpResponse:
    """Forget what two organizations are to each other, with Undo."""
    there = queries.organization(organization_id, viewer=request.viewer)
    other = queries.organization(other_id, viewer=request.viewer)
    was = operations.unrelate(
        organization_id=organization_id, other_id=other_id, by=request.viewer, at=timezone.now()
    )
    response = changed(request, organization_id, there.name)
    if not was:
        return response
    undo = reverse("organizations:relation_return", args=(organization_id, other_id, was))
    text = _("%(name)s is no longer related to this organization") % {"name": other.name}
    return render.toast(request, response, text, undo)


@require_POST
def relation_return(
    request: KartotekRequest, organization_id: int, other_id: int, was: str
) -> HttpResponse:
    """Say again what two organizations were to each other."""
    there = queries.organization(organization_id, viewer=request.viewer)
    operations.relate(
        organization_id=organization_id,
        other_id=other_id,
        relation=was,
        by=request.viewer,
        at=timezone.now(),
    )
    return changed(request, organization_id, there.name)
