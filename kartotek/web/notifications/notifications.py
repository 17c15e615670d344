"""Everything the viewer was told, what it leads to, and marking it as read."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kartotek.flows import bell as flow
from kartotek.notifications import queries
from kartotek.notifications.queries import Place
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.jinja import RECORD_PAGES, record_url
from kartotek.web.notifications.rows import days_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "notifications/notifications.html"


class ReadForm(forms.Form):
    """Whether something counts as read."""

    is_read = forms.BooleanField(required=False)


def _context(request: KartotekRequest) -> dict[str, object]:
    only_unread = request.GET.get("show") == "unread"
    before = request.GET.get("before", "")
    told = flow.told(by=request.viewer, before=before, only_unread=only_unread)
    return {
        "days": days_of(told.rows),
        "older": told.older,
        "before": before,
        "only_unread": only_unread,
        "unread": flow.unread_count(by=request.viewer),
    }


@require_GET
def notifications(request: KartotekRequest) -> HttpResponse:
    """Show what the viewer was told, the newest first, or the next older part of it."""
    context = _context(request)
    if not request.htmx:
        return render.page(request, SCREEN, context)
    block = "older" if context["before"] else "told"
    return render.part(request, SCREEN, block, context)


@require_GET
def notification(request: KartotekRequest, notification_id: int) -> HttpResponse:
    """Lead to what a notification is about, which is read with that."""
    row = queries.notification(notification_id, viewer=request.viewer)
    flow.mark_read(
        notification_id=notification_id, is_read=True, by=request.viewer, at=timezone.now()
    )
    return render.redirect(request, address_of(row.place))


@require_POST
def reading(request: KartotekRequest, notification_id: int) -> HttpResponse:
    """Mark a notification as read, or as unread again."""
    is_read = cleaned(ReadForm(request.POST))["is_read"]
    flow.mark_read(
        notification_id=notification_id, is_read=is_read, by=request.viewer, at=timezone.now()
    )
    return _told_anew(request)


@require_POST
def all_read(request: KartotekRequest) -> HttpResponse:
    """Mark everything as read."""
    flow.mark_all_read(by=request.viewer, at=timezone.now())
    return _told_anew(request)


def _told_anew(request: KartotekRequest) -> HttpResponse:
    if not request.htmx:
        return render.redirect(request, "notifications:notifications")
    # The bell, the page and other screens of the viewer ask for themselves.
    return HttpResponse(status=204, headers={"HX-Trigger": "notifications:changed"})


def address_of(place: Place) -> str:
    """Return the address of what a notification is about."""
    if place.kind == "conversation":
        return reverse("inbox:conversation", args=(place.id,))
    if place.kind == "activity":
        return reverse("activities:edit", args=(place.id,))
    if place.kind not in RECORD_PAGES:
        return reverse("notifications:notifications")
    anchor = f"#{place.anchor}" if place.anchor else ""
    return f"{record_url(place.kind, place.id)}{anchor}"
