"""Somebody on a conversation, put into the organization that their address belongs to."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.contacts.queries import organization_names, person
from kartotek.flows import contact_changes, newcomers
from kartotek.web.forms import cleaned
from kartotek.web.inbox.answers import changed
from kartotek.web.inbox.asked import query_of
from kartotek.web.render import toast
from kartotek.web.viewer import KartotekRequest


class Belonging(forms.Form):
    """An organization, and who belongs to it: a contact, or an address that is nobody's yet."""

    organization_id = forms.IntegerField()
    person_id = forms.IntegerField(required=False)
    name = forms.CharField(required=False, max_length=500)
    address = forms.CharField(required=False, max_length=500)


class Undoing(forms.Form):
    """Who was put into an organization, and whether they were added for it."""

    person_id = forms.IntegerField()
    is_new = forms.BooleanField(required=False)


@require_POST
def belonging(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Put a contact into an organization, or add the unknown person there; with Undo."""
    chosen = cleaned(Belonging(request.POST))
    by, at = request.viewer, timezone.now()
    organization_id, person_id = chosen["organization_id"], chosen["person_id"]
    is_new = False
    if person_id is not None:
        name = contact_changes.edit_person(
            person_id=person_id, organization_id=organization_id, by=by, at=at
        ).name
    else:
        given = {
            "person_name": chosen["name"],
            "person_address": chosen["address"],
            "organization_id": organization_id,
        }
        came = newcomers.bring_in(given, by=by, at=at)
        person_id, name = came.person_id, came.name
        # Somebody who was here already, unseen by this page, does not go with Undo.
        is_new = person_id is not None and person(person_id, viewer=by).created_at == at
    there = organization_names([organization_id], viewer=by).get(organization_id, "")
    text = _("%(name)s belongs to %(organization)s now") % {"name": name, "organization": there}
    done = {"person_id": str(person_id), **({"is_new": "1"} if is_new else {})}
    undo_url = reverse("inbox:belonging_undo", args=(conversation_id,)) + query_of(done)
    return toast(request, changed(request, conversation_id), text, undo_url)


@require_POST
def undo(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Take a contact out of the organization again; who was added for it goes as well."""
    done = cleaned(Undoing(request.GET))
    by, at = request.viewer, timezone.now()
    if done["is_new"]:
        contact_changes.delete_person(person_id=done["person_id"], by=by, at=at)
    else:
        contact_changes.edit_person(person_id=done["person_id"], organization_id=None, by=by, at=at)
    return toast(request, changed(request, conversation_id), _("Undone"))
