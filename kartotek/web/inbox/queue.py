"""The "To link" queue: ambiguous conversations one after the other, each with one key.

The card after the one on the screen is loaded ahead (`ahead`), so that it stands there at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kartotek.flows import inbox_changes
from kartotek.linking import queries
from kartotek.linking.queries import ConversationRow, ConversationView, Cursor, Folder
from kartotek.web.forms import cleaned
from kartotek.web.inbox import offers
from kartotek.web.inbox.asked import query_of
from kartotek.web.inbox.offers import Group, item_of
from kartotek.web.inbox.shown import Letter, letters
from kartotek.web.numbers import record_number
from kartotek.web.render import answer, draw_part, in_place, page, redirect, toast
from kartotek.web.viewer import KartotekRequest

SCREEN = "inbox/queue.html"
SKIP, ARCHIVE = "skip", "archive"


class Act(forms.Form):
    """What is done with a card: an item such as `deal-61`, `skip` or `archive`."""

    choice = forms.RegexField(r"^(skip|archive|(deal|lead|project)-\d{1,15})$")
    after = forms.CharField(required=False, max_length=100)
    number = forms.IntegerField(min_value=1, max_value=100_000)
    total = forms.IntegerField(min_value=1, max_value=100_000)
    ahead = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Place:
    """Where in the queue one is: below which row, and the how-manieth of how many."""

    after: Cursor | None
    number: int
    total: int

    @property
    def next(self) -> int:
        """The number of the card that follows."""
        return self.number + 1

    def query(self, **more: str) -> str:
        """Return the place as the query of an address."""
        held = {"after": str(self.after)} if self.after else {}
        return query_of({**held, "number": str(self.number), "total": str(self.total), **more})


@dataclass(frozen=True)
class Card:
    """A conversation of the queue; `end` is its own place, below which the next one is."""

    view: ConversationView
    letters: list[Letter]
    groups: list[Group]
    row: ConversationRow
    place: Place

    @property
    def end(self) -> Cursor:
        """Where the next card begins."""
        return Cursor(self.row.last_at, self.row.place_id)

    @property
    def here_url(self) -> str:
        """The address of this card, or of the next one when this one waits no more."""
        held = Place(self.end, self.place.number, self.place.total)
        return reverse("inbox:queue") + held.query(at=str(self.row.id))


@require_GET
def queue(request: KartotekRequest) -> HttpResponse:
    """Show the first card below a place; `at` is the one wanted, while it waits."""
    place = _place(request.GET, request)
    rows = _rows(request, place, request.GET.get("at", ""))
    context = _context(request, rows, place)
    if request.htmx:
        return answer(*_drawn(request, context, ["queue", "queue_next"]))
    return page(request, SCREEN, context)


@require_POST
def act(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Link a conversation, archive it or leave it for later, and go on to the next."""
    done = cleaned(Act(request.POST))
    undo_url, text = _do(request, conversation_id, done["choice"])
    place = Place(Cursor.read(done["after"]), done["number"] + 1, done["total"])
    if not request.htmx:
        response = redirect(request, reverse("inbox:queue") + place.query())
        return toast(request, response, text, undo_url) if text else response
    rows = _rows(request, place, "")
    if done["ahead"]:
        # The next card stands on the screen already: what is wanted is the one after it.
        context = _context(request, rows[1:], Place(place.after, place.next, place.total))
        context["following"] = context["card"]
        response = answer(*_drawn(request, context, ["queue_next"]))
    else:
        response = answer(*_drawn(request, _context(request, rows, place), ["queue", "queue_next"]))
    return toast(request, response, text, undo_url) if text else response


@require_POST
def undo(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Take back what was done with a card, and show it again."""
    by, at = request.viewer, timezone.now()
    decision = record_number(request.GET.get("decision", ""))
    if decision is not None:
        inbox_changes.undo_link(conversation_id=conversation_id, decision_id=decision, by=by, at=at)
    else:
        inbox_changes.set_archived(
            conversation_ids=[conversation_id], is_archived=False, by=by, at=at
        )
    place = _place(request.GET, request)
    if not request.htmx:
        address = reverse("inbox:queue") + place.query(at=str(conversation_id))
        return redirect(request, address)
    rows = _rows(request, place, str(conversation_id))
    return answer(*_drawn(request, _context(request, rows, place), ["queue", "queue_next"]))


def _do(request: KartotekRequest, conversation_id: int, choice: str) -> tuple[str, str]:
    """Return where Undo posts to and what was done; nothing was where it is left for later."""
    by, at = request.viewer, timezone.now()
    if choice == SKIP:
        return "", ""
    place = {name: request.POST.get(name, "") for name in ("after", "number", "total")}
    undo_url = reverse("inbox:queue_undo", args=(conversation_id,))
    if choice == ARCHIVE:
        inbox_changes.set_archived(
            conversation_ids=[conversation_id], is_archived=True, by=by, at=at
        )
        return undo_url + query_of(place), _("Archived")
    made = inbox_changes.link_conversation(
        conversation_id=conversation_id, item=item_of(choice), by=by, at=at
    )
    shown = queries.briefs([item_of(choice)], viewer=by).get(item_of(choice))
    text = _("Linked to %(title)s") % {"title": shown.title if shown else ""}
    return undo_url + query_of({**place, "decision": str(made.decision_id)}), text


def _place(given: QueryDict, request: KartotekRequest) -> Place:
    number, total = given.get("number", ""), given.get("total", "")
    waiting = queries.total(viewer=request.viewer, folder=Folder.TO_LINK)
    return Place(
        after=Cursor.read(given.get("after", "")),
        number=int(number) if number.isdecimal() and len(number) < 7 else 1,
        total=int(total) if total.isdecimal() and len(total) < 7 else waiting,
    )


def _rows(request: KartotekRequest, place: Place, wanted: str) -> list[ConversationRow]:
    """Return the rows below a place, two at most; the one that is wanted first."""
    found = queries.inbox(
        viewer=request.viewer, folder=Folder.TO_LINK, after=place.after, limit=2
    ).rows
    number = record_number(wanted)
    if number is None:
        return list(found)
    row = queries.row(number, viewer=request.viewer)
    waits = row is not None and queries.waits(row.id, viewer=request.viewer)
    return [*([row] if row is not None and waits else []), *found][:2]


def _context(
    request: KartotekRequest, rows: list[ConversationRow], place: Place
) -> dict[str, object]:
    cards = [
        _card(request, row, Place(place.after, place.number + step, place.total))
        for step, row in enumerate(rows)
    ]
    return {
        "card": cards[0] if cards else None,
        "following": cards[1] if len(cards) > 1 else None,
        "left": queries.total(viewer=request.viewer, folder=Folder.TO_LINK) if not cards else 0,
    }


def _card(request: KartotekRequest, row: ConversationRow, place: Place) -> Card:
    view = queries.conversation(row.id, viewer=request.viewer)
    best = queries.suggestions(row.id, viewer=request.viewer, at=timezone.now())
    title = offers.title_for(one.name for one in view.people)
    return Card(view, letters(view, viewer=request.viewer), offers.grouped(best, title), row, place)


def _drawn(
    request: KartotekRequest, context: dict[str, object], blocks: list[str]
) -> list[SafeString]:
    return [in_place(f"#{block}", draw_part(request, SCREEN, block, context)) for block in blocks]
