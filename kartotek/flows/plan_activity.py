"""An activity with somebody who may not be here yet: the person is added with it."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.activities.models import Activity
from kartotek.activities.operations import ActivityFields
from kartotek.flows.activity_changes import create_activity
from kartotek.flows.contact_changes import add_person
from kartotek.users.viewer import Viewer


@transaction.atomic
def plan_activity(
    *, by: Viewer, at: datetime, person_name: str = "", **given: Unpack[ActivityFields]
) -> Activity:
    """Plan an activity; a person who is only named is added first.

    Args:
        by: who plans it.
        at: when.
        person_name: of somebody new; not used where `person_id` is given.
        **given: as for `create_activity`.

    Raises:
        Invalid: a value cannot be used.
    """
    if person_name.strip() and given.get("person_id") is None:
        given["person_id"] = add_person(by=by, at=at, name=person_name).pk
    return create_activity(by=by, at=at, **given)
