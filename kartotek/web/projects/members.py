"""The people, organizations and deals of a project: put on, and taken off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.errors import NotFound
from kartotek.flows import item_changes
from kartotek.pipeline.projects import queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items.newcomers import inputs_of_newcomers, said_of_newcomers
from kartotek.web.projects.project import changed
from kartotek.web.viewer import KartotekRequest

SCREEN = "projects/members.html"


class MemberForm(forms.Form):
    """A record of one kind, chosen, or for people and organizations only named."""

    person = forms.CharField(required=False, max_length=1001)
    person_id = forms.IntegerField(required=False)
    person_address = forms.CharField(required=False, max_length=500)
    person_phone = forms.CharField(required=False, max_length=255)
    organization = forms.CharField(required=False, max_length=500)
    organization_id = forms.IntegerField(required=False)
    deal_id = forms.IntegerField(required=False)


def members_context(request: KartotekRequest, project_id: int, kind: str) -> dict[str, object]:
    """Return what the dialog takes.

    Raises:
        NotFound: there is no such project, or a project has no such list.
    """
    titles = {
        "person": _("Add a person"),
        "organization": _("Add an organization"),
        "deal": _("Add a deal"),
    }
    if kind not in titles:
        raise NotFound(_("A project has no such list."))
    found = queries.project(project_id, viewer=request.viewer)
    asked = inputs_of_newcomers(request)
    return {"project": found, "kind": kind, "title": titles[kind], "asked": asked}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_member", members_context)
def members(request: KartotekRequest, project_id: int, kind: str) -> HttpResponse:
    """Show the dialog, or put a record on the project."""
    context = members_context(request, project_id, kind)
    if request.method == "GET":
        if request.htmx:
            return render.part(request, SCREEN, "add_member", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(MemberForm(request.POST))
    item_changes.add_member(
        project_id=project_id,
        kind=kind,
        record_id=typed[f"{kind}_id"],
        by=request.viewer,
        at=timezone.now(),
        **_named(typed, kind),
        **said_of_newcomers(request),
    )
    return render.close_dialog(changed(request, project_id))


@require_POST
def removal(request: KartotekRequest, project_id: int, kind: str, record_id: int) -> HttpResponse:
    """Take a record off the project."""
    item_changes.remove_member(
        project_id=project_id,
        kind=kind,
        record_id=record_id,
        by=request.viewer,
        at=timezone.now(),
    )
    return changed(request, project_id)


def _named(typed: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return what was typed of a newcomer of this kind."""
    if kind == "person":
        names = ("person_address", "person_phone")
        return {"person_name": typed["person"], **{name: typed[name] for name in names}}
    return {"organization_name": typed["organization"]} if kind == "organization" else {}
