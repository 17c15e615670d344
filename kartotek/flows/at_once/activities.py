"""An activity and whether it is done."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.activities.models import Activity
from kartotek.activities.operations import ActivityEdit, ActivityFields
from kartotek.flows import activity_changes
from kartotek.users.viewer import Viewer


@transaction.atomic
def open_activity(
    *, by: Viewer, at: datetime, is_done: bool = False, **values: Unpack[ActivityFields]
) -> Activity:
    """Plan an activity, or write down one that is done already.

    Raises:
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    activity = activity_changes.create_activity(by=by, at=at, **values)
    return _turned(activity, is_done, by=by, at=at)


@transaction.atomic
def set_activity(
    *,
    activity_id: int,
    by: Viewer,
    at: datetime,
    is_done: bool | None = None,
    **values: Unpack[ActivityEdit],
) -> Activity:
    """Write new values on an activity, and mark it done or open where that is said.

    Raises:
        NotFound: there is no such activity, or it is not theirs to see.
        WasDeleted: it was deleted.
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    activity = activity_changes.edit_activity(activity_id=activity_id, by=by, at=at, **values)
    return _turned(activity, is_done, by=by, at=at)


def _turned(activity: Activity, is_done: bool | None, *, by: Viewer, at: datetime) -> Activity:  # noqa: FBT001
    if is_done is None:
        return activity
    return activity_changes.set_done(activity_id=activity.pk, is_done=is_done, by=by, at=at)
