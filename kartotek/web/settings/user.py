"""One user: who they are in the company, whether they may come in, and whose their records are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kartotek.flows import hand_over, user_changes
from kartotek.users import queries
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.settings.users import group_options, role_options
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/user.html"
SEAT = "settings/seat.html"
RECORDS = "settings/records_of.html"


class UserForm(forms.Form):
    """Who somebody is in the company."""

    name = forms.CharField(required=False, max_length=255)
    email = forms.CharField(required=False, max_length=254)
    group_id = forms.IntegerField(required=False)
    role = forms.CharField(max_length=20)


class HeirForm(forms.Form):
    """Who gets the records; nobody where that is allowed."""

    heir_id = forms.IntegerField(required=False)


def user_context(request: KartotekRequest, user_id: int) -> dict[str, Any]:
    """Return what the dialog of a user takes beside what was typed."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    row = queries.user_row(user_id, viewer=request.viewer)
    roles = role_options(request)
    if row.role not in dict(roles):
        roles.append((row.role, row.set_name or _("Admin")))
    return {"row": row, "groups": group_options(request), "roles": roles}


def leaving_context(request: KartotekRequest, user_id: int) -> dict[str, Any]:
    """Return what the dialogs take in which records change hands."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    others = queries.colleagues(viewer=request.viewer)
    return {
        "row": queries.user_row(user_id, viewer=request.viewer),
        "record_count": hand_over.owned_count(user_id, viewer=request.viewer),
        "heirs": [(known, name) for known, name in others if known != user_id],
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "user", user_context)
def user(request: KartotekRequest, user_id: int) -> HttpResponse:
    """Show the dialog of a user, or change them."""
    if request.method == "GET":
        return _shown(request, SCREEN, "user", user_context(request, user_id))
    typed = cleaned(UserForm(request.POST))
    changed = user_changes.change_user(
        user_id=user_id, by=request.viewer, at=timezone.now(), **typed
    )
    return _done(request, _("%(name)s saved") % {"name": changed.name})


@require_http_methods(["GET", "POST"])
@form_part(SEAT, "seat", leaving_context)
def seat(request: KartotekRequest, user_id: int) -> HttpResponse:
    """Ask before somebody is deactivated or comes back, or do it."""
    if request.method == "GET":
        return _shown(request, SEAT, "seat", leaving_context(request, user_id))
    if request.POST.get("wanted") == "on":
        back = user_changes.reactivate_user(user_id=user_id, by=request.viewer, at=timezone.now())
        return _done(request, _("%(name)s may sign in again") % {"name": back.name})
    count = user_changes.deactivate_user(
        user_id=user_id,
        heir_id=cleaned(HeirForm(request.POST))["heir_id"],
        by=request.viewer,
        at=timezone.now(),
    )
    return _done(request, _told(count) if count else _("Deactivated. Their records stay theirs."))


@require_http_methods(["GET", "POST"])
@form_part(RECORDS, "records_of", leaving_context)
def records_of(request: KartotekRequest, user_id: int) -> HttpResponse:
    """Ask who gets somebody's records, or hand them over."""
    if request.method == "GET":
        return _shown(request, RECORDS, "records_of", leaving_context(request, user_id))
    heir_id = cleaned(HeirForm(request.POST))["heir_id"]
    count = hand_over.hand_over(
        user_id=user_id, heir_id=heir_id or 0, by=request.viewer, at=timezone.now()
    )
    return _done(request, _told(count))


def _told(count: int) -> str:
    told = ngettext("%(count)s record handed over", "%(count)s records handed over", count)
    return told % {"count": count}


def _done(request: KartotekRequest, text: str) -> HttpResponse:
    return render.toast(request, render.redirect(request, "settings:users"), text)


def _shown(
    request: KartotekRequest, screen: str, block: str, context: dict[str, Any]
) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, block, context)
    return render.page(request, screen, context)
