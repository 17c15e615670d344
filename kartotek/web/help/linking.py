"""How linking works, in words: its tables are read from the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kartotek.linking.rules import LINK_TABLE, REASONS, SUGGESTION_TABLE, Code, Target, Tier
from kartotek.linking.rules.words import N_
from kartotek.web.render import page
from kartotek.web.viewer import KartotekRequest

SCREEN = "help/linking.html"

# What becomes of a conversation, as people say it.
OUTCOMES = {
    Target.NONE: N_("stays without item"),
    Target.ONLY: N_("is linked to that item"),
    Target.NAMED: N_("is linked to the item that was named"),
    Target.KEPT: N_("keeps its item"),
}

# Events and notes: they explain a conversation, though no row of the table decides them.
BESIDE = (
    Code.CONTACT_CREATED_LATER,
    Code.BCC_ITEM_MISSING,
    Code.CONVERTED,
    Code.MERGED,
    Code.BLOCKED,
    Code.ORG_VIA_PERSON,
    Code.NO_ORG,
)

# What stands in a ground where a real one names somebody.
EXAMPLES = {
    "person": N_("Zeynep Karaca"),
    "words": N_("lobby lighting"),
    "when": N_("2 days ago"),
}


@dataclass(frozen=True)
class Case:
    """A row of the table: why, and what becomes of the conversation; `waits` in "To link"."""

    code: str
    reason: str
    outcome: str
    waits: bool


@require_GET
def linking(request: KartotekRequest) -> HttpResponse:
    """Show how conversations come to their items, how to link by hand, and answers."""
    context = {
        "cases": [_case(Code(row.code), OUTCOMES[row.outcome]) for row in LINK_TABLE],
        "beside": [_case(code, "") for code in BESIDE],
        "grounds": grounds(),
    }
    return page(request, SCREEN, context)


def grounds() -> list[str]:
    """Return the grounds of suggestions in their order, with examples for names and times."""
    examples = {name: _(text) for name, text in EXAMPLES.items()}
    rows = (row for row in SUGGESTION_TABLE if row.outcome is not Tier.NONE)
    return [_(row.sentence) % examples for row in rows]


def _case(code: Code, outcome: str) -> Case:
    reason = REASONS[code]
    return Case(str(code), _(reason.sentence), _(outcome) if outcome else "", reason.awaits_choice)
