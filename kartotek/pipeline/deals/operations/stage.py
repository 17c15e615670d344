"""Moving a deal over its board."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Stale
from kartotek.history.operations import record
from kartotek.history.queries import Wanted, newest
from kartotek.pipeline.deals.models import Deal, Outcome, Stage
from kartotek.pipeline.deals.operations.find import DealClosed, found_alive, refuse_archived
from kartotek.users.viewer import Viewer


class DealMoved(Stale):
    """Somebody moved the deal first."""


@transaction.atomic
def move_to_stage(
    *, deal_id: int, stage_id: int, by: Viewer, at: datetime, was_id: int | None = None
) -> Deal:
    """Move a deal to another column, of any pipeline; moving it to its own does nothing.

    Args:
        deal_id: the deal.
        stage_id: where it goes.
        by: who moves it.
        at: when.
        was_id: the stage in which the mover saw it; None moves it from wherever it is.

    Raises:
        NotFound: there is no such deal or stage, or the deal is not theirs to see.
        DealMoved: somebody moved it first, to yet another stage.
        DealDeleted: the deal was deleted.
        DealClosed: the deal is won or lost.
        DealArchived: the deal is archived.
    """
    # First the stage, as deleting one does: it is there until the deal stands in it.
    stages = Stage.objects.filter(company_id=by.company_id)
    stage = stages.select_for_update(no_key=True).filter(pk=stage_id).first()
    deal = found_alive(deal_id, by=by)
    old = deal.stage
    if stage is None:
        raise NotFound(_("This stage is gone. Nothing was moved."))
    if deal.status != Outcome.OPEN:
        raise DealClosed(_("“%(deal)s” is closed and cannot move.") % {"deal": deal.title})
    refuse_archived(deal)
    if deal.stage_id == stage.pk:
        return deal
    if was_id not in (None, deal.stage_id):
        raise _moved_first(deal, by)
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


def _moved_first(deal: Deal, by: Viewer) -> DealMoved:
    """Return the refusal that says who moved a deal, and where to."""
    wanted = Wanted("deal", [deal.pk], ["deal.stage-changed"])
    lines = newest([wanted], viewer=by, limit=1)
    words = {"who": lines[0].who if lines else "", "deal": deal.title, "stage": deal.stage.name}
    if words["who"]:
        text = _("%(who)s moved “%(deal)s” to %(stage)s meanwhile. It stays there.")
    else:
        text = _("“%(deal)s” was moved to %(stage)s meanwhile. It stays there.")
    return DealMoved(text % words)
