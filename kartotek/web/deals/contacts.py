"""Whom a deal is about: its person and its organization, known or new."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.flows import item_changes
from kartotek.pipeline.deals import queries
from kartotek.web import render
from kartotek.web.deals.answers import changed
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items.form import ContactsForm, contact_values, given
from kartotek.web.items.newcomers import inputs_of_newcomers, said_of_newcomers
from kartotek.web.viewer import KartotekRequest

SCREEN = "deals/contacts.html"


def contacts_context(request: KartotekRequest, deal_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    found = queries.deal(deal_id, viewer=request.viewer)
    return {
        "deal": found,
        "start": contact_values(found.person, found.organization),
        "asked": inputs_of_newcomers(request),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "contacts", contacts_context)
def contacts(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Show the dialog, or put the deal into other hands."""
    if request.method == "GET":
        context = contacts_context(request, deal_id)
        if request.htmx:
            return render.part(request, SCREEN, "contacts", context)
        return render.page(request, SCREEN, context)
    typed = cleaned(ContactsForm(request.POST))
    new = {**given(typed), **said_of_newcomers(request)}
    item_changes.edit_deal(deal_id=deal_id, by=request.viewer, at=timezone.now(), **new)
    return render.close_dialog(changed(request, deal_id))
