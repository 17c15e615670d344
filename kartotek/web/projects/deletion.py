"""Deleting a project, with Undo, and bringing it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import item_changes
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest


@require_POST
def delete(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Delete a project and go to the list."""
    gone = item_changes.delete_item(
        kind="project", item_id=project_id, by=request.viewer, at=timezone.now()
    )
    text = _("%(title)s deleted") % {"title": gone.title}
    undo = reverse("projects:restore", args=(project_id,))
    return render.toast(request, render.redirect(request, "projects:board"), text, undo)


@require_POST
def restore(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Bring a deleted project back and open its page."""
    item_changes.restore_item(
        kind="project", item_id=project_id, by=request.viewer, at=timezone.now()
    )
    return render.redirect(request, "projects:project", project_id)
