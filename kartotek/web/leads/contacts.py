"""Whom a lead is about: its person and its organization, known or new."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.flows import item_changes
from kartotek.pipeline.leads import queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items.form import ContactsForm, contact_values, given
from kartotek.web.items.newcomers import inputs_of_newcomers, said_of_newcomers
from kartotek.web.leads.lead import changed
from kartotek.web.viewer import KartotekRequest

SCREEN = "leads/contacts.html"


def contacts_context(request: KartotekRequest, lead_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    found = queries.lead(lead_id, viewer=request.viewer)
    return {
        "lead": found,
        "start": contact_values(found.person, found.organization),
        "asked": inputs_of_newcomers(request),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "contacts", contacts_context)
def contacts(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Show the dialog, or put the lead into other hands."""
    if request.method == "GET":
        context = contacts_context(request, lead_id)
        if request.htmx:
            return render.part(request, SCREEN, "contacts", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(ContactsForm(request.POST))
    new = {**given(typed), **said_of_newcomers(request)}
    item_changes.edit_lead(lead_id=lead_id, by=request.viewer, at=timezone.now(), **new)
    return render.close_dialog(changed(request, lead_id))
