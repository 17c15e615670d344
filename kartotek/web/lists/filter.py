"""Building a filter: a condition at a time, chosen from what its column offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kartotek.errors import Invalid
from kartotek.search.lists.choices import Choices, choices_of
from kartotek.search.lists.column import Column
from kartotek.search.lists.conditions import ME, condition_on
from kartotek.search.lists.queries import Listing
from kartotek.search.lists.rules import (
    ColumnType,
    Comparison,
    Condition,
    Filter,
    Takes,
    comparisons,
    takes,
)
from kartotek.web import render
from kartotek.web.forms import form_part
from kartotek.web.lists.chips import DAYS, chips_of
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.lists.state import State, state_of
from kartotek.web.lists.words import COMPARISONS, OF_DAYS
from kartotek.web.viewer import KartotekRequest

SCREEN = "lists/filter.html"


@dataclass(frozen=True)
class Draft:
    """A condition that is being built; `at` is its place among those there are, -1 for a new one.

    `input` is how its values are typed: nothing, text, number, date, days, choices.
    """

    column: Column
    comparison: Comparison
    offered: list[tuple[str, str | Promise]]
    input: str
    choices: Choices
    values: tuple[str, ...]
    is_any: bool
    at: int


@require_GET
def filter_(request: KartotekRequest, kind: str) -> HttpResponse:
    """Show the conditions and what can be asked, or the form of one condition."""
    context = filter_context(request, kind)
    if request.htmx:
        block = "filter_inside" if "inside" in request.GET else "filter_popover"
        return render.part(request, SCREEN, block, context)
    return render.page(request, SCREEN, context)


def filter_context(request: KartotekRequest, kind: str) -> dict[str, object]:
    """Return what the popover of the filter takes."""
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    listing = state.listing(request.viewer)
    listing.page(limit=1)
    return {
        "kind": kind,
        "state": state,
        "chips": chips_of(state, listing),
        "groups": grouped(listing.columns.values()),
        "draft": _draft(request, state, listing),
    }


def grouped(columns: Iterable[Column]) -> list[tuple[str, list[Column]]]:
    """Return columns under their headings, each heading once, in the order of their first."""
    groups: dict[str, list[Column]] = {}
    for column in columns:
        groups.setdefault(str(column.group), []).append(column)
    return list(groups.items())


@require_GET
@form_part(SCREEN, "filter_inside", filter_context)
def condition(request: KartotekRequest, kind: str) -> HttpResponse:
    """Put a condition into the filter and show the list."""
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    listing = state.listing(request.viewer)
    asked = request.GET
    values = tuple(one for one in asked.getlist("value") if one.strip())
    new = Condition(asked.get("field", ""), asked.get("comparison", ""), values)
    _refuse_unusable(kind, new, listing)
    return render.redirect(
        request, _put(state, new, at=_place(asked.get("at", "")), is_any="any" in asked).url
    )


def _refuse_unusable(kind: str, new: Condition, listing: Listing) -> None:
    """Refuse a condition that could not be asked.

    Raises:
        Invalid: it has no value, or one that cannot be compared.
    """
    is_known = new.comparison in set(Comparison)
    if is_known and takes(Comparison(new.comparison)) is not Takes.NOTHING and not new.values:
        raise Invalid(_("Say what to compare with."), {"value": _("Say what to compare with.")})
    condition_on(kind, new, listing.columns, listing.asking)


def _put(state: State, new: Condition, *, at: int, is_any: bool) -> State:
    """Return the list with a condition more, in the place of another where `at` names one."""
    conditions = state.filter.conditions
    if 0 <= at < len(conditions):
        state = state.without(conditions[at])
    kept = state.filter
    if is_any:
        return replace(state, filter=Filter(kept.all_of, (*kept.any_of, new)))
    return replace(state, filter=Filter((*kept.all_of, new), kept.any_of))


def _draft(request: KartotekRequest, state: State, listing: Listing) -> Draft | None:
    at = _place(request.GET.get("at", ""))
    conditions = state.filter.conditions
    held = conditions[at] if 0 <= at < len(conditions) else None
    name = request.GET.get("field") or (held.field if held else "")
    column = listing.columns.get(name)
    if column is None:
        return None
    offered = comparisons(column.type)
    word = request.GET.get("comparison") or (held.comparison if held else "")
    comparison = Comparison(word) if word in offered else offered[0]
    values = tuple(request.GET.getlist("value")) or (held.values if held else ())
    is_any = at >= len(state.filter.all_of) if held else "any" in request.GET
    return Draft(
        column,
        comparison,
        [(one, _word_of(one, column)) for one in offered],
        input_of(column, comparison),
        _choices(state.kind, column, request),
        values,
        is_any,
        at,
    )


def input_of(column: Column, comparison: Comparison) -> str:
    """Return how the values of a condition are typed."""
    wanted = takes(comparison)
    if wanted is Takes.NOTHING:
        return "nothing"
    if wanted is Takes.DAYS:
        return "days"
    if column.type in {ColumnType.LABELS, ColumnType.USER, ColumnType.CHOICE}:
        return "choices"
    if column.type in DAYS:
        return "dates" if wanted is Takes.TWO else "date"
    if column.is_number:
        return "numbers" if wanted is Takes.TWO else "number"
    return "text"


def _choices(kind: str, column: Column, request: KartotekRequest) -> Choices:
    found = choices_of(kind, column, viewer=request.viewer)
    if column.type is ColumnType.USER and column.custom is None:
        return [(ME, _("Me")), *found]
    return found


def _word_of(comparison: Comparison, column: Column) -> str | Promise:
    special = OF_DAYS if column.type in DAYS else {}
    return special.get(comparison) or COMPARISONS[comparison]


def _place(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else -1
