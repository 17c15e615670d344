"""Conversations that are one, and such that are not: joining, keeping apart, separating."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.flows import inbox_changes
from kartotek.linking import queries
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, part, redirect, toast
from kartotek.web.viewer import KartotekRequest

APART = "apart"
SCREEN = "inbox/join.html"


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


class Joined(forms.Form):
    """The other conversation, and whose item both are linked to."""

    other = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose the other conversation.")}
    )
    keeps = forms.ChoiceField(choices=[("this", ""), ("other", "")])


def choice_context(request: KartotekRequest, conversation_id: int) -> dict[str, object]:
    """Return what the dialog takes: the conversations that may be meant.

    Raises:
        NotFound: the conversation is gone or not theirs to see.
    """
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("q", "").strip()
    return {
        "view": queries.conversation(conversation_id, viewer=request.viewer),
        "rows": queries.joinable(conversation_id, text, viewer=request.viewer),
        "text": text,
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "join_with", choice_context)
def join_with(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Ask which conversation is one with this one, or join the two, with Undo."""
    if request.method == "GET":
        context = choice_context(request, conversation_id)
        if not request.htmx:
            return page(request, SCREEN, context)
        return part(request, SCREEN, "join_rows" if "q" in request.GET else "join_with", context)
    chosen = cleaned(Joined(request.POST))
    other = chosen["other"]
    pair = inbox_changes.join_conversations(
        conversation_id=conversation_id,
        other_id=other,
        keeps=conversation_id if chosen["keeps"] == "this" else other,
        by=request.viewer,
        at=timezone.now(),
    )
    undo_url = reverse("inbox:joining_undo", args=(conversation_id, pair.pk))
    response = redirect(request, "inbox:conversation", conversation_id)
    return toast(request, response, _("Joined into one conversation"), undo_url)


@require_POST
def separate(request: KartotekRequest, message_id: int) -> HttpResponse:
    """Make a conversation of a message and all later ones, and show it, with Undo."""
    pair = inbox_changes.separate_conversation(
        message_id=message_id, by=request.viewer, at=timezone.now()
    )
    undo_url = reverse("inbox:separate_undo", args=(pair.pk,))
    response = redirect(request, "inbox:conversation", pair.second_id)
    text = _("Separated; no rule joins the two again")
    return toast(request, response, text, undo_url)


@require_POST
def undo_separation(request: KartotekRequest, pair_id: int) -> HttpResponse:
    """Bring both halves together again."""
    whole = inbox_changes.undo_separation(pair_id=pair_id, by=request.viewer, at=timezone.now())
    return toast(request, redirect(request, "inbox:conversation", whole.pk), _("Undone"))


@require_POST
def undo(request: KartotekRequest, conversation_id: int, pair_id: int) -> HttpResponse:
    """Take back what was answered about two conversations."""
    inbox_changes.ask_about_pair_again(pair_id=pair_id, by=request.viewer, at=timezone.now())
    return toast(request, redirect(request, "inbox:conversation", conversation_id), _("Undone"))
