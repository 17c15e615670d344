"""Linking several conversations at once: choose an item, confirm, one Undo; and unlinking them."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kartotek.errors import Invalid
from kartotek.flows import inbox_changes
from kartotek.linking import queries
from kartotek.linking.operations import Done
from kartotek.linking.operations.many import MOST_AT_ONCE
from kartotek.linking.queries import Preview
from kartotek.linking.rules import ItemRef
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.inbox import offers
from kartotek.web.inbox.answers import many_changed
from kartotek.web.inbox.asked import Asked, asked_in
from kartotek.web.inbox.offers import Choice, Group, item_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "inbox/link_many.html"
CONFIRM = "inbox/link_many_confirm.html"
ALSO = 200


class Step(forms.Form):
    """How far the choice is: an item, once it is chosen, and whether it was confirmed."""

    q = forms.CharField(required=False, max_length=500)
    closed = forms.BooleanField(required=False)
    item = forms.CharField(required=False, max_length=32)
    is_all = forms.BooleanField(required=False)
    confirmed = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Chosen:
    """The conversations an act is about: the ticked ones, or all of the list they are ticked in.

    `list_query` is the address of that list, `total` how many it holds.
    """

    ids: list[int]
    ticked: str
    list_query: str
    total: int
    is_all: bool

    @property
    def also(self) -> str:
        """All but the first, where they are few enough for an address."""
        rest = self.ids[1:]
        return ",".join(map(str, rest)) if len(rest) <= ALSO else ""

    @property
    def is_more(self) -> bool:
        """Whether the list holds more than was ticked, and not too many."""
        return len(self.ticked.split(",")) < self.total <= MOST_AT_ONCE


@require_POST
def link_many(request: KartotekRequest) -> HttpResponse:
    """Offer items for the ticked conversations, ask before linking, or link them."""
    step = cleaned(Step(request.POST))
    chosen = _chosen(request, is_all=step["is_all"])
    if not step["item"]:
        return _offered(request, chosen, step["q"].strip(), with_closed=step["closed"])
    item = item_of(cleaned(Choice(request.POST))["item"])
    if not step["confirmed"]:
        return _asked(request, chosen, item)
    done = inbox_changes.link_conversations(
        conversation_ids=chosen.ids, item=item, by=request.viewer, at=timezone.now()
    )
    return told(request, done, _linked(done, item, request))


@require_POST
def unlink_many(request: KartotekRequest) -> HttpResponse:
    """Take the ticked conversations off their items, with one Undo."""
    done = inbox_changes.unlink_conversations(
        conversation_ids=_chosen(request, is_all=False).ids, by=request.viewer, at=timezone.now()
    )
    text = ngettext(
        "%(count)s unlinked; no rule links it again",
        "%(count)s unlinked; no rule links them again",
        len(done.changed),
    )
    return told(request, done, text % {"count": len(done.changed)})


@require_POST
def undo(request: KartotekRequest, first: int, last: int) -> HttpResponse:
    """Bring back how each conversation of an act stood."""
    done = inbox_changes.undo_links(first=first, last=last, by=request.viewer, at=timezone.now())
    text = _("Undone")
    if len(done.changed) < done.asked:
        text = _("%(count)s of %(asked)s undone; the others were changed since") % {
            "count": len(done.changed),
            "asked": done.asked,
        }
    return render.toast(request, many_changed(request), text)


def told(request: KartotekRequest, done: Done, text: str) -> HttpResponse:
    """Return to the list or record with what was done, and with Undo where something was."""
    undo_url = reverse("inbox:undo_links", args=(done.first, done.last)) if done.changed else ""
    response = many_changed(request)
    if request.htmx:
        heard = ["selection:clear", *filter(None, [response.get("HX-Trigger")])]
        response["HX-Trigger"] = ", ".join(heard)
        response = render.close_dialog(response)
    return render.toast(request, response, text, undo_url)


def _linked(done: Done, item: ItemRef, request: KartotekRequest) -> str:
    shown = queries.briefs([item], viewer=request.viewer)
    return _("%(count)s of %(asked)s linked to %(title)s") % {
        "count": len(done.ids),
        "asked": done.asked,
        "title": shown[item].title if item in shown else "",
    }


def _offered(
    request: KartotekRequest, chosen: Chosen, text: str, *, with_closed: bool
) -> HttpResponse:
    groups: list[Group]
    if text:
        groups = offers.found(text, viewer=request.viewer, with_closed=with_closed)
    else:
        best = queries.suggestions_for_many(chosen.ids, viewer=request.viewer, at=timezone.now())
        groups = offers.grouped(best, _("Suggested for all of them"))
    context: dict[str, object] = {
        "chosen": chosen,
        "groups": groups,
        "text": text,
        "with_closed": with_closed,
        "waits": bool(groups) and groups[0].is_guess,
    }
    if not request.htmx:
        return render.page(request, SCREEN, context)
    is_search = "q" in request.POST
    return render.part(request, SCREEN, "link_options" if is_search else "link_many", context)


def _asked(request: KartotekRequest, chosen: Chosen, item: ItemRef) -> HttpResponse:
    seen = queries.briefs([item], viewer=request.viewer)
    preview: Preview = queries.preview(chosen.ids, item, viewer=request.viewer)
    context: dict[str, object] = {
        "chosen": chosen,
        "item": seen.get(item),
        "value": f"{item.kind}-{item.id}",
        "preview": preview,
    }
    if not request.htmx:
        return render.page(request, CONFIRM, context)
    drawn = render.draw_part(request, CONFIRM, "link_many_confirm", context)
    return render.answer(render.in_place("#popover", drawn, "innerHTML"))


def _chosen(request: KartotekRequest, *, is_all: bool) -> Chosen:
    """Return what was ticked, or all of the list where that was asked for.

    Raises:
        Invalid: nothing is ticked.
    """
    ticked = _numbers([*request.POST.getlist("ids"), *request.POST.get("chosen", "").split(",")])
    if not ticked:
        raise Invalid(_("Tick the conversations first."), {})
    list_query = request.POST.get("list", "")
    wanted = asked_in(QueryDict(list_query))
    return Chosen(
        ids=_all(request, wanted) if is_all else ticked,
        ticked=",".join(map(str, ticked)),
        list_query=list_query,
        total=queries.total(
            viewer=request.viewer,
            folder=wanted.folder,
            mailbox_id=wanted.mailbox_id,
            filters=wanted.filters,
        ),
        is_all=is_all,
    )


def _all(request: KartotekRequest, wanted: Asked) -> list[int]:
    return queries.ids_of(
        viewer=request.viewer,
        folder=wanted.folder,
        mailbox_id=wanted.mailbox_id,
        filters=wanted.filters,
        limit=MOST_AT_ONCE + 1,
    )


def _numbers(given: list[str]) -> list[int]:
    numbers = (one for one in given if one.isascii() and one.isdecimal() and len(one) < 16)
    return list(dict.fromkeys(map(int, numbers)))
