"""Acts on many activities at once: each that may be changed is, and the counters follow once.

those that are seen and theirs to change -> written one by one -> counted together
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.activities import operations
from kartotek.activities.models import Activity
from kartotek.activities.operations.when import seen_by
from kartotek.activities.queries.scopes import visible
from kartotek.errors import NotFound
from kartotek.flows.counters import recount_about
from kartotek.flows.indexing import reindex
from kartotek.users.permissions import Permission
from kartotek.users.viewer import Viewer

SALT = "activities.planned"


class Planned(NamedTuple):
    """When an activity is, as it is kept: a day and a time in a zone."""

    due_on: date | None
    due_time: time | None
    time_zone: str


@transaction.atomic
def set_all_done(*, ids: Collection[int], is_done: bool, by: Viewer, at: datetime) -> list[int]:
    """Mark activities done, or open again; return the ids of those that were not so before."""
    return _each(
        [one.pk for one in _theirs(ids, by=by) if (one.done_at is not None) != is_done],
        lambda pk: operations.set_done(activity_id=pk, is_done=is_done, by=by, at=at),
    )


@transaction.atomic
def move_all(*, days: Mapping[int, date | None], by: Viewer, at: datetime) -> dict[int, Planned]:
    """Give activities other days, their times stay; return when those that moved were before.

    Args:
        days: the new day of each, by its id, in the zone of who postpones.
        by: who postpones.
        at: now.

    Raises:
        Invalid: a day cannot be used.
    """
    moved = [one for one in _theirs(days, by=by) if seen_by(one, by=by)[0] != days[one.pk]]
    _each(
        [one.pk for one in moved],
        lambda pk: operations.edit_activity(activity_id=pk, by=by, at=at, due_on=days[pk]),
    )
    return {one.pk: Planned(one.due_on, one.due_time, one.time_zone) for one in moved}


@transaction.atomic
def put_back(*, planned: Mapping[int, Planned], by: Viewer, at: datetime) -> list[int]:
    """Let activities be when they were before `move_all`; return the ids of those that are.

    Raises:
        Invalid: a day cannot be used.
    """
    return _each(
        [one.pk for one in _theirs(planned, by=by)],
        lambda pk: operations.edit_activity(
            activity_id=pk,
            by=by,
            at=at,
            due_on=planned[pk].due_on,
            due_time=planned[pk].due_time,
            time_zone=planned[pk].time_zone,
        ),
    )


@transaction.atomic
def delete_all(*, ids: Collection[int], by: Viewer, at: datetime) -> list[int]:
    """Delete activities and return the ids of those that were not deleted before."""
    deleted = _each(
        [one.pk for one in _theirs(ids, by=by)],
        lambda pk: operations.delete_activity(activity_id=pk, by=by, at=at),
    )
    reindex("activity", deleted, company_id=by.company_id, at=at)
    return deleted


@transaction.atomic
def restore_all(*, ids: Collection[int], by: Viewer, at: datetime) -> list[int]:
    """Bring deleted activities back, and return the ids of those that were deleted."""
    restored = _each(
        [one.pk for one in _theirs(ids, by=by, deleted=True)],
        lambda pk: operations.restore_activity(activity_id=pk, by=by, at=at),
    )
    reindex("activity", restored, company_id=by.company_id, at=at)
    return restored


def signed(planned: Mapping[int, Planned]) -> str:
    """Return when activities are as a text that an address can carry, and nobody can change."""
    said = {
        pk: (
            one.due_on.isoformat() if one.due_on else "",
            one.due_time.isoformat() if one.due_time else "",
            one.time_zone,
        )
        for pk, one in planned.items()
    }
    return signing.dumps(said, salt=SALT, compress=True)


def planned_in(text: str) -> dict[int, Planned]:
    """Return what `signed` wrote.

    Raises:
        NotFound: it did not write it.
    """
    try:
        said = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise NotFound(_("There is nothing here.")) from error
    return {
        int(pk): Planned(
            date.fromisoformat(day) if day else None,
            time.fromisoformat(clock) if clock else None,
            zone,
        )
        for pk, (day, clock, zone) in said.items()
    }


def _theirs(ids: Collection[int], *, by: Viewer, deleted: bool = False) -> list[Activity]:
    """Return the activities that are seen and may be changed; the others are left as they are."""
    known = visible(Activity.objects.filter(deleted_at__isnull=not deleted), by)
    if not by.may(Permission.EDIT_OTHERS):
        known = known.filter(owner_id=by.own_id)
    return list(known.filter(pk__in=ids).order_by("pk"))


def _each(ids: list[int], act: Callable[[int], Activity]) -> list[int]:
    changed = [act(pk) for pk in ids]
    further = [pk for one in changed for pk in one.further.values_list("person_id", flat=True)]
    recount_about(*changed, person_ids=further)
    return ids
