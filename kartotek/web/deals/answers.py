"""What a change of a deal is answered with: the board or the page it was made on."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.request import QueryDict
from django.urls import reverse

from kartotek.web import render
from kartotek.web.deals.board import KEPT, board_address, board_pieces
from kartotek.web.deals.deal import changed_pieces
from kartotek.web.viewer import KartotekRequest


def changed(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Return what a change of a deal leads to: parts for htmx, else the board or its page.

    Args:
        request: its query says `on=board` where the change was made on the board.
        deal_id: which deal.
    """
    is_on_board = request.GET.get("on") == "board"
    if not request.htmx:
        if is_on_board:
            return render.redirect(request, reverse("deals:board") + board_address(request))
        return render.redirect(request, "deals:deal", deal_id)
    if is_on_board:
        return render.answer(*board_pieces(request, deal_id))
    return render.answer(*changed_pieces(request, deal_id))


def place_of(request: KartotekRequest, **more: object) -> str:
    """Return the query that says where a change is made, with further values."""
    asked = QueryDict(mutable=True)
    for name in ("on", *KEPT):
        if name in request.GET:
            asked[name] = request.GET[name]
    for name, value in more.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else ""
