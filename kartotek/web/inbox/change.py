"""Small acts on one conversation: archive, mark as unread, delete, share, accept a stranger."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import inbox_changes
from kartotek.web.forms import cleaned
from kartotek.web.inbox.answers import changed, is_on_its_page, left_inbox
from kartotek.web.inbox.asked import query_of
from kartotek.web.render import redirect, toast
from kartotek.web.viewer import KartotekRequest


class Sharing(forms.Form):
    """Whether colleagues may read a conversation."""

    is_shared = forms.BooleanField(required=False)


@require_POST
def archive(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Take a conversation out of the inbox, with Undo."""
    inbox_changes.set_archived(
        conversation_ids=[conversation_id],
        is_archived=True,
        by=request.viewer,
        at=timezone.now(),
    )
    undo_url = reverse("inbox:unarchive_many") + query_of({"id": str(conversation_id)})
    return toast(request, left_inbox(request, [conversation_id]), _("Archived"), undo_url)


@require_POST
def delete(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Take a conversation out of every folder of the user's own, with Undo."""
    inbox_changes.set_deleted(
        conversation_ids=[conversation_id], is_deleted=True, by=request.viewer, at=timezone.now()
    )
    undo_url = reverse("inbox:restore_many") + query_of({"id": str(conversation_id)})
    text = _("Deleted from your inbox; records keep it")
    return toast(request, left_inbox(request, [conversation_id]), text, undo_url)


@require_POST
def unread(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Mark a conversation as unread; from its own page that leads back to the inbox."""
    inbox_changes.mark_unread(
        conversation_ids=[conversation_id], by=request.viewer, at=timezone.now()
    )
    if not request.htmx or is_on_its_page(request):
        return redirect(request, "inbox:inbox")
    return changed(request, conversation_id)


@require_POST
def share(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Let colleagues read a conversation, or keep it to its owner."""
    inbox_changes.share(
        conversation_id=conversation_id,
        is_shared=cleaned(Sharing(request.POST))["is_shared"],
        by=request.viewer,
        at=timezone.now(),
    )
    return changed(request, conversation_id)


@require_POST
def accept(request: KartotekRequest, message_id: int) -> HttpResponse:
    """Let a stranger's message be seen like any other."""
    message = inbox_changes.accept_stranger(
        message_id=message_id, by=request.viewer, at=timezone.now()
    )
    return redirect(request, "inbox:conversation", message.conversation_id)
