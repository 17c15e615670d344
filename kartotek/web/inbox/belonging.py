"""Somebody on a conversation, put into the organization that their address belongs to."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.contacts.queries import organization_names
from kartotek.flows import contact_changes, newcomers
from kartotek.web.forms import cleaned
from kartotek.web.inbox.answers import changed
from kartotek.web.render import toast
from kartotek.web.viewer import KartotekRequest


class Belonging(forms.Form):
    """An organization, and who belongs to it: a contact, or an address that is nobody's yet."""

    organization_id = forms.IntegerField()
    person_id = forms.IntegerField(required=False)
    name = forms.CharField(required=False, max_length=500)
    address = forms.CharField(required=False, max_length=500)


@require_POST
def belonging(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Put a contact into an organization, or add the unknown person there."""
    chosen = cleaned(Belonging(request.POST))
    by, at = request.viewer, timezone.now()
    organization_id, person_id = chosen["organization_id"], chosen["person_id"]
    if person_id is not None:
        person = contact_changes.edit_person(
            person_id=person_id, organization_id=organization_id, by=by, at=at
        )
        name = person.name
    else:
        given = {
            "person_name": chosen["name"],
            "person_address": chosen["address"],
            "organization_id": organization_id,
        }
        name = newcomers.bring_in(given, by=by, at=at).name
    there = organization_names([organization_id], viewer=by).get(organization_id, "")
    text = _("%(name)s belongs to %(organization)s now") % {"name": name, "organization": there}
    return toast(request, changed(request, conversation_id), text)
