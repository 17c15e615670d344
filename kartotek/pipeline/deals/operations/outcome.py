"""Winning, losing and reopening a deal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kartotek.errors import Refused
from kartotek.history.operations import record
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.deals.operations.closing import refuse_other_reason
from kartotek.pipeline.deals.operations.find import found_alive, refuse_archived
from kartotek.pipeline.deals.rules import CloseFlaw, close_flaw
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
        Invalid: there is no such outcome, the reason is too long, or it is not one that the
            company offers and no other one may be typed.
    """
    if outcome not in Outcome.values:
        raise checks.invalid("outcome", _("A deal is won, lost or open."))
    reason = checks.checked_line(lost_reason, "lost_reason", 500) if outcome == Outcome.LOST else ""
    deal = found_alive(deal_id, by=by)
    if (deal.status, deal.lost_reason) == (outcome, reason):
        return deal
    refuse_archived(deal)
    if outcome == Outcome.LOST:
        refuse_other_reason(reason, by=by)
    closed_at = None if outcome == Outcome.OPEN else at
    deal.save(update_fields=deal.touch(at, status=outcome, closed_at=closed_at, lost_reason=reason))
    happened = "deal.lost-because" if reason else _HAPPENED[outcome]
    record(happened, subject=deal, by=by, at=at, reason=reason)
    return deal


class DealOpen(Refused):
    """The deal is open; it was not closed on any day."""


@transaction.atomic
def set_closed_on(*, deal_id: int, closed_on: date | None, by: Viewer, at: datetime) -> Deal:
    """Say on which day a deal was really won or lost, in the zone of the screen.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        DealOpen: it is neither won nor lost.
        Invalid: no day is given, or one before the deal was opened, or after today.
    """
    deal = found_alive(deal_id, by=by)
    if deal.closed_at is None:
        raise DealOpen(_("“%(deal)s” is open.") % {"deal": deal.title})
    if closed_on is None:
        raise checks.invalid("closed_on", _("Say on which day."))
    opened_on, old = timezone.localdate(deal.created_at), timezone.localdate(deal.closed_at)
    flaw = close_flaw(closed_on, opened_on=opened_on, today=timezone.localdate(at))
    if flaw is CloseFlaw.BEFORE_OPENING:
        raise checks.closed_before_opening("closed_on", opened_on)
    if flaw is CloseFlaw.IN_FUTURE:
        raise checks.invalid("closed_on", _("A deal cannot be closed on a day to come."))
    if closed_on != old:
        moment = datetime.combine(closed_on, timezone.localtime(deal.closed_at).timetz())
        # A deal opened and closed on one day is not closed before it was opened.
        deal.save(update_fields=deal.touch(at, closed_at=max(moment, deal.created_at)))
        changed = {"closed_on": [old.isoformat(), closed_on.isoformat()]}
        record("deal.edited", subject=deal, by=by, at=at, changes=changed)
    return deal
