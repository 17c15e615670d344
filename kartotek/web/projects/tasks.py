"""The tasks of a project: written down in a line, ticked off when they are done."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kartotek.activities.models import BuiltIn
from kartotek.activities.queries import activity
from kartotek.activities.queries.tasks import tasks_of
from kartotek.errors import NotFound
from kartotek.flows import activity_changes
from kartotek.pipeline.projects import queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.projects.project import SCREEN, changed, page_context
from kartotek.web.records.side import side_of
from kartotek.web.viewer import KartotekRequest


class TaskForm(forms.Form):
    """A task in a line."""

    title = forms.CharField(
        max_length=500, error_messages={"required": gettext_lazy("Say what is to be done.")}
    )
    due_on = forms.DateField(required=False)
    owner_id = forms.IntegerField(required=False)


class TickForm(forms.Form):
    """Whether a task is done."""

    is_done = forms.BooleanField(required=False)


def tasks_context(request: KartotekRequest, project_id: int) -> dict[str, object]:
    """Return what the page takes when a task cannot be used."""
    side = {} if request.htmx else {"side": side_of(request, "project", project_id)}
    return {**page_context(request, project_id), **side}


@require_POST
@form_part(SCREEN, "tasks", tasks_context)
def tasks(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Write a task down; it is an activity like any other."""
    queries.project(project_id, viewer=request.viewer)
    typed = cleaned(TaskForm(request.POST))
    activity_changes.create_activity(
        by=request.viewer,
        at=timezone.now(),
        type=BuiltIn.TASK.value,
        title=typed["title"],
        due_on=typed["due_on"],
        owner_id=typed["owner_id"] or request.viewer.user_id,
        project_id=project_id,
    )
    return changed(request, project_id)


@require_POST
def tick(request: KartotekRequest, project_id: int, activity_id: int) -> HttpResponse:
    """Tick a task off, or take the tick away; Undo does the other."""
    queries.project(project_id, viewer=request.viewer)
    of_project = {row.id for row in tasks_of(project_id, viewer=request.viewer).rows}
    if activity(activity_id, viewer=request.viewer).id not in of_project:
        raise NotFound(_("This project has no such task."))
    is_done = cleaned(TickForm(request.POST or request.GET))["is_done"]
    done = activity_changes.set_done(
        activity_id=activity_id, is_done=is_done, by=request.viewer, at=timezone.now()
    )
    response = changed(request, project_id)
    if not is_done:
        return response
    undo = reverse("projects:tick", args=(project_id, activity_id))
    return render.toast(request, response, _("Done: %(title)s") % {"title": done.title}, undo)
