"""Adding a lead: the dialog, and the new lead with whoever is new."""

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
from kartotek.web.items.form import WorthForm, given
from kartotek.web.items.newcomers import inputs_of_newcomers, said_of_newcomers
from kartotek.web.items.prefill import prefill_of
from kartotek.web.records.custom_fields import inputs_to_add, said_to_add
from kartotek.web.records.facts import new_visibility_options
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest

SCREEN = "leads/add.html"


class LeadForm(WorthForm):
    """A new lead."""

    source_name = forms.CharField(required=False, max_length=64)


def add_context(request: KartotekRequest) -> dict[str, object]:
    """Return what the dialog takes beside what was typed."""
    return {
        "start": prefill_of(request.GET, "lead", viewer=request.viewer),
        "currencies": choices.currencies(request.viewer),
        "sources": choices.sources(request.viewer),
        "owners": owners(request.viewer),
        "visibilities": new_visibility_options(request.viewer),
        "custom_fields": inputs_to_add(request, "lead"),
        "asked": inputs_of_newcomers(request),
        "labels": labels("lead", viewer=request.viewer),
        "chosen_labels": request.POST.getlist("label_ids"),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_lead", add_context)
def add(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or open the lead and its page."""
    if request.method == "GET":
        context = add_context(request)
        if request.htmx:
            return render.part(request, SCREEN, "add_lead", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(LeadForm(request.POST, viewer=request.viewer, kind="lead"))
    lead = field_values.added(
        partial(
            add_item.add_lead,
            by=request.viewer,
            at=timezone.now(),
            **given(typed),
            **said_of_newcomers(request),
        ),
        values=said_to_add(request, "lead"),
        by=request.viewer,
        at=timezone.now(),
    )
    text = _("%(title)s added") % {"title": lead.title}
    undo = reverse("leads:delete", args=(lead.pk,))
    return render.added(request, text, "leads:lead", lead.pk, undo_url=undo)
