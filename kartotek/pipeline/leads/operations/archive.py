"""Putting a lead into the archive and taking it out again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.operations.find import found_alive, refuse_converted
from kartotek.users.viewer import Viewer


@transaction.atomic
def archive(*, lead_id: int, by: Viewer, at: datetime) -> Lead:
    """Take a lead out of the inbox; twice is once.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
    """
    lead = found_alive(lead_id, by=by)
    if lead.archived_at is None:
        lead.save(update_fields=lead.touch(at, archived_at=at))
        record("lead.archived", subject=lead, by=by, at=at)
    return lead


@transaction.atomic
def unarchive(*, lead_id: int, by: Viewer, at: datetime) -> Lead:
    """Put an archived lead back into the inbox; twice is once.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        LeadConverted: it is a deal by now.
    """
    lead = found_alive(lead_id, by=by)
    refuse_converted(lead)
    if lead.archived_at is not None:
        lead.save(update_fields=lead.touch(at, archived_at=None))
        record("lead.unarchived", subject=lead, by=by, at=at)
    return lead
