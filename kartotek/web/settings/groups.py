"""The groups of the company: a tree that decides who sees whose records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kartotek.flows import group_changes
from kartotek.users import queries
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.settings.users import group_options
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/group.html"
GONE = "settings/deleted_group.html"


class GroupForm(forms.Form):
    """A group and where it stands."""

    name = forms.CharField(required=False, max_length=255)
    parent_id = forms.IntegerField(required=False)


class HeirForm(forms.Form):
    """The group that takes the people of one that goes."""

    heir_id = forms.IntegerField(required=False)


@require_GET
def groups(request: KartotekRequest) -> HttpResponse:
    """Show the tree."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    rows = queries.groups_of(viewer=request.viewer)
    return render.page(request, "settings/groups.html", {"rows": rows})


def group_context(request: KartotekRequest, group_id: int | None = None) -> dict[str, Any]:
    """Return what the dialogs of a group take beside what was typed."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    row = queries.group_row(group_id, viewer=request.viewer) if group_id else None
    others = [option for option in group_options(request) if option[0] != group_id]
    return {"row": row, "others": others}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "group", group_context)
def add_group(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add a group."""
    if request.method == "GET":
        return _shown(request, SCREEN, "group", group_context(request))
    typed = cleaned(GroupForm(request.POST))
    made = group_changes.add_group(by=request.viewer, at=timezone.now(), **typed)
    return _done(request, _("%(name)s added") % {"name": made.name})


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "group", group_context)
def group(request: KartotekRequest, group_id: int) -> HttpResponse:
    """Show the dialog, or rename a group or put it elsewhere."""
    if request.method == "GET":
        return _shown(request, SCREEN, "group", group_context(request, group_id))
    typed = cleaned(GroupForm(request.POST))
    changed = group_changes.change_group(
        group_id=group_id, by=request.viewer, at=timezone.now(), **typed
    )
    return _done(request, _("%(name)s saved") % {"name": changed.name})


@require_http_methods(["GET", "POST"])
@form_part(GONE, "deleted_group", group_context)
def deleted_group(request: KartotekRequest, group_id: int) -> HttpResponse:
    """Ask where the people of a group go, or delete it."""
    if request.method == "GET":
        return _shown(request, GONE, "deleted_group", group_context(request, group_id))
    heir_id = cleaned(HeirForm(request.POST))["heir_id"]
    gone = group_changes.delete_group(
        group_id=group_id, heir_id=heir_id, by=request.viewer, at=timezone.now()
    )
    return _done(request, _("%(name)s deleted") % {"name": gone.name})


def _done(request: KartotekRequest, text: str) -> HttpResponse:
    return render.toast(request, render.redirect(request, "settings:groups"), text)


def _shown(
    request: KartotekRequest, screen: str, block: str, context: dict[str, Any]
) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, block, context)
    return render.page(request, screen, context)
