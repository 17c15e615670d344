"""Rows of a list anew, after something in them was changed."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kartotek.search.lists.cells import rows_of
from kartotek.search.lists.queries import seen
from kartotek.web import render
from kartotek.web.lists.state import state_of
from kartotek.web.lists.words import KINDS
from kartotek.web.viewer import KartotekRequest


def row_answer(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Return one row as the list that is on the screen shows it, or take it out."""
    drawn = row_drawn(request, kind, record_id)
    if drawn is None:
        target = f"#{kind}-{record_id}"
        response = render.answer(render.in_place(target, SafeString(""), "delete"))
        return render.toast(request, response, _("You no longer see this record."))
    return render.answer(render.in_place(f"#{kind}-{record_id}", drawn))


def row_drawn(request: KartotekRequest, kind: str, record_id: int) -> SafeString | None:
    """Return one row, drawn; None for a record the viewer does not see any more."""
    asked = QueryDict(request.headers.get("HX-Current-URL", "").partition("?")[2])
    state = state_of(kind, asked, viewer=request.viewer)
    shown = state.listing(request.viewer).shown
    found = list(seen(kind, request.viewer).filter(pk=record_id))
    rows = rows_of(kind, found, shown, viewer=request.viewer)
    if not rows:
        return None
    return render.draw(request, "lists/_row.html", "list_row", rows[0], KINDS[kind].record)
