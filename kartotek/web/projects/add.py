"""Adding a project: the dialog, and the new project with whoever is new."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.fields.queries import labels
from kartotek.flows import add_item, field_values
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items import choices
from kartotek.web.items.form import AddForm, given
from kartotek.web.items.newcomers import inputs_of_newcomers, said_of_newcomers
from kartotek.web.items.prefill import prefill_of
from kartotek.web.records.custom_fields import inputs_to_add, said_to_add
from kartotek.web.records.facts import new_visibility_options
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest

SCREEN = "projects/add.html"


class ProjectForm(AddForm):
    """A new project."""

    phase_id = forms.IntegerField(required=False)
    start_on = forms.DateField(required=False)
    end_on = forms.DateField(required=False)
    deal_id = forms.IntegerField(required=False)


def add_context(request: KartotekRequest) -> dict[str, object]:
    """Return what the dialog takes beside what was typed."""
    return {
        "start": prefill_of(request.GET, "project", viewer=request.viewer),
        "phase_id": request.GET.get("phase", ""),
        "phases": choices.phase_groups(request.viewer),
        "owners": owners(request.viewer),
        "visibilities": new_visibility_options(request.viewer),
        "custom_fields": inputs_to_add(request, "project"),
        "asked": inputs_of_newcomers(request),
        "labels": labels("project", viewer=request.viewer),
        "chosen_labels": request.POST.getlist("label_ids"),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_project", add_context)
def add(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or open the project and its page."""
    if request.method == "GET":
        context = add_context(request)
        if request.htmx:
            return render.part(request, SCREEN, "add_project", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(ProjectForm(request.POST, viewer=request.viewer, kind="project"))
    deal_id = typed.pop("deal_id")
    add_project = partial(
        add_item.add_project,
        by=request.viewer,
        at=timezone.now(),
        deal_ids=[deal_id] if deal_id else [],
        **given(typed),
        **said_of_newcomers(request),
    )
    said = said_to_add(request, "project")
    project = field_values.added(add_project, values=said, by=request.viewer, at=timezone.now())
    text = _("%(title)s added") % {"title": project.title}
    undo = reverse("projects:delete", args=(project.pk,))
    response = render.redirect(request, "projects:project", project.pk)
    return render.toast(request, response, text, undo)
