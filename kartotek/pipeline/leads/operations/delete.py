"""Deleting a lead and bringing it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.operations.find import found
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


@transaction.atomic
def delete(*, lead_id: int, by: Viewer, at: datetime) -> Lead:
    """Delete a lead; it can be restored until it is purged. Twice is once.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        NotPermitted: `by` may not delete records, or may only change their own.
    """
    lead = found(lead_id, by=by)
    refuse_unless(by, Permission.DELETE)
    if not lead.is_deleted:
        lead.save(update_fields=lead.touch(at, deleted_at=at))
        record("lead.deleted", subject=lead, by=by, at=at, title=lead.title)
    return lead


@transaction.atomic
def restore(*, lead_id: int, by: Viewer, at: datetime) -> Lead:
    """Bring a deleted lead back as it was; twice is once.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
    """
    lead = found(lead_id, by=by)
    if lead.is_deleted:
        lead.save(update_fields=lead.touch(at, deleted_at=None))
        record("lead.restored", subject=lead, by=by, at=at, title=lead.title)
    return lead
