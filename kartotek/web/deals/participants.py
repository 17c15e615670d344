"""Further people on a deal: put on, known or new, and taken off."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.flows import item_changes
from kartotek.pipeline.deals import operations, queries
from kartotek.web import render
from kartotek.web.deals.answers import changed
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items.newcomers import inputs_of_newcomers, said_of_newcomers
from kartotek.web.viewer import KartotekRequest

SCREEN = "deals/participants.html"


class ParticipantForm(forms.Form):
    """A person, chosen or named, and their role."""

    person = forms.CharField(required=False, max_length=1001)
    person_id = forms.IntegerField(required=False)
    person_address = forms.CharField(required=False, max_length=500)
    person_phone = forms.CharField(required=False, max_length=255)
    role = forms.CharField(required=False, max_length=255)


def participants_context(request: KartotekRequest, deal_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    found = queries.deal(deal_id, viewer=request.viewer)
    return {"deal": found, "asked": inputs_of_newcomers(request)}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_participant", participants_context)
def participants(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Show the dialog, or put a person on the deal."""
    if request.method == "GET":
        context = participants_context(request, deal_id)
        if request.htmx:
            return render.part(request, SCREEN, "add_participant", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(ParticipantForm(request.POST))
    item_changes.add_participant(
        deal_id=deal_id,
        by=request.viewer,
        at=timezone.now(),
        person_name=typed.pop("person"),
        person_fields=said_of_newcomers(request)["person_fields"],
        **typed,
    )
    return render.close_dialog(changed(request, deal_id))


@require_POST
def removal(request: KartotekRequest, deal_id: int, person_id: int) -> HttpResponse:
    """Take a person off the deal."""
    operations.remove_participant(
        deal_id=deal_id, person_id=person_id, by=request.viewer, at=timezone.now()
    )
    return changed(request, deal_id)
