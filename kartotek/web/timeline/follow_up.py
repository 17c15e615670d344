"""How often a contact is to hear from us, chosen in its row of the timeline."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.contacts.operations.follow_up import set_follow_up
from kartotek.errors import NotFound
from kartotek.flows.timeline import MODELS
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.viewer import KartotekRequest


class FollowUpForm(forms.Form):
    """The longest silence that is fine; nothing for no reminder."""

    days = forms.IntegerField(required=False)


@require_POST
def follow_up(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Keep what was chosen and show the timeline anew."""
    if kind not in MODELS:
        raise NotFound
    days = cleaned(FollowUpForm(request.POST))["days"]
    one = set_follow_up(
        kind=kind, record_id=record_id, days=days, by=request.viewer, at=timezone.now()
    )
    text = _("%(name)s: follow-up saved") % {"name": one.name}
    if request.htmx:
        return render.toast(request, HttpResponse(status=204), text)
    return render.toast(request, render.redirect(request, "timeline:timeline"), text)
