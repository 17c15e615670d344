"""Deleting a lead, with Undo, and bringing it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import item_changes
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest


@require_POST
def delete(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Delete a lead and go to the inbox of leads."""
    gone = item_changes.delete_item(
        kind="lead", item_id=lead_id, by=request.viewer, at=timezone.now()
    )
    text = _("%(title)s deleted") % {"title": gone.title}
    undo = reverse("leads:restore", args=(lead_id,))
    return render.toast(request, render.redirect(request, "leads:leads"), text, undo)


@require_POST
def restore(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Bring a deleted lead back and open its page."""
    item_changes.restore_item(kind="lead", item_id=lead_id, by=request.viewer, at=timezone.now())
    return render.redirect(request, "leads:lead", lead_id)
