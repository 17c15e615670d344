"""The permission sets of the company: what their users may do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods

from kartotek.flows import group_changes
from kartotek.users import queries
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.numbers import record_number
from kartotek.web.settings.permission_words import GROUPS
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/permission_set.html"
GONE = "settings/deleted_set.html"


class SetForm(forms.Form):
    """A permission set."""

    name = forms.CharField(
        required=False,
        max_length=255,
        error_messages={"max_length": _lazy("Use at most 255 characters.")},
    )
    permissions = forms.MultipleChoiceField(
        required=False, choices=[(one.value, one.value) for one in Permission]
    )


@require_GET
def permission_sets(request: KartotekRequest) -> HttpResponse:
    """Show the sets and what each allows."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    context = {"sets": queries.sets_of(viewer=request.viewer), "groups": GROUPS}
    return render.page(request, "settings/permission_sets.html", context)


def set_context(request: KartotekRequest, word: str = "") -> dict[str, Any]:
    """Return what the dialogs of a set take beside what was typed."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    rows = queries.sets_of(viewer=request.viewer)
    held = queries.set_called(word, viewer=request.viewer) if word else None
    chosen = request.POST.getlist("permissions")
    return {
        "held": held,
        "groups": GROUPS,
        "chosen": chosen if request.method == "POST" else held.permissions if held else (),
        "others": [(row.word, row.name) for row in rows if row.word not in {word, "admin"}],
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "permission_set", set_context)
def add_set(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add a set."""
    if request.method == "GET":
        return _shown(request, SCREEN, "permission_set", set_context(request))
    typed = cleaned(SetForm(request.POST))
    made = group_changes.add_set(by=request.viewer, at=timezone.now(), **typed)
    return _done(request, _("%(name)s added") % {"name": made.name})


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "permission_set", set_context)
def permission_set(request: KartotekRequest, word: str) -> HttpResponse:
    """Show the dialog, or change what a set allows."""
    if request.method == "GET":
        return _shown(request, SCREEN, "permission_set", set_context(request, word))
    set_id = int(word) if queries.set_called(word, viewer=request.viewer).is_own else None
    typed = cleaned(SetForm(request.POST))
    group_changes.change_set(set_id=set_id, by=request.viewer, at=timezone.now(), **typed)
    return _done(request, _("Permissions saved. They count at once."))


@require_http_methods(["GET", "POST"])
@form_part(GONE, "deleted_set", set_context)
def deleted_set(request: KartotekRequest, word: str) -> HttpResponse:
    """Ask what the users of a set get instead, or delete it."""
    context = set_context(request, word)
    if request.method == "GET":
        return _shown(request, GONE, "deleted_set", context)
    gone = group_changes.delete_set(
        set_id=record_number(word) or 0,
        heir=request.POST.get("heir", ""),
        by=request.viewer,
        at=timezone.now(),
    )
    return _done(request, _("%(name)s deleted") % {"name": gone.name})


def _done(request: KartotekRequest, text: str) -> HttpResponse:
    return render.toast(request, render.redirect(request, "settings:permission_sets"), text)


def _shown(
    request: KartotekRequest, screen: str, block: str, context: dict[str, Any]
) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, block, context)
    return render.page(request, screen, context)
