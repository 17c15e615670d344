"""A lead becomes a deal, or a deal a lead, and everything that hung on it moves along.

write -> notes, files and activities -> custom fields, labels, followers -> conversations
-> counters -> index both
"""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.activities.operations import move_to
from kartotek.fields.operations import carry_labels, carry_over
from kartotek.flows.counters import recount_about, recount_items
from kartotek.flows.indexing import reindex
from kartotek.history.follow.operations import carry_followers
from kartotek.linking.operations import convert_item
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.users.viewer import Viewer


@transaction.atomic
def lead_to_deal(
    *, lead_id: int, by: Viewer, at: datetime, **asked: Unpack[leads.Conversion]
) -> Deal:
    """Turn a lead into a deal; doing it twice at once makes one deal.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        LeadConverted: it is a deal already.
        Invalid: there is no such stage, or a value cannot be used.
    """
    deal = leads.become_deal(lead_id=lead_id, by=by, at=at, **asked)
    _follow(ItemRef(ItemKind.LEAD, lead_id), deal, by=by, at=at)
    recount_about(deal)
    recount_items("lead", [lead_id], company_id=by.company_id)
    return deal


@transaction.atomic
def deal_to_lead(*, deal_id: int, by: Viewer, at: datetime) -> Lead:
    """Turn an open deal into a lead; doing it twice at once makes one lead.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted, or became a lead already.
        DealClosed: it is won or lost.
        DealArchived: it is archived.
    """
    lead = leads.become_lead(deal_id=deal_id, by=by, at=at)
    _follow(ItemRef(ItemKind.DEAL, deal_id), lead, by=by, at=at)
    recount_about(lead)
    recount_items("deal", [deal_id], company_id=by.company_id)
    return lead


def _follow(old: ItemRef, became: Deal | Lead, *, by: Viewer, at: datetime) -> None:
    new = ItemRef(ItemKind(became.subject_type), became.pk)
    pair = {"old": (old.kind, old.id), "new": (new.kind, new.id)}
    move_to(**pair, company_id=by.company_id)
    carry_over(**pair, company_id=by.company_id)
    carry_labels(old=(old.kind, old.id), subject=became, by=by, at=at)
    carry_followers(**pair, company_id=by.company_id)
    convert_item(old=old, new=new, by=by, at=at)
    for item in (old, new):
        reindex(item.kind, [item.id], company_id=by.company_id, at=at)
