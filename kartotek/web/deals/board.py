"""The board: a pipeline's open deals, a column for each stage."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.fields.queries import labels_of
from kartotek.pipeline.deals import queries
from kartotek.pipeline.deals.queries import Board, Column, DealRow, Showing
from kartotek.pipeline.shown import Money
from kartotek.search.lists import views
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.lists.chips import chips_of
from kartotek.web.lists.state import State, state_of
from kartotek.web.numbers import record_number
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import amount, number

SCREEN = "deals/board.html"
KEPT = ("pipeline", "owner", "view", "filter")
"""What the address says of which deals a board shows."""


@require_GET
def board(request: KartotekRequest) -> HttpResponse:
    """Show the board of a pipeline, the first one unless the address says another."""
    state = board_state(request)
    context = board_context(request, state)
    if request.htmx:
        return render.part(request, SCREEN, "columns", context)
    return render.page(request, SCREEN, context | _around(request, state))


@require_GET
def column(request: KartotekRequest, stage_id: int) -> HttpResponse:
    """Answer the cards of a column that follow those it shows."""
    page = queries.column(
        stage_id=stage_id,
        viewer=request.viewer,
        showing=_showing(request, board_state(request)),
        after=request.GET.get("after", ""),
    )
    marks = _marks(request, page.rows)
    more = _more_url(request, stage_id, page.next)
    return render.component(
        request, "deals/_cards.html", "cards", page.rows, marks, _on_board(request), more
    )


def board_state(request: KartotekRequest) -> State:
    """Return what the address says of the board's filter."""
    asked = request.GET.copy()
    asked["on"] = "board"
    return state_of("deal", asked, viewer=request.viewer)


def board_context(
    request: KartotekRequest, state: State, *, has_cards: bool = True
) -> dict[str, object]:
    """Return what the columns of a board show."""
    found = queries.board(
        viewer=request.viewer,
        pipeline_id=record_number(request.GET.get("pipeline", "")),
        showing=_showing(request, state),
        has_cards=has_cards,
    )
    return {
        "board": found,
        "count_text": count_text(found),
        "marks": _marks(request, found.deals),
        "on_board": _on_board(request),
        "more": {one.stage_id: _more_url(request, one.stage_id, one.next) for one in found.columns},
        "head_text": head_text,
    }


def board_pieces(request: KartotekRequest, deal_id: int) -> list[SafeString]:
    """Return what a change of one deal changes on the board: counts, sums, and its card.

    The card stands on top of its column then, as the one that came there last.
    """
    context = board_context(request, board_state(request), has_cards=False)
    found = context["board"]
    assert isinstance(found, Board)
    card = queries.card(deal_id, viewer=request.viewer)
    cards = [card] if card else []
    change = {"deal_id": deal_id, "cards": cards, "marks": _marks(request, cards)}
    heads = [(one, head_text(one)) for one in found.columns]
    # One drawing: each asks for all that a page may use.
    return [
        render.draw(
            request,
            "deals/_cards.html",
            "board_change",
            change,
            heads,
            context["count_text"],
            context["on_board"],
        )
    ]


def board_address(request: KartotekRequest) -> str:
    """Return the query of the board that a change was made on."""
    asked = _kept(request)
    return f"?{urlencode(asked)}" if asked else ""


def asked_owner(request: KartotekRequest) -> int | None:
    """Return whose deals the address asks for; None for everybody's."""
    return record_number(request.GET.get("owner", ""))


def count_text(found: Board) -> str:
    """Return how many deals stand on the board and what they are worth, in words."""
    text = ngettext("%(count)s open deal", "%(count)s open deals", found.count)
    held = text % {"count": number(found.count)}
    return " · ".join(part for part in (held, sums_text(found.totals)) if part)


def head_text(column: Column) -> str:
    """Return what a column holds, in words: sums, and how many deals."""
    text = ngettext("%(count)s deal", "%(count)s deals", column.count)
    held = text % {"count": number(column.count)}
    return " · ".join(part for part in (sums_text(column.totals), held) if part)


def sums_text(totals: tuple[Money, ...]) -> str:
    """Return sums of money, one a currency, in words."""
    return " + ".join(amount(one.amount, one.currency) for one in totals)


def _around(request: KartotekRequest, state: State) -> dict[str, object]:
    """Return what stands above the columns."""
    people = owners(request.viewer)
    listing = state.listing(request.viewer)
    if not state.is_usual:
        # What is read decides which conditions are gone, before chips are drawn.
        listing.condition()
    return {
        "state": state,
        "chips": [] if state.is_usual else chips_of(state, listing),
        "views": views.views_of("deal", viewer=request.viewer),
        "owners": people,
        "owner_name": dict(people).get(asked_owner(request) or 0, ""),
        "can_furnish": request.viewer.may(Permission.MANAGE_PIPELINES),
        "sums": sums_text,
    }


def _showing(request: KartotekRequest, state: State) -> Showing:
    condition = None if state.is_usual else state.listing(request.viewer).condition()
    return Showing(asked_owner(request), condition)


def _marks(request: KartotekRequest, rows: list[DealRow]) -> dict[str, object]:
    """Return what stands on the cards beside the deals: labels, and how long they rot."""
    now = timezone.now()
    days = {row.id: (now - row.stage_since).days for row in rows}
    return {
        "labels": labels_of("deal", [row.id for row in rows], viewer=request.viewer),
        "rotting": {row.id: days[row.id] for row in rows if row.is_rotting(now)},
        "today": timezone.localdate(now),
    }


def _kept(request: KartotekRequest) -> Mapping[str, str]:
    return {name: request.GET[name] for name in KEPT if name in request.GET}


def _on_board(request: KartotekRequest) -> str:
    """Return the query that lets a change be answered with the board it was made on."""
    return f"?{urlencode({'on': 'board', **_kept(request)})}"


def _more_url(request: KartotekRequest, stage_id: int, after: str) -> str:
    if not after:
        return ""
    asked = urlencode({**_kept(request), "after": after})
    return f"{reverse('deals:column', args=(stage_id,))}?{asked}"
