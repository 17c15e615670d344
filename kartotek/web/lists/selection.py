"""Which records of a list are selected: those that are ticked, or all that match."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict
from django.utils import timezone

from kartotek.search.lists.asking import Asking
from kartotek.search.lists.queries import Capped, Listing, Wanted
from kartotek.web.lists.state import state_of
from kartotek.web.numbers import record_numbers
from kartotek.web.viewer import KartotekRequest


def selected(request: KartotekRequest, kind: str) -> Wanted:
    """Return what is selected, as a list that holds nothing else.

    A form sends `ids` of what is ticked, or `is_all` with the `query` of the list.
    """
    sent = request.POST if request.method == "POST" else request.GET
    asked = QueryDict(sent.get("query", ""))
    wanted = state_of(kind, asked, viewer=request.viewer).wanted
    if sent.get("is_all"):
        return wanted
    ids = tuple(record_numbers(sent.getlist("ids")))
    return replace(wanted, filter=replace(wanted.filter, all_of=(), any_of=()), text="", ids=ids)


def selected_count(request: KartotekRequest, kind: str) -> Capped:
    """Return how many records are selected, as far as that is quickly counted."""
    return Listing(selected(request, kind), Asking.now(request.viewer, timezone.now())).count()
