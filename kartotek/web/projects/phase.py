"""A project's phase, chosen on the bar of its page."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.pipeline.projects import operations, queries
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.projects.project import changed
from kartotek.web.viewer import KartotekRequest


class PhaseForm(forms.Form):
    """The phase a project goes to."""

    phase = forms.IntegerField()


@require_POST
def phase(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Move a project to another phase; Undo moves it back."""
    before = queries.project(project_id, viewer=request.viewer)
    typed = cleaned(PhaseForm(request.POST if "phase" in request.POST else request.GET))
    moved = operations.move_to_phase(
        project_id=project_id, phase_id=typed["phase"], by=request.viewer, at=timezone.now()
    )
    response = changed(request, project_id)
    if moved.phase_id == before.phase.id:
        return response
    values = {"project": moved.title, "phase": moved.phase.name}
    back = f"{reverse('projects:phase', args=(project_id,))}?phase={before.phase.id}"
    return render.toast(request, response, _("%(project)s moved to %(phase)s") % values, back)
