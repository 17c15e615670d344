"""The board: a pipeline's open deals, a column for each stage."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.activities.queries import next_due
from kartotek.fields.queries import labels_of
from kartotek.pipeline.deals import queries
from kartotek.pipeline.deals.queries import Board, DealRow
from kartotek.pipeline.deals.rules import is_rotting
from kartotek.pipeline.shown import Money
from kartotek.web import render
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import amount, number

SCREEN = "deals/board.html"


@require_GET
def board(request: KartotekRequest) -> HttpResponse:
    """Show the board of a pipeline, the first one unless the address says another."""
    return render.page(request, SCREEN, board_context(request))


@require_GET
def column(request: KartotekRequest, stage_id: int) -> HttpResponse:
    """Answer the cards of a column that follow those it shows."""
    page = queries.column(
        stage_id=stage_id,
        viewer=request.viewer,
        owner_id=asked_owner(request),
        after=request.GET.get("after", ""),
    )
    context = _marks(request, page.rows)
    more = _column_url(request, stage_id, page.next) if page.next else ""
    return render.component(
        request, "deals/_cards.html", "cards", page.rows, context, _on_board(request), more
    )


def board_context(
    request: KartotekRequest, stage_ids: Collection[int] | None = None
) -> dict[str, object]:
    """Return what the board shows, as the address asks; the cards of some columns, or of all."""
    pipeline = request.GET.get("pipeline", "")
    found = queries.board(
        viewer=request.viewer,
        pipeline_id=int(pipeline) if pipeline.isdecimal() else None,
        owner_id=asked_owner(request),
        stage_ids=stage_ids,
    )
    people = owners(request.viewer)
    return {
        "board": found,
        "count_text": count_text(found),
        "marks": _marks(request, found.deals),
        "on_board": _on_board(request),
        "owners": people,
        "owner_name": dict(people).get(asked_owner(request) or 0, ""),
        "sums": sums_text,
    }


def board_pieces(request: KartotekRequest, stage_ids: Collection[int]) -> list[SafeString]:
    """Return some columns anew with the count above the board, each to be put in place."""
    context = board_context(request, stage_ids)
    count = format_html('<span class="count" id="page-count">{}</span>', context["count_text"])
    pieces = [render.in_place("#page-count", count)]
    found = context["board"]
    assert isinstance(found, Board)
    for one in found.columns:
        if one.stage_id in stage_ids:
            drawn = render.draw_part(request, SCREEN, "column", {**context, "column": one})
            # Morphing keeps the focus on a card that is still there.
            pieces.append(render.in_place(f"[data-column='{one.stage_id}']", drawn, "outerMorph"))
    return pieces


def board_address(request: KartotekRequest) -> str:
    """Return the query of the board that a change was made on."""
    asked = {name: request.GET[name] for name in ("pipeline", "owner") if request.GET.get(name)}
    return f"?{urlencode(asked)}" if asked else ""


def asked_owner(request: KartotekRequest) -> int | None:
    """Return whose deals the address asks for; None for everybody's."""
    text = request.GET.get("owner", "")
    return int(text) if text.isdecimal() else None


def count_text(found: Board) -> str:
    """Return how many deals stand on the board and what they are worth, in words."""
    text = ngettext("%(count)s open deal", "%(count)s open deals", found.count)
    held = text % {"count": number(found.count)}
    return " · ".join(part for part in (held, sums_text(found.totals)) if part)


def sums_text(totals: tuple[Money, ...]) -> str:
    """Return sums of money, one a currency, in words."""
    return " + ".join(amount(one.amount, one.currency) for one in totals)


def _marks(request: KartotekRequest, rows: list[DealRow]) -> dict[str, object]:
    """Return what stands on the cards beside the deals: labels, next activities, rotting."""
    ids = [row.id for row in rows]
    now = timezone.now()
    return {
        "labels": labels_of("deal", ids, viewer=request.viewer),
        "next_due": next_due("deal", ids, viewer=request.viewer),
        "rotting": {row.id for row in rows if is_rotting(row.stage_since, row.rotting_days, now)},
    }


def _on_board(request: KartotekRequest) -> str:
    """Return the query that lets a change be answered with the board it was made on."""
    return "?on=board" + board_address(request).replace("?", "&")


def _column_url(request: KartotekRequest, stage_id: int, after: str) -> str:
    asked = urlencode({"after": after, "owner": asked_owner(request) or ""})
    return f"{reverse('deals:column', args=(stage_id,))}?{asked}"
