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
from kartotek.web.deals.answers import changed
from kartotek.web.forms import cleaned
from kartotek.web.viewer import KartotekRequest


class ArchiveForm(forms.Form):
    """Into the archive, or out of it."""

    is_archived = forms.BooleanField(required=False)


@require_POST
def archive(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Put a deal into the archive or take it out; Undo does the other."""
    is_archived = cleaned(ArchiveForm(request.POST or request.GET))["is_archived"]
    held = item_changes.set_deal_archived(
        deal_id=deal_id, is_archived=is_archived, by=request.viewer, at=timezone.now()
    )
    text = _("%(deal)s archived") if is_archived else _("%(deal)s is back")
    back = reverse("deals:archive", args=(deal_id,)) + ("?" if is_archived else "?is_archived=1")
    return render.toast(request, changed(request, deal_id), text % {"deal": held.title}, back)
