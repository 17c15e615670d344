"""Linking a conversation by hand: suggestions, search, choosing, unlinking, undoing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.flows import inbox_changes
from kartotek.linking import queries
from kartotek.linking.queries import Brief, ConversationView
from kartotek.linking.rules import ItemKind, ItemRef, Tier
from kartotek.search.queries import find
from kartotek.web.forms import cleaned
from kartotek.web.inbox.answers import changed, item_here
from kartotek.web.inbox.grounds import in_words
from kartotek.web.render import close_dialog, page, part, toast
from kartotek.web.viewer import KartotekRequest

SCREEN = "inbox/link.html"
KINDS = tuple(str(kind) for kind in ItemKind)
FOUND = 20


class Choice(forms.Form):
    """The item chosen, such as `deal-61`."""

    item = forms.RegexField(
        r"^(deal|lead|project)-\d{1,15}$",
        error_messages={"invalid": gettext_lazy("Choose a deal, a lead or a project.")},
    )


@dataclass(frozen=True)
class Answer:
    """An item that can be chosen, with why it is offered."""

    item: Brief
    ground: str

    @property
    def value(self) -> str:
        """What the choice sends."""
        return f"{self.item.kind}-{self.item.id}"


@dataclass(frozen=True)
class Group:
    """Some answers under one heading; `is_guess`: nothing about the conversation leads to them."""

    title: str
    answers: list[Answer]
    is_guess: bool = False


@require_http_methods(["GET", "POST"])
def link(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Offer items to link a conversation to, or link it to the one chosen."""
    if request.method == "POST":
        return _chosen(request, conversation_id)
    view = queries.conversation(conversation_id, viewer=request.viewer)
    text = request.GET.get("q", "").strip()
    with_closed = bool(request.GET.get("closed"))
    groups = [_found(request, text, with_closed=with_closed)] if text else _suggested(request, view)
    context: dict[str, object] = {
        "view": view,
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
    kind, _dash, number = cleaned(Choice(request.POST))["item"].partition("-")
    made = inbox_changes.link_conversation(
        conversation_id=conversation_id,
        item=ItemRef(ItemKind(kind), int(number)),
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


def _found(request: KartotekRequest, text: str, *, with_closed: bool) -> Group:
    hits = find(text, viewer=request.viewer, kinds=KINDS, with_closed=with_closed, limit=FOUND)
    refs = [ItemRef(ItemKind(hit.kind), hit.id) for hit in hits]
    shown = queries.briefs(refs, viewer=request.viewer)
    return Group("", [Answer(shown[ref], "") for ref in refs if ref in shown])


def _suggested(request: KartotekRequest, view: ConversationView) -> list[Group]:
    offers = queries.suggestions(view.id, viewer=request.viewer, at=timezone.now())
    here = _here(request, view)
    groups = [Group(_("On this page"), here)] if here else []
    known = {one.value for one in here}
    titles = {False: _title(view), True: _("You worked on lately")}
    for is_guess, some in groupby(offers, lambda one: one.suggestion.tier is Tier.TOUCHED):
        answers = [Answer(one.item, in_words(one.suggestion.ground)) for one in some]
        new = [one for one in answers if one.value not in known]
        if new:
            groups.append(Group(titles[is_guess], new, is_guess))
            titles[False] = _("Closed")
    return groups


def _here(request: KartotekRequest, view: ConversationView) -> list[Answer]:
    """Return the item on whose page one is, unless the conversation is linked to it already."""
    ref = item_here(request)
    row = queries.row(view.id, viewer=request.viewer)
    if ref is None or (row and row.item and (row.item.kind, row.item.id) == (ref.kind, ref.id)):
        return []
    return [Answer(one, "") for one in queries.briefs([ref], viewer=request.viewer).values()]


def _title(view: ConversationView) -> str:
    names = ", ".join(one.name for one in view.people[:2])
    return _("Suggested for %(name)s") % {"name": names} if names else _("Suggested")
