"""Putting a deal into the archive and taking it out again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.operations.find import found_alive
from kartotek.users.viewer import Viewer


@transaction.atomic
def archive(*, deal_id: int, by: Viewer, at: datetime) -> Deal:
    """Take a deal off the board without closing it; twice is once.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
    """
    deal = found_alive(deal_id, by=by)
    if deal.archived_at is None:
        deal.save(update_fields=deal.touch(at, archived_at=at))
        record("deal.archived", subject=deal, by=by, at=at)
    return deal


@transaction.atomic
def unarchive(*, deal_id: int, by: Viewer, at: datetime) -> Deal:
    """Put an archived deal back where it was; twice is once.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
    """
    deal = found_alive(deal_id, by=by)
    if deal.archived_at is not None:
        deal.save(update_fields=deal.touch(at, archived_at=None))
        record("deal.unarchived", subject=deal, by=by, at=at)
    return deal
