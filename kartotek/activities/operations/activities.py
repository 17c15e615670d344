"""Planning activities, doing them, and changing one's mind."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.activities.models import Activity, ActivityType
from kartotek.activities.operations.values import ActivityFields, checked
from kartotek.activities.queries.scopes import visible
from kartotek.errors import NotFound, WasDeleted
from kartotek.history.operations import changes, initial, record
from kartotek.users.permissions import Permission, refuse_unless, refuse_unless_editable
from kartotek.users.viewer import Viewer


@transaction.atomic
def create_activity(*, by: Viewer, at: datetime, **given: Unpack[ActivityFields]) -> Activity:
    """Plan an activity, on up to five records, and return it.

    Args:
        by: who plans it; its owner unless `owner_id` is given.
        at: when.
        **given: what is to do, when, and on which records.

    Raises:
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    kept = {"owner_id": by.user_id, "type": ActivityType.TASK} | checked(given, by=by)
    kept["title"] = kept.get("title") or str(ActivityType(kept["type"]).label)
    activity = Activity.objects.create(
        company_id=by.company_id, created_at=at, updated_at=at, **kept
    )
    record(
        "activity.created",
        subject=activity,
        by=by,
        at=at,
        title=activity.title,
        values=initial(kept),
    )
    return activity


@transaction.atomic
def log_activity(
    *, by: Viewer, at: datetime, done_at: datetime, **given: Unpack[ActivityFields]
) -> Activity:
    """Write down an activity that is done already, such as a call, and return it.

    Args:
        by: who did it.
        at: when it is written down.
        done_at: when it was done; not later than `at`.
        **given: what was done, and on which records.

    Raises:
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    activity = create_activity(by=by, at=at, **given)
    activity.save(update_fields=activity.touch(at, done_at=min(done_at, at)))
    record("activity.done", subject=activity, by=by, at=at, title=activity.title)
    return activity


@transaction.atomic
def edit_activity(
    *, activity_id: int, by: Viewer, at: datetime, **given: Unpack[ActivityFields]
) -> Activity:
    """Change what is given of an activity; an empty title leaves the one it has.

    Raises:
        NotFound: there is no such activity.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    activity = _to_change(activity_id, by=by)
    kept = checked(given, by=by)
    if not kept.get("title", ""):
        kept.pop("title", None)
    differs = changes(activity, kept)
    if differs:
        activity.save(update_fields=activity.touch(at, **{name: kept[name] for name in differs}))
        record("activity.edited", subject=activity, by=by, at=at, changes=differs)
    return activity


@transaction.atomic
def set_done(*, activity_id: int, is_done: bool, by: Viewer, at: datetime) -> Activity:
    """Mark an activity done, or open again; saying what is already so does nothing.

    Raises:
        NotFound: there is no such activity.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    activity = _to_change(activity_id, by=by)
    if (activity.done_at is not None) == is_done:
        return activity
    activity.save(update_fields=activity.touch(at, done_at=at if is_done else None))
    kind = "activity.done" if is_done else "activity.reopened"
    record(kind, subject=activity, by=by, at=at, title=activity.title)
    return activity


@transaction.atomic
def delete_activity(*, activity_id: int, by: Viewer, at: datetime) -> Activity:
    """Delete an activity; it can be restored. Twice is once.

    Raises:
        NotFound: there is no such activity.
        NotPermitted: `by` may not delete, not even their own.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    activity = _to_change(activity_id, by=by, with_deleted=True)
    refuse_unless(by, Permission.DELETE)
    if not activity.is_deleted:
        activity.save(update_fields=activity.touch(at, deleted_at=at))
        record("activity.deleted", subject=activity, by=by, at=at, title=activity.title)
    return activity


@transaction.atomic
def restore_activity(*, activity_id: int, by: Viewer, at: datetime) -> Activity:
    """Bring a deleted activity back; twice is once.

    Raises:
        NotFound: there is no such activity.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    activity = _to_change(activity_id, by=by, with_deleted=True)
    if activity.is_deleted:
        activity.save(update_fields=activity.touch(at, deleted_at=None))
        record("activity.restored", subject=activity, by=by, at=at, title=activity.title)
    return activity


def _to_change(activity_id: int, *, by: Viewer, with_deleted: bool = False) -> Activity:
    seen = visible(Activity.objects.all(), by).select_for_update(of=("self",))
    found = seen.filter(pk=activity_id).first()
    if found is None:
        raise NotFound(_("This activity is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This activity was deleted."), "activity", activity_id)
    refuse_unless_editable(by, found.owner_id)
    return found
