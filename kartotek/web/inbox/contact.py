"""An unknown address on a conversation, added to somebody who is a contact already."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.contacts.operations import AddressIn
from kartotek.flows import contact_changes
from kartotek.linking import queries
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.inbox.answers import changed
from kartotek.web.inbox.asked import query_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "inbox/contact.html"


class Existing(forms.Form):
    """An address, and the contact whose it is."""

    address = forms.CharField(max_length=500)
    person_id = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose a person from the list.")}
    )


class Added(forms.Form):
    """What Undo takes back."""

    address = forms.CharField(max_length=500)
    person_id = forms.IntegerField()


def contact_context(request: KartotekRequest, conversation_id: int) -> dict[str, object]:
    """Return what the dialog takes: whose address it is about.

    Raises:
        NotFound: the conversation is not theirs to see, or the address is not on it.
    """
    sent = request.POST if request.method == "POST" else request.GET
    address = sent.get("address", "")
    return {
        "conversation_id": conversation_id,
        "one": queries.newcomer(conversation_id, address, viewer=request.viewer),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_to_contact", contact_context)
def contact(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Ask whose address it is, or add it to the contact that was chosen, with Undo."""
    context = contact_context(request, conversation_id)
    if request.method == "GET":
        if request.htmx:
            return render.part(request, SCREEN, "add_to_contact", context)
        return render.page(request, SCREEN, context)
    chosen = cleaned(Existing(request.POST))
    person = contact_changes.add_address(
        person_id=chosen["person_id"],
        address=AddressIn(chosen["address"]),
        by=request.viewer,
        at=timezone.now(),
    )
    given = {"person_id": str(person.pk), "address": chosen["address"]}
    undo_url = reverse("inbox:contact_undo", args=(conversation_id,)) + query_of(given)
    text = _("%(address)s belongs to %(name)s now") % {**chosen, "name": person.name}
    response = render.close_dialog(changed(request, conversation_id))
    return render.toast(request, response, text, undo_url)


@require_POST
def undo(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Take an address from the contact it was added to."""
    added = cleaned(Added(request.GET))
    contact_changes.remove_address(
        person_id=added["person_id"],
        address=added["address"],
        by=request.viewer,
        at=timezone.now(),
    )
    return render.toast(request, changed(request, conversation_id), _("Undone"))
