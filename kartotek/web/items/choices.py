"""What the forms of items offer to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import get_language

from kartotek.fields.queries import labels
from kartotek.lib.currencies import currency_names
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.leads import queries as leads
from kartotek.pipeline.projects import queries as projects
from kartotek.users import queries as users
from kartotek.users.viewer import Viewer

Pairs = list[tuple[int, str]]
Groups = list[tuple[str, Pairs]]

# Offered before the rest of the alphabet, after the company's own.
COMMON = ("EUR", "USD", "GBP", "TRY")


def currencies(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the currencies with their names, the company's own first."""
    own = users.company_of(viewer=viewer).currency
    names = dict(currency_names(get_language() or "en"))
    first = dict.fromkeys((own, *COMMON))
    return [
        (code, names.get(code, code)) for code in (*first, *(n for n in names if n not in first))
    ]


def stage_groups(viewer: Viewer) -> Groups:
    """Return the stages in order, under the names of their pipelines."""
    found = deals.stages(viewer=viewer)
    return _grouped((one.pipeline_name, one.id, one.name, one.pipeline_id) for one in found)


def phase_groups(viewer: Viewer) -> Groups:
    """Return the phases in order, under the names of their boards."""
    found = projects.phases(viewer=viewer)
    return _grouped((one.board_name, one.id, one.name, one.board_id) for one in found)


def sources(viewer: Viewer, *, beside: str = "") -> list[tuple[str, str]]:
    """Return the sources of leads in order, and one that a lead has though it is none of them."""
    names = [one.name for one in leads.sources(viewer=viewer)]
    return [(name, name) for name in dict.fromkeys([*names, *([beside] if beside else [])])]


def lead_labels(viewer: Viewer) -> Pairs:
    """Return the labels that leads can have."""
    return [(one.id, one.name) for one in labels("lead", viewer=viewer)]


def _grouped(rows: Iterable[tuple[str, int, str, int]]) -> Groups:
    return [
        (key[1], [(one[1], one[2]) for one in of_group])
        for key, of_group in groupby(rows, key=lambda one: (one[3], one[0]))
    ]
