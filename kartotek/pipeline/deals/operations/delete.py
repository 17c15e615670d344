"""Deleting a deal and bringing it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.operations.find import found
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


@transaction.atomic
def delete(*, deal_id: int, by: Viewer, at: datetime) -> Deal:
    """Delete a deal; it can be restored until it is purged. Twice is once.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        NotPermitted: `by` may not delete records, or may only change their own.
    """
    deal = found(deal_id, by=by)
    refuse_unless(by, Permission.DELETE)
    return mark_deleted(deal, by=by, at=at)


def mark_deleted(deal: Deal, *, by: Viewer, at: datetime) -> Deal:
    """Delete a locked deal that `by` may change, also when it goes because a lead takes its place.

    Twice is once.
    """
    if not deal.is_deleted:
        deal.save(update_fields=deal.touch(at, deleted_at=at))
        record("deal.deleted", subject=deal, by=by, at=at, title=deal.title)
    return deal


@transaction.atomic
def restore(*, deal_id: int, by: Viewer, at: datetime) -> Deal:
    """Bring a deleted deal back as it was; twice is once.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
    """
    deal = found(deal_id, by=by)
    if deal.is_deleted:
        deal.save(update_fields=deal.touch(at, deleted_at=None))
        record("deal.restored", subject=deal, by=by, at=at, title=deal.title)
    return deal
