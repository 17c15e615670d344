"""The conditions of a list's filter, each as a chip that can be changed and taken away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kartotek.search.lists.choices import choices_of, named
from kartotek.search.lists.column import Column
from kartotek.search.lists.conditions import ME
from kartotek.search.lists.queries import Listing
from kartotek.search.lists.rules import ColumnType, Comparison, Condition, Takes, takes
from kartotek.users.viewer import Viewer
from kartotek.web.lists.state import State
from kartotek.web.lists.words import SENTENCES, SENTENCES_OF_DAYS, counted_days
from kartotek.web.words import day

DAYS = frozenset({ColumnType.DATE, ColumnType.DUE, ColumnType.MOMENT})


@dataclass(frozen=True)
class Chip:
    """A condition in words; `gone` says why it cannot be asked any more."""

    text: SafeString
    clear_url: str
    edit_url: str
    is_any: bool = False
    gone: str = ""


def chips_of(state: State, listing: Listing) -> list[Chip]:
    """Return the conditions of a list in words."""
    gone = {one.condition: one.sentence for one in listing.gone}
    chips = []
    for place, one in enumerate(state.filter.conditions):
        column = listing.columns.get(one.field)
        edit = reverse("lists:filter", args=(state.kind,)) + f"?{state.query}&at={place}"
        chips.append(
            Chip(
                _words_of(one, column, state.kind, listing.viewer),
                state.without(one).url,
                edit,
                is_any=place >= len(state.filter.all_of),
                gone=gone.get(one, ""),
            )
        )
    return chips


def sentence_of(condition: Condition, column: Column) -> str:
    """Return the sentence of a condition, with placeholders."""
    comparison = Comparison(condition.comparison)
    if comparison is Comparison.ANY_OF and len(condition.values) == 1:
        comparison = Comparison.IS
    if takes(comparison) is Takes.DAYS:
        typed = condition.values[0] if condition.values else ""
        return counted_days(comparison, int(typed) if typed.isdecimal() and len(typed) < 9 else 0)
    special = SENTENCES_OF_DAYS if column.type in DAYS else {}
    return str(special.get(comparison) or SENTENCES[comparison])


def _words_of(condition: Condition, column: Column | None, kind: str, viewer: Viewer) -> SafeString:
    if column is None or condition.comparison not in set(Comparison):
        return format_html("{} <b>{}</b>", _("A field that is gone"), ", ".join(condition.values))
    values = _named_values(condition, column, kind, viewer)
    first = _bold(values[:1])
    last = _bold(values[1:] if condition.comparison == Comparison.BETWEEN else values)
    words = {"field": conditional_escape(str(column.label)), "first": first, "value": last}
    # The sentence is ours, and what is put into it was escaped.
    return mark_safe(conditional_escape(sentence_of(condition, column)) % words)  # noqa: S308


def _named_values(condition: Condition, column: Column, kind: str, viewer: Viewer) -> list[str]:
    if column.type in DAYS and not condition.comparison.endswith("days"):
        return [_day(one) for one in condition.values]
    values = tuple(str(viewer.own_id) if one == ME else one for one in condition.values)
    return named(column, values, choices_of(kind, column, viewer=viewer), viewer=viewer)


def _day(text: str) -> str:
    """Return a day of a filter in words; what is none as it is."""
    is_day = len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal()
    is_real = is_day and 1 <= int(text[5:7]) <= 12 and 1 <= int(text[8:]) <= 28
    return day(date(int(text[:4]), int(text[5:7]), int(text[8:]))) if is_real else text


def _bold(values: Collection[str]) -> SafeString:
    return format_html("<b>{}</b>", ", ".join(values))
