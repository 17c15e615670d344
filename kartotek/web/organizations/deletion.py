"""Deleting an organization, with Undo, and bringing it back."""

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
def delete(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Delete an organization and go to the list."""
    gone = contact_changes.delete_organization(
        organization_id=organization_id, by=request.viewer, at=timezone.now()
    )
    text = _("%(name)s deleted") % {"name": gone.name}
    undo = reverse("organizations:restore", args=(organization_id,))
    response = render.redirect(request, "organizations:organizations")
    return render.toast(request, response, text, undo)


@require_POST
def restore(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Bring a deleted organization back and open its page."""
    contact_changes.restore_organization(
        organization_id=organization_id, by=request.viewer, at=timezone.now()
    )
    return render.redirect(request, "organizations:organization", organization_id)
