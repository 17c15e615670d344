"""A call that was made is written down, and the counters of whom it was with follow."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.activities import operations
from kartotek.activities.models import Activity, BuiltIn
from kartotek.activities.operations import ActivityFields
from kartotek.flows.contact_changes import add_person
from kartotek.flows.counters import recount_about
from kartotek.flows.indexing import reindex
from kartotek.users.viewer import Viewer


@transaction.atomic
def log_call(
    *,
    by: Viewer,
    at: datetime,
    done_at: datetime,
    person_name: str = "",
    **given: Unpack[ActivityFields],
) -> Activity:
    """Write down a call that was made, and return it; a person who is only named is added.

    Args:
        by: who made it.
        at: when it is written down.
        done_at: when it was made.
        person_name: of somebody new; not used where `person_id` is given.
        **given: what it was about, and on which records.

    Raises:
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    if person_name.strip() and given.get("person_id") is None:
        given["person_id"] = add_person(by=by, at=at, name=person_name).pk
    given["type"] = BuiltIn.CALL.value
    call = operations.log_activity(by=by, at=at, done_at=done_at, **given)
    recount_about(call, person_ids=call.further.values_list("person_id", flat=True))
    reindex("activity", [call.pk], company_id=call.company_id, at=at)
    return call
