"""A project's phase: chosen in a menu, on the bar of its page, or by dropping its card."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.pipeline.projects import operations, queries
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.projects.answers import changed
from kartotek.web.projects.board import place_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "projects/phase.html"


class PhaseForm(forms.Form):
    """The phase a project goes to; a card that is dropped on a board calls it its stage."""

    phase = forms.IntegerField(required=False)
    stage = forms.IntegerField(required=False)


@require_http_methods(["GET", "POST"])
def phase(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Offer the phases, or move the project to one; Undo moves it back.

    Without scripts the phases are offered on the project's own page.
    """
    before = queries.project(project_id, viewer=request.viewer)
    if request.method == "GET":
        if not request.htmx:
            return render.redirect(request, "projects:project", project_id)
        context = {"project": before, "place": place_of(request)}
        return render.part(request, SCREEN, "phase", context)
    sent = request.POST if {"phase", "stage"} & set(request.POST) else request.GET
    typed = cleaned(PhaseForm(sent))
    moved = operations.move_to_phase(
        project_id=project_id,
        phase_id=typed["phase"] or typed["stage"] or 0,
        by=request.viewer,
        at=timezone.now(),
    )
    response = changed(request, project_id, (before.phase.id, moved.phase_id))
    response = render.close_dialog(response)
    if moved.phase_id == before.phase.id:
        return response
    values = {"project": moved.title, "phase": moved.phase.name}
    undo = reverse("projects:phase", args=(project_id,))
    back = f"{undo}{place_of(request, phase=before.phase.id)}"
    return render.toast(request, response, _("%(project)s moved to %(phase)s") % values, back)
