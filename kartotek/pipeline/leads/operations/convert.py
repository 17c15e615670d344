"""A lead becomes a deal, and a deal becomes a lead again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import record
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.deals.operations.create import opened
from kartotek.pipeline.deals.operations.delete import mark_deleted
from kartotek.pipeline.deals.operations.find import found_alive as found_deal
from kartotek.pipeline.deals.operations.find import refuse_archived
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.operations.find import found_alive, refuse_converted
from kartotek.users.viewer import Viewer

# What a lead and a deal have in common, and so moves along.
SHARED_FIELDS = (
    "title", "amount", "currency", "person_id", "organization_id", "owner_id", "visibility",
    "expected_close_on",
)  # fmt: skip


@transaction.atomic
def become_deal(*, lead_id: int, by: Viewer, at: datetime, stage_id: int | None = None) -> Deal:
    """Open a deal from a lead, which leaves the inbox; without a stage it starts in the first.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        LeadConverted: it is a deal already.
        Invalid: there is no such stage.
    """
    lead = found_alive(lead_id, by=by)
    refuse_converted(lead)
    # The values were good for the lead: a contact deleted since does not stop it.
    values = {name: getattr(lead, name) for name in SHARED_FIELDS}
    deal = opened(values, stage_id=stage_id, by=by, at=at)
    lead.save(update_fields=lead.touch(at, deal=deal, archived_at=at))
    record("lead.converted", subject=lead, by=by, at=at, deal_id=deal.pk)
    record("deal.made-from-lead", subject=deal, by=by, at=at, lead_id=lead.pk)
    return deal


@transaction.atomic
def become_lead(*, deal_id: int, by: Viewer, at: datetime) -> Lead:
    """Turn an open deal into a lead: the one it came from, or a new one; the deal is deleted.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted, or became a lead already.
        DealClosed: it is won or lost.
        DealArchived: it is archived.
    """
    deal = found_deal(deal_id, by=by)
    refuse_archived(deal)
    if deal.status != Outcome.OPEN:
        text = _("“%(deal)s” is closed. Reopen it before it becomes a lead.")
        raise deals.DealClosed(text % {"deal": deal.title})
    values = {name: getattr(deal, name) for name in SHARED_FIELDS}
    lead = Lead.objects.filter(company_id=by.company_id, deal=deal).order_by("-pk").first()
    if lead is None:
        lead = Lead(company_id=by.company_id, created_at=at)
    lead.touch(at, deal=None, archived_at=None, deleted_at=None, **values)
    lead.save()
    record("deal.converted", subject=deal, by=by, at=at, lead_id=lead.pk)
    record("lead.made-from-deal", subject=lead, by=by, at=at, deal_id=deal.pk)
    mark_deleted(deal, by=by, at=at)
    return lead
