"""Whether a deal lies in the archive."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import item_changes
from kartotek.web import render
from kartotek.web.deals.answers import changed, place_of
from kartotek.web.forms import cleaned
from kartotek.web.viewer import KartotekRequest


class ArchiveForm(forms.Form):
    """Into the archive, or out of it."""

    is_archived = forms.BooleanField(required=False)


@require_POST
def archive(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Put a deal into the archive or take it out; Undo does the other."""
    is_archived = cleaned(
        ArchiveForm(request.POST if "is_archived" in request.POST else request.GET)
    )["is_archived"]
    held = item_changes.set_deal_archived(
        deal_id=deal_id, is_archived=is_archived, by=request.viewer, at=timezone.now()
    )
    text = _("%(deal)s archived") if is_archived else _("%(deal)s is back")
    place = place_of(request, is_archived="" if is_archived else "1")
    back = reverse("deals:archive", args=(deal_id,)) + place
    response = render.close_dialog(changed(request, deal_id))
    return render.toast(request, response, text % {"deal": held.title}, back)
