"""Adding a person: the dialog, who may be here already, and the new record."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kartotek.contacts import queries
from kartotek.contacts.models.address import AddressLabel
from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.contacts.queries import TypedPerson
from kartotek.flows import contact_changes, field_values
from kartotek.linking.queries import Newcomer, newcomer
from kartotek.users import queries as users
from kartotek.users.visibility import Visibility
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items.organization import similar_to, taken
from kartotek.web.items.typed_notes import typed_notes
from kartotek.web.numbers import record_number
from kartotek.web.records.custom_fields import inputs_to_add, said_to_add
from kartotek.web.records.facts import new_visibility_options
from kartotek.web.render import Typed
from kartotek.web.viewer import KartotekRequest

SCREEN = "people/add.html"
LOOKALIKES = "people/lookalikes.html"
FIELDS = "items/proposal.html"

# A call or a fax number is no address to write to: only phones have a mobile one.
ADDRESS_LABELS = [one for one in AddressLabel.choices if one[0] != AddressLabel.MOBILE]


class PersonForm(forms.Form):
    """A new person."""

    name = forms.CharField(
        max_length=1001, error_messages={"required": _("A person needs a first or a last name.")}
    )
    organization = forms.CharField(required=False, max_length=500)
    organization_id = forms.IntegerField(required=False)
    job_title = forms.CharField(required=False, max_length=255)
    address = forms.CharField(required=False, max_length=500)
    address_label = forms.ChoiceField(required=False, choices=AddressLabel.choices)
    phone = forms.CharField(required=False, max_length=255)
    phone_label = forms.ChoiceField(required=False, choices=AddressLabel.choices)
    owner_id = forms.IntegerField(required=False)
    visibility = forms.TypedChoiceField(
        required=False, choices=Visibility.choices, coerce=int, empty_value=None
    )


def add_context(request: KartotekRequest) -> dict[str, object]:
    """Return what the dialog takes beside what was typed."""
    at_id = record_number(request.GET.get("organization", ""))
    there = None
    if at_id is not None:
        there = queries.organization(at_id, viewer=request.viewer)
    people = users.users_of(viewer=request.viewer)
    return {
        "there": there,
        "start": _start(request),
        "owners": [(user.id, user.name) for user in people if user.is_active],
        "visibilities": new_visibility_options(request.viewer),
        "custom_fields": inputs_to_add(request, "person"),
        "address_labels": ADDRESS_LABELS,
        "phone_labels": AddressLabel.choices,
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "add_person", add_context)
def add(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add the person and open their page."""
    if request.method == "GET":
        if request.htmx:
            return render.part(request, SCREEN, "add_person", add_context(request))
        return render.page(request, SCREEN, add_context(request))
    typed = cleaned(PersonForm(request.POST))
    add_person = partial(
        contact_changes.add_person,
        by=request.viewer,
        at=timezone.now(),
        organization_name=typed["organization"],
        addresses=[AddressIn(typed["address"], typed["address_label"] or AddressLabel.WORK)],
        phones=[PhoneIn(typed["phone"], typed["phone_label"] or AddressLabel.WORK)],
        **_plain(typed),
    )
    said = said_to_add(request, "person")
    person = field_values.added(add_person, values=said, by=request.viewer, at=timezone.now())
    text = _("%(name)s added") % {"name": person.name}
    return render.added(request, str(text), "people:person", person.pk)


@require_GET
def lookalikes(request: KartotekRequest) -> HttpResponse:
    """Answer who is already here and may be the person that is being typed.

    The same for their organization; `use_organization` in the address is one to take instead.
    """
    asked = {name: request.GET.get(name, "") for name in request.GET} | taken(request)
    chosen = asked.get("organization_id", "")
    typed = TypedPerson(
        name=asked.get("name", ""),
        addresses=[asked.get("address", "")],
        phones=[asked.get("phone", "")],
        organization=asked.get("organization", ""),
        organization_id=record_number(chosen),
    )
    hint = queries.likely_people(typed, viewer=request.viewer)
    there = similar_to(typed.organization, chosen, viewer=request.viewer)
    use_url = reverse("people:lookalikes")
    context = {
        "hint": hint,
        "kind": "person",
        "there": there,
        "use_url": use_url,
        "notes": typed_notes(
            asked.get("address", ""), asked.get("phone", ""), viewer=request.viewer
        ),
    }
    if not taken(request):
        return render.part(request, LOOKALIKES, "lookalikes", context)
    field = render.draw_part(request, FIELDS, "organization_field", {"values": Typed(asked)})
    drawn = render.draw_part(request, LOOKALIKES, "lookalikes", context)
    return render.answer(
        render.in_place("#organization_field", field),
        render.in_place("#lookalikes", drawn, "innerHTML"),
    )


def _start(request: KartotekRequest) -> Newcomer:
    """Return what the dialog starts with: what a conversation tells of an address, or the address.

    Raises:
        NotFound: the conversation is not theirs to see, or the address is not on it.
    """
    name, address = request.GET.get("name", ""), request.GET.get("address", "")
    conversation_id = record_number(request.GET.get("conversation", ""))
    if conversation_id is None:
        return Newcomer(name, address)
    return newcomer(conversation_id, address, viewer=request.viewer)


def _plain(typed: dict[str, Any]) -> dict[str, Any]:
    """Return the values that go into the record as they are."""
    names = ("name", "job_title", "organization_id", "owner_id", "visibility")
    return {name: typed[name] for name in names}
