"""A lead with its labels and archive."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.fields.operations import set_labels
from kartotek.flows import add_item, item_changes
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class LeadTurn:
    """What becomes of a lead beside its values; None leaves it as it is."""

    label_ids: Collection[int] | None = None
    is_archived: bool | None = None


@transaction.atomic
def open_lead(
    *, by: Viewer, at: datetime, turn: LeadTurn, **values: Unpack[leads.LeadValues]
) -> Lead:
    """Open a lead with labels.

    Raises:
        Invalid: a value cannot be used, or nobody is named.
    """
    return _turned(add_item.add_lead(by=by, at=at, **values), turn, by=by, at=at)


@transaction.atomic
def set_lead(
    *, lead_id: int, by: Viewer, at: datetime, turn: LeadTurn, **values: Unpack[leads.LeadValues]
) -> Lead:
    """Write new values on a lead, take it out of the archive first or into it last.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        LeadConverted: it is a deal by now, and stays in the archive.
        Invalid: a value cannot be used, or nobody would be left on the lead.
    """
    if turn.is_archived is False:
        item_changes.set_lead_archived(lead_id=lead_id, is_archived=False, by=by, at=at)
    lead = item_changes.edit_lead(lead_id=lead_id, by=by, at=at, **values)
    return _turned(lead, turn, by=by, at=at)


def _turned(lead: Lead, turn: LeadTurn, *, by: Viewer, at: datetime) -> Lead:
    if turn.label_ids is not None:
        set_labels(label_ids=turn.label_ids, subject=lead, by=by, at=at)
    if not turn.is_archived:
        return lead
    return item_changes.set_lead_archived(lead_id=lead.pk, is_archived=True, by=by, at=at)
