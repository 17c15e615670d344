"""A deal with its stage, outcome, labels and archive.

It comes back before it changes, and goes only when all else is written: a request may take a
deal out of the archive and win it, or change it and put it into the archive.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.fields.operations import set_labels
from kartotek.flows import add_item, item_changes
from kartotek.linking.rules import ItemKind
from kartotek.pipeline import checks
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal, Outcome, Stage
from kartotek.pipeline.deals.queries import deal_record
from kartotek.pipeline.deals.queries.listing import first_stage
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class DealTurn:
    """What becomes of a deal beside its values; None leaves it as it is.

    A stage decides the pipeline; a pipeline alone means its first stage. `is_restored` brings a
    deleted deal back.
    """

    stage_id: int | None = None
    pipeline_id: int | None = None
    outcome: str | None = None
    lost_reason: str | None = None
    label_ids: Collection[int] | None = None
    is_archived: bool | None = None
    is_restored: bool = False


@transaction.atomic
def open_deal(
    *, by: Viewer, at: datetime, turn: DealTurn, **values: Unpack[deals.DealValues]
) -> Deal:
    """Open a deal where it is to stand.

    Raises:
        Invalid: a value cannot be used, or nobody is named.
    """
    stage = _stage(turn, by=by)
    deal = add_item.add_deal(by=by, at=at, stage_id=stage.pk if stage else None, **values)
    return _turned(deal, turn, by=by, at=at)


@transaction.atomic
def set_deal(
    *, deal_id: int, by: Viewer, at: datetime, turn: DealTurn, **values: Unpack[deals.DealValues]
) -> Deal:
    """Write new values on a deal and take it where it is to stand.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted, and is not restored by this.
        DealClosed: it is closed, and cannot move.
        DealArchived: it is archived, and is not taken back by this.
        Invalid: a value cannot be used, or nobody would be left on the deal.
    """
    before = deal_record(deal_id, viewer=by, with_deleted=True)
    if turn.is_restored:
        item_changes.restore_item(kind=ItemKind.DEAL, item_id=deal_id, by=by, at=at)
    if turn.is_archived is False:
        item_changes.set_deal_archived(deal_id=deal_id, is_archived=False, by=by, at=at)
    if turn.outcome == Outcome.OPEN:
        item_changes.set_outcome(deal_id=deal_id, outcome=Outcome.OPEN, by=by, at=at)
    deal = item_changes.edit_deal(deal_id=deal_id, by=by, at=at, **values)
    stage = _stage(turn, by=by, now_in=before.stage)
    if stage is not None and stage.pk != deal.stage_id:
        deal = deals.move_to_stage(deal_id=deal_id, stage_id=stage.pk, by=by, at=at)
    return _turned(deal, turn, by=by, at=at)


def _turned(deal: Deal, turn: DealTurn, *, by: Viewer, at: datetime) -> Deal:
    """Close the deal, label it and archive it as far as the turn says so."""
    outcome = turn.outcome or deal.status
    reason = deal.lost_reason if turn.lost_reason is None else turn.lost_reason
    if outcome != deal.status or reason != deal.lost_reason:
        deal = item_changes.set_outcome(
            deal_id=deal.pk, outcome=outcome, lost_reason=reason, by=by, at=at
        )
    if turn.label_ids is not None:
        set_labels(label_ids=turn.label_ids, subject=deal, by=by, at=at)
    if turn.is_archived:
        deal = item_changes.set_deal_archived(deal_id=deal.pk, is_archived=True, by=by, at=at)
    return deal


def _stage(turn: DealTurn, *, by: Viewer, now_in: Stage | None = None) -> Stage | None:
    """Return the stage the deal is to stand in, or None where the turn names none."""
    if turn.stage_id is not None:
        stage = Stage.objects.filter(company_id=by.company_id, pk=turn.stage_id).first()
        if stage is None:
            raise checks.invalid("stage_id", _("This stage is gone."))
        return stage
    if turn.pipeline_id is None or (now_in and now_in.pipeline_id == turn.pipeline_id):
        return None
    stage = first_stage(turn.pipeline_id, viewer=by)
    if stage is None:
        raise checks.invalid("pipeline_id", _("This pipeline is gone, or has no stages."))
    return stage
