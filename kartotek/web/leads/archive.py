"""Whether a lead lies in the archive."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import item_changes
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.leads.lead import changed
from kartotek.web.viewer import KartotekRequest


class ArchiveForm(forms.Form):
    """Into the archive, or out of it."""

    is_archived = forms.BooleanField(required=False)


@require_POST
def archive(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Put a lead into the archive or take it out; Undo does the other."""
    is_archived = cleaned(ArchiveForm(request.POST or request.GET))["is_archived"]
    held = item_changes.set_lead_archived(
        lead_id=lead_id, is_archived=is_archived, by=request.viewer, at=timezone.now()
    )
    text = (_("%(title)s archived") if is_archived else _("%(title)s is back")) % {
        "title": held.title
    }
    is_on_list = request.GET.get("on") == "list"
    response = render.redirect(request, "leads:leads") if is_on_list else changed(request, lead_id)
    return render.toast(request, response, text, _back(lead_id, is_archived, is_on_list))


def _back(lead_id: int, is_archived: bool, is_on_list: bool) -> str:  # noqa: FBT001
    asked = [] if is_archived else ["is_archived=1"]
    asked += ["on=list"] if is_on_list else []
    return f"{reverse('leads:archive', args=(lead_id,))}?{'&'.join(asked)}"
