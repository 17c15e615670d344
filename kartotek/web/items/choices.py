"""What the forms of items offer to choose from."""

from __future__ import annotations

from django.utils.translation import get_language

from kartotek.lib.currencies import currency_names
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.projects import queries as projects
from kartotek.users import queries as users
from kartotek.users.viewer import Viewer

Pairs = list[tuple[int, str]]

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


def stages(viewer: Viewer) -> Pairs:
    """Return the stages in order, each with its pipeline's name when there are several."""
    found = deals.stages(viewer=viewer)
    is_one = len({stage.pipeline_id for stage in found}) == 1
    return [(one.id, one.name if is_one else f"{one.pipeline_name}: {one.name}") for one in found]


def phases(viewer: Viewer) -> Pairs:
    """Return the phases in order, each with its board's name when there are several."""
    found = projects.phases(viewer=viewer)
    is_one = len({phase.board_id for phase in found}) == 1
    return [(one.id, one.name if is_one else f"{one.board_name}: {one.name}") for one in found]
