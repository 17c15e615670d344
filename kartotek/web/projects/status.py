"""Whether a project is open, completed or cancelled."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.models import ProjectStatus
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.projects.answers import changed
from kartotek.web.projects.board import place_of
from kartotek.web.viewer import KartotekRequest


class StatusForm(forms.Form):
    """Open, completed or cancelled."""

    status = forms.ChoiceField(choices=ProjectStatus.choices)


@require_POST
def status(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Complete, cancel or reopen a project; Undo brings back how it stood."""
    before = queries.project(project_id, viewer=request.viewer)
    typed = cleaned(StatusForm(request.POST if "status" in request.POST else request.GET))
    operations.set_status(
        project_id=project_id, status=typed["status"], by=request.viewer, at=timezone.now()
    )
    response = render.close_dialog(changed(request, project_id, (before.phase.id,)))
    if before.status == typed["status"]:
        return response
    texts = {
        ProjectStatus.COMPLETED: _("%(project)s is completed"),
        ProjectStatus.CANCELLED: _("%(project)s is cancelled"),
        ProjectStatus.OPEN: _("%(project)s is open again"),
    }
    text = texts[ProjectStatus(typed["status"])] % {"project": before.title}
    undo = reverse("projects:status", args=(project_id,))
    back = f"{undo}{place_of(request, status=before.status)}"
    return render.toast(request, response, text, back)
