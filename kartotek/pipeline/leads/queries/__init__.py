"""Everything others read of leads."""

from kartotek.pipeline.leads.queries.contacts import (
    counts_by_organization,
    counts_by_person,
    items_of_organization,
    items_of_person,
)
from kartotek.pipeline.leads.queries.linkable import (
    linkable_by_ids,
    linkable_of_organizations,
    linkable_of_persons,
    recently_touched,
)
from kartotek.pipeline.leads.queries.lists import (
    LEAD_ORDERS,
    STATES,
    URGENCY,
    Narrowing,
    count_leads,
    leads,
)
from kartotek.pipeline.leads.queries.page import LeadPage, lead, lead_names, lead_record
from kartotek.pipeline.leads.queries.rows import LeadRow
from kartotek.pipeline.leads.queries.sources import SourceRow, sources, sources_counted

__all__ = [
    "LEAD_ORDERS",
    "STATES",
    "URGENCY",
    "LeadPage",
    "LeadRow",
    "Narrowing",
    "SourceRow",
    "count_leads",
    "counts_by_organization",
    "counts_by_person",
    "items_of_organization",
    "items_of_person",
    "lead",
    "lead_names",
    "lead_record",
    "leads",
    "linkable_by_ids",
    "linkable_of_organizations",
    "linkable_of_persons",
    "recently_touched",
    "sources",
    "sources_counted",
]
