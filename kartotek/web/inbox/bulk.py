"""Acts on ticked conversations, and the way back from acts on one or many."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kartotek.flows import inbox_changes
from kartotek.web.forms import cleaned
from kartotek.web.inbox.answers import inbox_again, left_inbox
from kartotek.web.render import toast
from kartotek.web.viewer import KartotekRequest

MOST = 500


class Ticked(forms.Form):
    """The conversations an act is about."""

    ids = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, given: list[str]) -> None:
        """Take any numbers: whose conversations they are is asked later."""
        super().__init__(QueryDict("&".join(f"ids={one}" for one in given if one.isdecimal())))
        self.fields["ids"].choices = [(one, one) for one in given]  # type: ignore[attr-defined]


@require_POST
def archive(request: KartotekRequest) -> HttpResponse:
    """Take the ticked conversations out of the inbox, with one Undo."""
    ids = _ids(request)
    count = inbox_changes.set_archived(
        conversation_ids=ids, is_archived=True, by=request.viewer, at=timezone.now()
    )
    text = ngettext("%(count)s archived", "%(count)s archived", count) % {"count": count}
    return toast(request, left_inbox(request, ids), text, _again("unarchive_many", ids))


@require_POST
def unarchive(request: KartotekRequest) -> HttpResponse:
    """Put conversations back into the inbox."""
    ids = _ids(request)
    inbox_changes.set_archived(
        conversation_ids=ids, is_archived=False, by=request.viewer, at=timezone.now()
    )
    return toast(request, inbox_again(request), _("Back in the inbox"))


@require_POST
def restore(request: KartotekRequest) -> HttpResponse:
    """Bring deleted conversations back."""
    inbox_changes.set_deleted(
        conversation_ids=_ids(request), is_deleted=False, by=request.viewer, at=timezone.now()
    )
    return toast(request, inbox_again(request), _("Back in the inbox"))


@require_POST
def read(request: KartotekRequest) -> HttpResponse:
    """Mark the ticked conversations as read."""
    inbox_changes.mark_read(conversation_ids=_ids(request), by=request.viewer, at=timezone.now())
    return inbox_again(request)


@require_POST
def unread(request: KartotekRequest) -> HttpResponse:
    """Mark the ticked conversations as unread."""
    inbox_changes.mark_unread(conversation_ids=_ids(request), by=request.viewer, at=timezone.now())
    return inbox_again(request)


def _ids(request: KartotekRequest) -> list[int]:
    """Return the conversations named in the address, else the ticked ones."""
    named = request.GET.getlist("id") or request.POST.getlist("ids")
    found: list[int] = cleaned(Ticked(named[:MOST]))["ids"]
    return found


def _again(page: str, ids: list[int]) -> str:
    query = "&".join(f"id={pk}" for pk in ids)
    return f"{reverse(f'inbox:{page}')}?{query}"
