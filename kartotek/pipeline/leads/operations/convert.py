"""A lead becomes a deal, and a deal becomes a lead again.

Either way what was there before comes back where it can: the lead a deal was made from, the deal
a lead was before with its participants; else a new one is opened.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import record
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal, Outcome, Stage
from kartotek.pipeline.deals.operations.create import opened, stage_of
from kartotek.pipeline.deals.operations.delete import mark_deleted
from kartotek.pipeline.deals.operations.find import found_alive as found_deal
from kartotek.pipeline.deals.operations.find import refuse_archived
from kartotek.pipeline.deals.operations.values import checked, lookups
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.operations.find import found_alive, refuse_converted
from kartotek.pipeline.leads.operations.sources import known_source
from kartotek.users.viewer import Viewer

# What a lead and a deal have in common, and so moves along.
SHARED_FIELDS = (
    "title", "amount", "currency", "person_id", "organization_id", "owner_id", "visibility",
    "expected_close_on",
)  # fmt: skip


class Conversion(TypedDict, total=False):
    """What is asked of whoever makes a lead into a deal; what is left out is as on the lead.

    Without a stage the deal starts in the first one.
    """

    stage_id: int | None
    amount: Decimal | None
    currency: str
    expected_close_on: date | None


@transaction.atomic
def become_deal(*, lead_id: int, by: Viewer, at: datetime, **asked: Unpack[Conversion]) -> Deal:
    """Open a deal from a lead, which leaves the inbox; a lead that was a deal is that deal again.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        LeadConverted: it is a deal already.
        Invalid: there is no such stage, or a value cannot be used.
    """
    stage_id = asked.pop("stage_id", None)
    lead = found_alive(lead_id, by=by)
    refuse_converted(lead)
    # The values were good for the lead: a contact deleted since does not stop it.
    values = {name: getattr(lead, name) for name in SHARED_FIELDS}
    values |= checked(cast("deals.DealValues", asked), by=by)
    # The stage before its deal, as whoever deletes a stage takes them.
    stage = stage_of(stage_id, by=by)
    before = _deal_before(lead)
    if before is None:
        deal = opened(values, stage_id=stage.pk, by=by, at=at)
    else:
        deal = _revived(before, values, stage, at)
    lead.save(update_fields=lead.touch(at, deal=deal, source_deal=None, archived_at=at))
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
        source = known_source(_("Deal"), by=by, at=at)
        lead = Lead(company_id=by.company_id, created_at=at, source_name=source)
    values |= lookups(deal.title)
    lead.touch(at, deal=None, source_deal=deal, archived_at=None, deleted_at=None, **values)
    lead.save()
    record("deal.converted", subject=deal, by=by, at=at, lead_id=lead.pk)
    record("lead.made-from-deal", subject=lead, by=by, at=at, deal_id=deal.pk)
    mark_deleted(deal, by=by, at=at)
    return lead


def _deal_before(lead: Lead) -> Deal | None:
    """Return the deal a lead was before, locked, unless somebody restored it meanwhile."""
    if lead.source_deal_id is None:
        return None
    before = Deal.objects.select_for_update(of=("self",)).filter(
        company_id=lead.company_id, pk=lead.source_deal_id, deleted_at__isnull=False
    )
    return before.first()


def _revived(deal: Deal, values: dict[str, Any], stage: Stage, at: datetime) -> Deal:
    """Bring back the deal a lead was before, as the lead says it is now."""
    new = {
        **values,
        **lookups(values["title"]),
        "stage": stage,
        "stage_since": at,
        "deleted_at": None,
    }
    deal.save(update_fields=deal.touch(at, **new))
    return deal
