"""Changing what is written on a deal."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.history.meanwhile import refuse_changed
from kartotek.history.operations import changes, record
from kartotek.pipeline.deals.models import Deal, DealParticipant, Outcome
from kartotek.pipeline.deals.operations.closing import refuse_other_reason
from kartotek.pipeline.deals.operations.find import found_alive
from kartotek.pipeline.deals.operations.values import (
    DealEdit,
    checked,
    lookups,
    refuse_close_before_opening,
    refuse_nobody,
)
from kartotek.users.viewer import Viewer


@transaction.atomic
def edit(*, deal_id: int, by: Viewer, at: datetime, **new: Unpack[DealEdit]) -> Deal:
    """Write new values on a deal; values it already has change nothing.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used, nobody would be left on the deal, or it would close
            before it was opened.
    """
    deal = found_alive(deal_id, by=by)
    was = new.pop("was", {})
    kept = checked(new, by=by)
    refuse_changed(deal, was, kept)
    changed = changes(deal, kept)
    if not changed:
        return deal
    refuse_nobody(
        kept.get("person_id", deal.person_id), kept.get("organization_id", deal.organization_id)
    )
    if "lost_reason" in changed and deal.status == Outcome.LOST:
        refuse_other_reason(kept["lost_reason"], by=by)
    if "expected_close_on" in changed:
        refuse_close_before_opening(kept["expected_close_on"], deal.created_at)
    written = {name: kept[name] for name in changed}
    if "title" in written:
        written |= lookups(written["title"])
    deal.save(update_fields=deal.touch(at, **written))
    if deal.person_id is not None and "person_id" in changed:
        # The primary person is not a further person beside it.
        DealParticipant.objects.filter(
            company_id=deal.company_id, deal=deal, person_id=deal.person_id
        ).delete()
    record("deal.edited", subject=deal, by=by, at=at, changes=changed)
    return deal
