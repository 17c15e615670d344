"""A list of records: the whole page, the list anew, or the rows that follow."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise

from kartotek.search.lists.cells import rows_of
from kartotek.search.lists.column import Column
from kartotek.search.lists.queries import Listing
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.lists.chips import chips_of
from kartotek.web.lists.nav import nav_of
from kartotek.web.lists.panel import panel_context
from kartotek.web.lists.state import State, state_of
from kartotek.web.lists.words import KINDS, nothing_matches
from kartotek.web.numbers import record_number
from kartotek.web.viewer import KartotekRequest

SCREEN = "lists/list.html"


@dataclass(frozen=True)
class Head:
    """The head of a column: how it is sorted now, and where a click leads."""

    name: str
    label: str | Promise
    width: int
    is_number: bool
    sort_url: str = ""
    sorted: str = ""


def show(request: KartotekRequest, kind: str) -> HttpResponse:
    """Answer a list as it was asked for."""
    state = state_of(kind, request.GET, viewer=request.viewer)
    listing = state.listing(request.viewer)
    after = request.GET.get("after", "")
    page = listing.page(after=after)
    context = list_context(request, state, listing) | {
        "rows": rows_of(kind, page.rows, listing.shown, viewer=request.viewer),
        "next": page.next,
    }
    if request.htmx and after:
        return render.part(request, SCREEN, "list_rows", context)
    if request.htmx:
        return _anew(request, state, context)
    context |= {
        "nav": nav_of(kind, request.viewer, current=_current(state)),
        "panel": _panel(request),
    }
    return render.page(request, SCREEN, context)


def _anew(request: KartotekRequest, state: State, context: dict[str, object]) -> HttpResponse:
    """Return the list anew with its count, while somebody types what it is narrowed to."""
    count = render.draw(request, "lists/_count.html", "page_count", state.kind, state.query)
    return render.answer(
        render.in_place("#list_body", render.draw_part(request, SCREEN, "list_body", context)),
        render.in_place("#page-count", count),
    )


def list_context(request: KartotekRequest, state: State, listing: Listing) -> dict[str, object]:
    """Return what everything but the rows of a list takes."""
    may = request.viewer.may
    return {
        "kind": state.kind,
        "words": KINDS[state.kind],
        "state": state,
        "heads": heads_of(state, listing),
        "chips": chips_of(state, listing),
        "no_match": _no_match(state),
        "can_bulk": may(Permission.BULK_EDIT),
        "can_delete": may(Permission.DELETE),
        "can_merge": may(Permission.MERGE),
        "can_export": may(Permission.EXPORT),
        "can_share": may(Permission.MANAGE_SHARED_VIEWS),
    }


def _no_match(state: State) -> str | Promise:
    """Return what is said where nothing matches; what is typed into the field is not counted."""
    count = len(state.filter.conditions)
    if state.text or not count:
        return KINDS[state.kind].no_matches
    return nothing_matches(state.kind, count)


def heads_of(state: State, listing: Listing) -> list[Head]:
    """Return the heads of the columns that are shown."""
    # What is read decides which conditions are gone, before chips are drawn.
    return [_head(one, state, listing.sort) for one in listing.shown]


def _head(column: Column, state: State, sort: str) -> Head:
    width = state.widths.get(column.name, column.width)
    direction = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "")
    return Head(
        column.name,
        column.label,
        width,
        column.is_number,
        state.sorted_by(column.name).url if column.sort else "",
        direction,
    )


def _current(state: State) -> str:
    """Return which entry of the side navigation a list is."""
    if state.view is not None:
        return f"view-{state.view.id}"
    every = state.filter.all_of
    is_label = len(every) == 1 and not state.filter.any_of and every[0].field == "label"
    if is_label and len(every[0].values) == 1:
        return f"label-{every[0].values[0]}"
    is_state = len(every) == 1 and not state.filter.any_of and every[0].field == "state"
    if is_state and len(every[0].values) == 1:
        return f"state-{every[0].values[0]}"
    return state.kind


def _panel(request: KartotekRequest) -> dict[str, object] | None:
    kind, _dash, number = request.GET.get("panel", "").partition("-")
    record_id = record_number(number)
    if kind not in KINDS or record_id is None:
        return None
    return panel_context(request, kind, record_id)
