"""Planning activities, doing them, and changing one's mind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.activities.models import Activity, BuiltIn
from kartotek.activities.operations.people import keep_further, people_ids_of, split_people
from kartotek.activities.operations.values import ActivityEdit, ActivityFields, checked
from kartotek.activities.operations.when import placed, seen_by
from kartotek.activities.queries.scopes import visible
from kartotek.activities.queries.types import look_of, looks
from kartotek.errors import NotFound, WasDeleted
from kartotek.history.meanwhile import Was, mark, refuse_changed
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
    kept = {"owner_id": by.user_id, "type": BuiltIn.TASK.value} | checked(given, by=by)
    further = split_people(kept)
    if not kept.get("title"):
        kept["title"] = look_of(looks(by.company_id), kept["type"]).name
    activity = Activity.objects.create(
        company_id=by.company_id, created_at=at, updated_at=at, **(kept | placed(kept, by=by))
    )
    keep_further(activity, further)
    said = initial(kept, leaving_out=("is_busy",))
    record("activity.created", subject=activity, by=by, at=at, title=activity.title, values=said)
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
    *, activity_id: int, by: Viewer, at: datetime, **given: Unpack[ActivityEdit]
) -> Activity:
    """Change what is given of an activity; an empty title leaves the one it has.

    Raises:
        NotFound: there is no such activity.
        WasDeleted: it was deleted.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used, or a record is not theirs to see.
    """
    activity = _to_change(activity_id, by=by)
    was: Was = given.pop("was", {})
    # What stays as it is need not be possible any more: a type that is gone, a record deleted.
    new = {
        name: value
        for name, value in given.items()
        if was.get(name) != mark(value) and _differs(activity, name, value)
    }
    kept = checked(new, by=by)
    _refuse_changed(activity, {name: was[name] for name in kept if name in was}, kept, by=by)
    if not kept.get("title", ""):
        kept.pop("title", None)
    further = split_people(kept)
    differs = changes(activity, kept) | changes(activity, placed(kept, by=by, before=activity))
    is_moved = keep_further(activity, further)
    if differs or is_moved:
        new = kept | placed(kept, by=by, before=activity)
        activity.save(update_fields=activity.touch(at, **{name: new[name] for name in differs}))
        said = {name: pair for name, pair in differs.items() if name != "sorted_at"}
        record("activity.edited", subject=activity, by=by, at=at, changes=said)
    return activity


@transaction.atomic
def set_done(*, activity_id: int, is_done: bool, by: Viewer, at: datetime) -> Activity:
    """Mark an activity done, or open again; saying what is already so does nothing.

    Raises:
        NotFound: there is no such activity.
        WasDeleted: it was deleted.
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


def _differs(activity: Activity, name: str, value: Any) -> bool:
    """Return whether a value says something else; a time is compared once its zone is known."""
    if name in {"due_on", "due_time", "time_zone"}:
        return True
    if name == "people_ids":
        return list(value) != people_ids_of(activity)
    return bool(getattr(activity, name) != value)


def _refuse_changed(activity: Activity, was: Was, new: Mapping[str, Any], *, by: Viewer) -> None:
    """Let an edit pass whose fields are as the editor saw them.

    Raises:
        ChangedMeanwhile: somebody changed one of the fields meanwhile.
    """
    here = dict(zip(("due_on", "due_time"), seen_by(activity, by=by), strict=True))
    current = {name: here.get(name, getattr(activity, name)) for name in was}
    refuse_changed(activity, was, new, current=current)
