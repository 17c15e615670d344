"""A deal's stage: chosen in a menu, on the bar of its page, or by dropping its card."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.pipeline.deals import operations, queries
from kartotek.web import render
from kartotek.web.deals.answers import changed, place_of
from kartotek.web.forms import cleaned
from kartotek.web.viewer import KartotekRequest

SCREEN = "deals/stage.html"


class Drop(forms.Form):
    """The stage a deal goes to, and the one in which it was seen."""

    stage = forms.IntegerField()
    was = forms.IntegerField(required=False)


@require_http_methods(["GET", "POST"])
def stage(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Offer the stages, or move the deal to one; Undo moves it back.

    Without scripts the stages are offered on the deal's own page.
    """
    if request.method == "GET":
        found = queries.deal(deal_id, viewer=request.viewer)
        if not request.htmx:
            return render.redirect(request, "deals:deal", deal_id)
        context = {"deal": found, "place": place_of(request)}
        return render.part(request, SCREEN, "stage", context)
    drop = cleaned(Drop(request.POST if "stage" in request.POST else request.GET))
    # Where the mover saw it is where it is: else it would not move.
    before_id = drop["was"] or queries.standing(deal_id, viewer=request.viewer)[1]
    moved = operations.move_to_stage(
        deal_id=deal_id,
        stage_id=drop["stage"],
        was_id=drop["was"],
        by=request.viewer,
        at=timezone.now(),
    )
    response = render.close_dialog(changed(request, deal_id))
    if moved.stage_id == before_id:
        return response
    text = _("%(deal)s moved to %(stage)s") % {"deal": moved.title, "stage": moved.stage.name}
    back = f"{reverse('deals:stage', args=(deal_id,))}{place_of(request, stage=before_id)}"
    return render.toast(request, response, text, back)
