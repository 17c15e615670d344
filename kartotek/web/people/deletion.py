"""Deleting a person, with Undo, and bringing them back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import contact_changes
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest


@require_POST
def delete(request: KartotekRequest, person_id: int) -> HttpResponse:
    """Delete a person and go to the list."""
    gone = contact_changes.delete_person(person_id=person_id, by=request.viewer, at=timezone.now())
    text = _("%(name)s deleted") % {"name": gone.name}
    undo = reverse("people:restore", args=(person_id,))
    return render.toast(request, render.redirect(request, "people:people"), text, undo)


@require_POST
def restore(request: KartotekRequest, person_id: int) -> HttpResponse:
    """Bring a deleted person back and open their page."""
    contact_changes.restore_person(person_id=person_id, by=request.viewer, at=timezone.now())
    return render.redirect(request, "people:person", person_id)
