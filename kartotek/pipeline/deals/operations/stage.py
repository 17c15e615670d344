"""Moving a deal over its board."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.history.operations import record
from kartotek.pipeline.deals.models import Deal, Outcome, Stage
from kartotek.pipeline.deals.operations.find import DealClosed, found_alive, refuse_archived
from kartotek.users.viewer import Viewer


@transaction.atomic
def move_to_stage(*, deal_id: int, stage_id: int, by: Viewer, at: datetime) -> Deal:
    """Move a deal to another column, of any pipeline; moving it to its own does nothing.

    Raises:
        NotFound: there is no such deal or stage, or the deal is not theirs to see.
        DealDeleted: the deal was deleted.
        DealClosed: the deal is won or lost.
        DealArchived: the deal is archived.
    """
    deal = found_alive(deal_id, by=by)
    stage = Stage.objects.filter(company_id=by.company_id, pk=stage_id).first()
    if stage is None:
        raise NotFound(_("This stage is gone. Nothing was moved."))
    if deal.status != Outcome.OPEN:
        raise DealClosed(_("“%(deal)s” is closed and cannot move.") % {"deal": deal.title})
    refuse_archived(deal)
    if deal.stage_id == stage.pk:
        return deal
    old = deal.stage
    deal.save(update_fields=deal.touch(at, stage=stage, stage_since=at))
    record(
        "deal.stage-changed",
        subject=deal,
        by=by,
        at=at,
        stage=stage.name,
        stage_id=stage.pk,
        old_stage=old.name,
        old_stage_id=old.pk,
    )
    return deal
