"""The inbox of leads by urgency: what is late first, then today, then what nobody planned.

    overdue (the longest first) -> today (the newest first) -> nothing planned (the newest first)
    -> later (the soonest first)

A lead without an activity is forgotten sooner than one that has its day: it stands before those.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.pipeline.leads.models import Lead
from kartotek.users.paging import CursorLost, Order, Page, page_of

_SOONEST = Order("next_activity_on")
_NEWEST = Order("created_at", is_descending=True)


@dataclass(frozen=True)
class Stretch:
    """A part of the inbox; `key` names it in cursors."""

    key: str
    condition: Q
    order: Order


def stretches(today: date) -> list[Stretch]:
    """Return the parts of the inbox from the most urgent on, as seen on a day."""
    return [
        Stretch("late", Q(next_activity_on__lt=today), _SOONEST),
        Stretch("today", Q(next_activity_on=today), _NEWEST),
        Stretch("none", Q(next_activity_on=None), _NEWEST),
        Stretch("later", Q(next_activity_on__gt=today), _SOONEST),
    ]


def urgent_page(found: QuerySet[Lead], today: date, *, after: str, limit: int) -> Page[Lead]:
    """Return up to `limit` leads by urgency that follow the cursor `after`.

    Raises:
        CursorLost: the cursor is not one of ours.
    """
    parts = stretches(today)
    key, _dot, inner = after.partition(".")
    keys = [one.key for one in parts]
    if after and key not in keys:
        raise CursorLost(_("This page of the list is gone. Start from the top."))
    rows: list[Lead] = []
    for part in parts[keys.index(key) if after else 0 :]:
        inside = found.filter(part.condition)
        page = page_of(inside, order=part.order, after=inner, limit=limit - len(rows))
        inner = ""
        rows += page.rows
        if page.next:
            return Page(rows, f"{part.key}.{page.next}")
        if len(rows) == limit:
            rest = parts[keys.index(part.key) + 1 :]
            more = next((one.key for one in rest if found.filter(one.condition).exists()), "")
            return Page(rows, f"{more}." if more else "")
    return Page(rows)
