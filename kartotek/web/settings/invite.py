"""Inviting a colleague: who, as what, and the link to hand them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.flows import user_changes
from kartotek.users import queries
from kartotek.users.models import Language
from kartotek.users.operations import Invited, Link
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.settings.users import group_options, role_options, users_context
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/invite.html"


class InviteForm(forms.Form):
    """Who is invited, and as what."""

    name = forms.CharField(required=False, max_length=255)
    email = forms.CharField(required=False, max_length=254)
    language = forms.ChoiceField(choices=Language.choices)
    group_id = forms.IntegerField(required=False)
    role = forms.CharField(required=False, max_length=20)


def invite_context(request: KartotekRequest) -> dict[str, Any]:
    """Return what the dialog takes beside what was typed."""
    return {
        "link": "",
        "invited": "",
        "languages": Language.choices,
        "spoken": queries.company_of(viewer=request.viewer).language,
        "groups": group_options(request),
        "roles": role_options(request),
    }


@never_cache
@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "invite", invite_context)
def invite(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or invite somebody and show the link, this one time."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    if request.method == "GET":
        return _shown(request, invite_context(request))
    typed = cleaned(InviteForm(request.POST))
    link = user_changes.invite(invited=Invited(**typed), by=request.viewer, at=timezone.now())
    return _link_shown(request, link)


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: KartotekRequest, invitation_id: int) -> HttpResponse:
    """Ask before the old link ends, or make a new one and show it, this one time."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    if request.method == "GET":
        return _shown(request, {"invitation_id": invitation_id}, "settings/new_link.html")
    link = user_changes.resend_invitation(
        invitation_id=invitation_id, by=request.viewer, at=timezone.now()
    )
    return _link_shown(request, link)


@require_POST
def revoked_invitation(request: KartotekRequest, invitation_id: int) -> HttpResponse:
    """Make an invitation worthless."""
    gone = user_changes.revoke_invitation(
        invitation_id=invitation_id, by=request.viewer, at=timezone.now()
    )
    text = _("The invitation of %(name)s was revoked") % {"name": gone.name}
    return render.toast(request, render.redirect(request, "settings:users"), text)


def _link_shown(request: KartotekRequest, link: Link) -> HttpResponse:
    address = request.build_absolute_uri(reverse("login:invitation", args=[link.token]))
    shown = {"link": address, "invited": link.invitation.name}
    answer = _shown(request, {**invite_context(request), **shown})
    if request.htmx:
        drawn = render.draw_part(request, "settings/users.html", "people", users_context(request))
        answer.content += render.in_place("#people", drawn).encode()
    return answer


def _shown(request: KartotekRequest, context: dict[str, Any], screen: str = SCREEN) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, "invite", context)
    return render.page(request, screen, context)
