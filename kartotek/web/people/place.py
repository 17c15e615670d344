"""Which organization a person is in: picked, or added by its name."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.flows import contact_changes
from kartotek.history.meanwhile import mark
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.people.person import changed
from kartotek.web.records.facts import was_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "people/place.html"


class PlaceForm(forms.Form):
    """An organization, known or new; nothing takes the person out of theirs."""

    organization = forms.CharField(required=False, max_length=500)
    organization_id = forms.IntegerField(required=False)


def place_context(request: KartotekRequest, person_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    place_id = queries.person_record(person_id, viewer=request.viewer).organization_id
    return {"person": queries.person(person_id, viewer=request.viewer), "mark": mark(place_id)}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "place", place_context)
def place(request: KartotekRequest, person_id: int) -> HttpResponse:
    """Show the dialog, or put the person where it says."""
    if request.method == "GET":
        context = place_context(request, person_id)
        if request.htmx:
            return render.part(request, SCREEN, "place", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(PlaceForm(request.POST))
    edited = contact_changes.edit_person(
        person_id=person_id,
        by=request.viewer,
        at=timezone.now(),
        organization_name=typed["organization"],
        organization_id=typed["organization_id"],
        was=was_of(request, "organization_id"),
    )
    return render.close_dialog(changed(request, person_id, edited.name))
