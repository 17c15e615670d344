"""The bell: how much is new, and the newest of it in a popover."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.flows import bell as flow
from kartotek.web import render
from kartotek.web.notifications.rows import days_of
from kartotek.web.viewer import KartotekRequest

NEWEST = 8


@require_GET
def newest(request: KartotekRequest) -> HttpResponse:
    """Show the newest notifications in a popover."""
    if not request.htmx:
        return render.redirect(request, "notifications:notifications")
    told = flow.told(by=request.viewer, limit=NEWEST)
    context = {"days": days_of(told.rows), "unread": flow.unread_count(by=request.viewer)}
    return render.part(request, "notifications/newest.html", "notifications_newest", context)


@require_GET
def count(request: KartotekRequest) -> HttpResponse:
    """Answer the number in the bell."""
    unread = flow.unread_count(by=request.viewer)
    return render.component(request, "components/bell.html", "bell_count", unread)
