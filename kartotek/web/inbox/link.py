"""Linking a conversation by hand: suggestions, search, choosing, unlinking, undoing."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.flows import inbox_changes
from kartotek.linking import queries
from kartotek.linking.queries import ConversationView
from kartotek.web.forms import cleaned
from kartotek.web.inbox import offers
from kartotek.web.inbox.answers import changed, item_here
from kartotek.web.inbox.offers import Answer, Choice, Group, item_of
from kartotek.web.render import close_dialog, page, part, redirect, toast
from kartotek.web.viewer import KartotekRequest

SCREEN = "inbox/link.html"


@require_http_methods(["GET", "POST"])
def link(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Offer items to link a conversation to, or link it to the one chosen."""
    if request.method == "POST":
        return _chosen(request, conversation_id)
    return _offered(request, conversation_id, reverse("inbox:link", args=(conversation_id,)))


def _offered(request: KartotekRequest, conversation_id: int, address: str) -> HttpResponse:
    """Offer items; what is chosen is posted to the address."""
    view = queries.conversation(conversation_id, viewer=request.viewer)
    text = request.GET.get("q", "").strip()
    with_closed = bool(request.GET.get("closed"))
    groups = (
        offers.found(text, viewer=request.viewer, with_closed=with_closed)
        if text
        else _suggested(request, view)
    )
    context: dict[str, object] = {
        "view": view,
        "address": address,
        "row": queries.row(view.id, viewer=request.viewer),
        "groups": groups,
        "text": text,
        "with_closed": with_closed,
        "waits": bool(groups) and groups[0].is_guess,
    }
    if not request.htmx:
        return page(request, SCREEN, context)
    is_search = "q" in request.GET
    return part(request, SCREEN, "link_options" if is_search else "link_popover", context)


def _chosen(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    item = item_of(cleaned(Choice(request.POST))["item"])
    made = inbox_changes.link_conversation(
        conversation_id=conversation_id,
        item=item,
        by=request.viewer,
        at=timezone.now(),
    )
    row = queries.row(made.conversation_id, viewer=request.viewer)
    title = row.item.title if row and row.item else ""
    response = changed(request, made.conversation_id)
    undo_url = reverse("inbox:undo", args=(made.conversation_id, made.decision_id))
    return close_dialog(
        toast(request, response, _("Linked to %(title)s") % {"title": title}, undo_url)
    )


@require_http_methods(["GET", "POST"])
def duplicate(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Offer items for a second conversation of the same messages, or make it."""
    if request.method == "GET":
        return _offered(
            request, conversation_id, reverse("inbox:duplicate", args=(conversation_id,))
        )
    made = inbox_changes.duplicate_conversation(
        conversation_id=conversation_id,
        item=item_of(cleaned(Choice(request.POST))["item"]),
        by=request.viewer,
        at=timezone.now(),
    )
    undo_url = reverse("inbox:duplicate_undo", args=(made.conversation_id,))
    response = redirect(request, "inbox:conversation", made.conversation_id)
    return toast(request, response, _("Duplicated; this is the second conversation"), undo_url)


@require_POST
def undo_duplicate(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Take a duplicate away again."""
    inbox_changes.undo_duplicate(
        conversation_id=conversation_id, by=request.viewer, at=timezone.now()
    )
    return toast(request, redirect(request, "inbox:inbox"), _("Undone"))


@require_POST
def unlink(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Take a conversation off its item."""
    made = inbox_changes.unlink_conversation(
        conversation_id=conversation_id, by=request.viewer, at=timezone.now()
    )
    undo_url = reverse("inbox:undo", args=(made.conversation_id, made.decision_id))
    response = changed(request, made.conversation_id)
    return toast(request, response, _("Unlinked; no rule links it again"), undo_url)


@require_POST
def undo(request: KartotekRequest, conversation_id: int, decision_id: int) -> HttpResponse:
    """Bring back the link a conversation had."""
    made = inbox_changes.undo_link(
        conversation_id=conversation_id,
        decision_id=decision_id,
        by=request.viewer,
        at=timezone.now(),
    )
    return toast(request, changed(request, made.conversation_id), _("Undone"))


def _suggested(request: KartotekRequest, view: ConversationView) -> list[Group]:
    found = queries.suggestions(view.id, viewer=request.viewer, at=timezone.now())
    title = offers.title_for(one.name for one in view.people)
    return offers.grouped(found, title, _here(request, view))


def _here(request: KartotekRequest, view: ConversationView) -> list[Answer]:
    """Return the item on whose page one is, unless the conversation is linked to it already."""
    ref = item_here(request)
    row = queries.row(view.id, viewer=request.viewer)
    if ref is None or (row and row.item and (row.item.kind, row.item.id) == (ref.kind, ref.id)):
        return []
    return [Answer(one, "") for one in queries.briefs([ref], viewer=request.viewer).values()]
