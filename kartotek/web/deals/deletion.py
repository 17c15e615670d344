"""Deleting a deal, with Undo, and bringing it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import item_changes
from kartotek.web import render
from kartotek.web.deals.answers import place_of
from kartotek.web.deals.board import board_pieces
from kartotek.web.viewer import KartotekRequest


@require_POST
def delete(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Delete a deal, and take its card off the board or go there."""
    gone = item_changes.delete_item(
        kind="deal", item_id=deal_id, by=request.viewer, at=timezone.now()
    )
    text = _("%(title)s deleted") % {"title": gone.title}
    undo = reverse("deals:restore", args=(deal_id,)) + place_of(request)
    if request.htmx and request.GET.get("on") == "board":
        response = render.close_dialog(render.answer(*board_pieces(request, deal_id)))
        return render.toast(request, response, text, undo)
    return render.toast(request, render.redirect(request, "deals:board"), text, undo)


@require_POST
def restore(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Bring a deleted deal back, onto the board where it was deleted there, or open its page."""
    item_changes.restore_item(kind="deal", item_id=deal_id, by=request.viewer, at=timezone.now())
    if request.htmx and request.GET.get("on") == "board":
        return render.answer(*board_pieces(request, deal_id))
    return render.redirect(request, "deals:deal", deal_id)
