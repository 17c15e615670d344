"""Whether a project lies in the archive."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.pipeline.projects import operations
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.projects.project import changed
from kartotek.web.viewer import KartotekRequest


class ArchiveForm(forms.Form):
    """Into the archive, or out of it."""

    is_archived = forms.BooleanField(required=False)


@require_POST
def archive(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Put a project into the archive or take it out; Undo does the other."""
    is_archived = cleaned(ArchiveForm(request.POST or request.GET))["is_archived"]
    act = operations.archive if is_archived else operations.unarchive
    held = act(project_id=project_id, by=request.viewer, at=timezone.now())
    text = _("%(title)s archived") if is_archived else _("%(title)s is back")
    back = reverse("projects:archive", args=(project_id,))
    back += "?" if is_archived else "?is_archived=1"
    return render.toast(request, changed(request, project_id), text % {"title": held.title}, back)
