"""The board: the open projects of one way of working, a column for each phase."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.request import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.fields.queries import LabelRow, labels_of
from kartotek.pipeline.projects import queries
from kartotek.pipeline.projects.queries import BoardPage, ProjectRow
from kartotek.web import render
from kartotek.web.numbers import record_number
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import number

SCREEN = "projects/board.html"


@require_GET
def board(request: KartotekRequest) -> HttpResponse:
    """Show a board, the first one unless the address says another."""
    return render.page(request, SCREEN, board_context(request))


@require_GET
def column(request: KartotekRequest, phase_id: int) -> HttpResponse:
    """Answer the cards of a column that follow those it shows."""
    page = queries.column(
        phase_id=phase_id,
        viewer=request.viewer,
        owner_id=_asked(request, "owner"),
        after=request.GET.get("after", ""),
    )
    asked = urlencode({"after": page.next, "owner": _asked(request, "owner") or ""})
    more = f"{reverse('projects:column', args=(phase_id,))}?{asked}" if page.next else ""
    place = place_of(request, on="board")
    return render.component(
        request,
        "projects/_cards.html",
        "cards",
        page.rows,
        _labels(request, page.rows),
        place,
        more,
    )


def board_context(
    request: KartotekRequest, phase_ids: Collection[int] | None = None
) -> dict[str, object]:
    """Return what the board shows, as the address asks; the cards of some columns, or of all."""
    owner_id = _asked(request, "owner")
    found = queries.board(
        viewer=request.viewer,
        board_id=_asked(request, "board"),
        owner_id=owner_id,
        phase_ids=phase_ids,
    )
    people = owners(request.viewer)
    return {
        "board": found,
        "count_text": count_text(found),
        "labels": _labels(request, found.projects),
        "place": place_of(request, on="board"),
        "owners": people,
        "owner_name": dict(people).get(owner_id or 0, ""),
    }


def board_pieces(request: KartotekRequest, phase_ids: Collection[int]) -> list[SafeString]:
    """Return some columns anew with the count above the board, each to be put in place."""
    context = board_context(request, phase_ids)
    count = format_html('<span class="count" id="page-count">{}</span>', context["count_text"])
    pieces = [render.in_place("#page-count", count)]
    found = context["board"]
    assert isinstance(found, BoardPage)
    for one in found.columns:
        if one.phase_id in phase_ids:
            drawn = render.draw_part(request, SCREEN, "column", {**context, "column": one})
            # Morphing keeps the focus on a card that is still there.
            pieces.append(render.in_place(f"[data-column='{one.phase_id}']", drawn, "outerMorph"))
    return pieces


def place_of(request: KartotekRequest, **more: object) -> str:
    """Return the query that says where a change is made, with further values."""
    asked = QueryDict(mutable=True)
    for name in ("on", "board", "owner"):
        if request.GET.get(name):
            asked[name] = request.GET[name]
    for name, value in more.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else ""


def count_text(found: BoardPage) -> str:
    """Return how many projects stand on the board, in words."""
    text = ngettext("%(count)s open project", "%(count)s open projects", found.count)
    return text % {"count": number(found.count)}


def _labels(request: KartotekRequest, rows: list[ProjectRow]) -> dict[int, list[LabelRow]]:
    return labels_of("project", [row.id for row in rows], viewer=request.viewer)


def _asked(request: KartotekRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return record_number(text)
