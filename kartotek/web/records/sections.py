"""Deals, leads and projects in the sidebar of a person or organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kartotek.lib.money import format_amount
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.projects import queries as projects
from kartotek.users import queries as users
from kartotek.users.viewer import Viewer
from kartotek.web.records.kinds import Row, items_of

MOST = 50


@dataclass(frozen=True)
class Line:
    """An item in a sidebar; `place` of `stages` draws how far a deal is."""

    kind: str
    id: int
    title: str
    sub: str
    end: str
    place: int = 0
    stages: int = 0


@dataclass(frozen=True)
class Section:
    """The deals, leads or projects of a contact, open ones first."""

    kind: str
    title: str | Promise
    count_text: str
    add_label: str | Promise
    add_url: str
    lines: list[Line]


# How far each stage is: its number, and how many its pipeline has.
Places = dict[int, tuple[int, int]]

TITLES = {
    "deal": (gettext_lazy("Deals"), gettext_lazy("Add a deal"), "deals:add"),
    "lead": (gettext_lazy("Leads"), gettext_lazy("Add a lead"), "leads:add"),
    "project": (gettext_lazy("Projects"), gettext_lazy("Add a project"), "projects:add"),
}


STATES = {
    "won": gettext_lazy("Won"),
    "lost": gettext_lazy("Lost"),
    "archived": gettext_lazy("Archived"),
    "completed": gettext_lazy("Completed"),
    "cancelled": gettext_lazy("Cancelled"),
}


def sections_of(
    kind: str,
    record_id: int,
    *,
    viewer: Viewer,
    items: Mapping[str, Sequence[Row]] | None = None,
) -> list[Section]:
    """Return the deals, leads and projects of a person or organization that the viewer sees.

    Args:
        kind: person or organization.
        record_id: its id.
        viewer: who reads.
        items: what `items_of` said, where the page has read it already.
    """
    if items is None:
        items = items_of(kind, record_id, viewer=viewer)
    # Deals alone show how far they are.
    places = _places(viewer) if items["deal"] else {}
    found: list[Section] = []
    for item, (title, add_label, add_page) in TITLES.items():
        rows = items[item][:MOST]
        found.append(
            Section(
                kind=item,
                title=title,
                count_text=_count_text(rows),
                add_label=add_label,
                add_url=f"{reverse(add_page)}?{kind}_id={record_id}",
                lines=[_line(item, row, places) for row in rows],
            )
        )
    return found


def owners(viewer: Viewer) -> list[tuple[int, str]]:
    """Return who can own a record, as pairs of id and name."""
    return users.colleagues(viewer=viewer)


def _line(kind: str, row: Row, places: Places) -> Line:
    if isinstance(row, projects.ProjectRow):
        return Line(kind, row.id, row.title, row.phase.name if row.is_open else _state(row), "")
    end = ""
    if row.amount is not None:
        end = format_amount(row.amount, row.currency, get_language() or "en")
    if isinstance(row, deals.DealRow) and row.is_open:
        place, stages = places.get(row.stage.id, (0, 0))
        return Line(kind, row.id, row.title, "", end, place, stages)
    return Line(kind, row.id, row.title, "" if row.is_open else _state(row), end)


def _state(row: Row) -> str:
    return str(STATES.get(row.state, ""))


def _count_text(rows: Sequence[Row]) -> str:
    """Return how many there are in words: 3 open, or 2 open, 1 closed."""
    open_count = sum(row.is_open for row in rows)
    closed_count = len(rows) - open_count
    if not rows:
        return ""
    if not closed_count:
        return _("%(count)s open") % {"count": open_count}
    return _("%(open)s open, %(closed)s closed") % {"open": open_count, "closed": closed_count}


def _places(viewer: Viewer) -> Places:
    stages = deals.stages(viewer=viewer)
    by_pipeline: dict[int, list[int]] = {}
    for stage in stages:
        by_pipeline.setdefault(stage.pipeline_id, []).append(stage.id)
    return {
        stage_id: (number, len(ids))
        for ids in by_pipeline.values()
        for number, stage_id in enumerate(ids, 1)
    }
