"""Winning, losing and reopening a deal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import record
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.deals.operations.find import found_alive, refuse_archived
from kartotek.users.viewer import Viewer

_HAPPENED: Mapping[str, str] = {
    Outcome.WON: "deal.won",
    Outcome.LOST: "deal.lost",
    Outcome.OPEN: "deal.reopened",
}


@transaction.atomic
def set_outcome(
    *, deal_id: int, outcome: str, by: Viewer, at: datetime, lost_reason: str = ""
) -> Deal:
    """Close a deal as won or lost, or reopen it; the outcome it has already changes nothing.

    Args:
        deal_id: the deal.
        outcome: `won`, `lost` or `open`.
        by: who says so.
        at: when.
        lost_reason: why it was lost; counts only with `lost`.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        DealArchived: it is archived.
        Invalid: there is no such outcome, or the reason is too long.
    """
    if outcome not in Outcome.values:
        raise checks.invalid("outcome", _("A deal is won, lost or open."))
    reason = checks.checked_line(lost_reason, "lost_reason", 500) if outcome == Outcome.LOST else ""
    deal = found_alive(deal_id, by=by)
    if (deal.status, deal.lost_reason) == (outcome, reason):
        return deal
    refuse_archived(deal)
    closed_at = None if outcome == Outcome.OPEN else at
    deal.save(update_fields=deal.touch(at, status=outcome, closed_at=closed_at, lost_reason=reason))
    happened = "deal.lost-because" if reason else _HAPPENED[outcome]
    record(happened, subject=deal, by=by, at=at, reason=reason)
    return deal
