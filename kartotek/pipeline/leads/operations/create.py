"""Opening a lead."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.history.operations import initial, record
from kartotek.pipeline.deals.operations.values import lookups
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.operations.sources import known_source, usual_source
from kartotek.pipeline.leads.operations.values import LeadValues, checked, refuse_nobody
from kartotek.users.models import Company
from kartotek.users.queries import default_visibility
from kartotek.users.viewer import Viewer


@transaction.atomic
def create(*, by: Viewer, at: datetime, **values: Unpack[LeadValues]) -> Lead:
    """Open a lead; it is the viewer's own, in the company's currency, unless told otherwise.

    Raises:
        Invalid: a value cannot be used, or nobody is named.
    """
    values.setdefault("title", "")
    kept = checked(values, by=by)
    refuse_nobody(kept.get("person_id"), kept.get("organization_id"))
    kept.setdefault("owner_id", by.user_id)
    if "visibility" not in kept:
        kept["visibility"] = default_visibility(viewer=by)
    if "currency" not in kept:
        kept["currency"] = Company.objects.get(pk=by.company_id).currency
    kept["source_name"] = known_source(kept.get("source_name", ""), by=by, at=at) or usual_source(
        company_id=by.company_id
    )
    lead = Lead.objects.create(
        company_id=by.company_id, created_at=at, updated_at=at, **lookups(kept["title"]), **kept
    )
    record("lead.created", subject=lead, by=by, at=at, title=lead.title, values=initial(kept))
    return lead
