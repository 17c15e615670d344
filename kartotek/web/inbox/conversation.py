"""The page of one conversation; opening it marks it as read."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kartotek.flows import inbox_changes
from kartotek.web.inbox.answers import panes
from kartotek.web.inbox.shown import conversation_context
from kartotek.web.render import page, redirect
from kartotek.web.viewer import KartotekRequest


@require_GET
def conversation(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Show a conversation, or what news may have changed of it; a joined one leads to the whole."""
    context = conversation_context(request, conversation_id)
    view = context["view"]
    if view.id != conversation_id:  # type: ignore[attr-defined]
        return redirect(request, "inbox:conversation", view.id)  # type: ignore[attr-defined]
    if request.htmx and request.GET.get("news"):
        return panes(request, context)
    if view.is_owner:  # type: ignore[attr-defined]
        inbox_changes.mark_read(
            conversation_ids=[conversation_id], by=request.viewer, at=timezone.now()
        )
    return page(request, "inbox/conversation.html", context)
