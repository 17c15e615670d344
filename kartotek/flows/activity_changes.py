"""An activity changes, and the counters of whoever it is about follow.

write -> count -> index its words
"""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.activities import operations
from kartotek.activities.models import Activity
from kartotek.activities.operations import ActivityEdit, ActivityFields
from kartotek.flows.counters import recount_about
from kartotek.flows.indexing import reindex
from kartotek.users.viewer import Viewer


@transaction.atomic
def create_activity(*, by: Viewer, at: datetime, **given: Unpack[ActivityFields]) -> Activity:
    """Plan an activity, on up to five records, and return it.

    Raises:
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    return _followed(operations.create_activity(by=by, at=at, **given), at=at)


@transaction.atomic
def edit_activity(
    *, activity_id: int, by: Viewer, at: datetime, **given: Unpack[ActivityEdit]
) -> Activity:
    """Change what is given of an activity.

    Raises:
        NotFound: there is no such activity.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    before = Activity.objects.filter(company_id=by.company_id, pk=activity_id).first()
    with_whom = _further(before) if before else []
    after = operations.edit_activity(activity_id=activity_id, by=by, at=at, **given)
    recount_about(before, after, person_ids=[*with_whom, *_further(after)])
    reindex("activity", [after.pk], company_id=after.company_id, at=at)
    return after


@transaction.atomic
def set_done(*, activity_id: int, is_done: bool, by: Viewer, at: datetime) -> Activity:
    """Mark an activity done, or open again.

    Raises:
        NotFound: there is no such activity.
    """
    return _counted(operations.set_done(activity_id=activity_id, is_done=is_done, by=by, at=at))


@transaction.atomic
def delete_activity(*, activity_id: int, by: Viewer, at: datetime) -> Activity:
    """Delete an activity; it can be restored.

    Raises:
        NotFound: there is no such activity.
    """
    return _followed(operations.delete_activity(activity_id=activity_id, by=by, at=at), at=at)


@transaction.atomic
def restore_activity(*, activity_id: int, by: Viewer, at: datetime) -> Activity:
    """Bring a deleted activity back.

    Raises:
        NotFound: there is no such activity.
    """
    return _followed(operations.restore_activity(activity_id=activity_id, by=by, at=at), at=at)


def _counted(activity: Activity) -> Activity:
    recount_about(activity, person_ids=_further(activity))
    return activity


def _further(activity: Activity) -> list[int]:
    """Return the ids of the further people an activity is with."""
    return list(activity.further.values_list("person_id", flat=True))


def _followed(activity: Activity, *, at: datetime) -> Activity:
    reindex("activity", [activity.pk], company_id=activity.company_id, at=at)
    return _counted(activity)
