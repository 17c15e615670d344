"""Two conversations that a letter shows to be one: joining them, or keeping them apart."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kartotek.flows import inbox_changes
from kartotek.web.forms import cleaned
from kartotek.web.render import redirect, toast
from kartotek.web.viewer import KartotekRequest

APART = "apart"


class Answer(forms.Form):
    """`apart`, or the number of the conversation whose item both are linked to."""

    answer = forms.RegexField(
        r"^(apart|\d{1,15})$",
        error_messages={"invalid": gettext_lazy("Choose an item, or keep them apart.")},
    )


@require_POST
def joining(request: KartotekRequest, conversation_id: int, pair_id: int) -> HttpResponse:
    """Join a conversation with another, or keep the two apart for good; both with Undo."""
    answer = cleaned(Answer(request.POST))["answer"]
    by, at = request.viewer, timezone.now()
    if answer == APART:
        inbox_changes.keep_pair_apart(pair_id=pair_id, by=by, at=at)
        text = _("They stay apart")
    else:
        inbox_changes.join_pair(pair_id=pair_id, keeps=int(answer), by=by, at=at)
        text = _("Joined into one conversation")
    undo_url = reverse("inbox:joining_undo", args=(conversation_id, pair_id))
    return toast(request, redirect(request, "inbox:conversation", conversation_id), text, undo_url)


@require_POST
def undo(request: KartotekRequest, conversation_id: int, pair_id: int) -> HttpResponse:
    """Take back what was answered about two conversations."""
    inbox_changes.ask_about_pair_again(pair_id=pair_id, by=request.viewer, at=timezone.now())
    return toast(request, redirect(request, "inbox:conversation", conversation_id), _("Undone"))
