"""Changing what is written on a lead."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.history.meanwhile import refuse_changed
from kartotek.history.operations import changes, record
from kartotek.pipeline.deals.operations.values import lookups
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.operations.find import found_alive
from kartotek.pipeline.leads.operations.sources import known_source
from kartotek.pipeline.leads.operations.values import LeadEdit, checked, refuse_nobody
from kartotek.users.viewer import Viewer


@transaction.atomic
def edit(*, lead_id: int, by: Viewer, at: datetime, **new: Unpack[LeadEdit]) -> Lead:
    """Write new values on a lead; values it already has change nothing.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used, or nobody would be left on the lead.
    """
    lead = found_alive(lead_id, by=by)
    was = new.pop("was", {})
    kept = checked(new, by=by)
    refuse_changed(lead, was, kept)
    if "source_name" in kept:
        kept["source_name"] = known_source(kept["source_name"], by=by, at=at)
    changed = changes(lead, kept)
    if not changed:
        return lead
    refuse_nobody(
        kept.get("person_id", lead.person_id), kept.get("organization_id", lead.organization_id)
    )
    written = {name: kept[name] for name in changed}
    if "title" in written:
        written |= lookups(written["title"])
    lead.save(update_fields=lead.touch(at, **written))
    record("lead.edited", subject=lead, by=by, at=at, changes=changed)
    return lead
