"""Acts on many activities at once: each that may be changed is, and the counters follow once.

those that are seen and theirs to change -> written one by one -> counted together
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.activities import operations
from kartotek.activities.models import Activity
from kartotek.activities.queries.scopes import visible
from kartotek.errors import NotFound
from kartotek.flows.counters import recount_about
from kartotek.flows.indexing import reindex
from kartotek.users.permissions import Permission
from kartotek.users.viewer import Viewer

SALT = "activities.days"


@transaction.atomic
def set_all_done(*, ids: Collection[int], is_done: bool, by: Viewer, at: datetime) -> list[int]:
    """Mark activities done, or open again; return the ids of those that were not so before."""
    return _each(
        [one.pk for one in _theirs(ids, by=by) if (one.done_at is not None) != is_done],
        lambda pk: operations.set_done(activity_id=pk, is_done=is_done, by=by, at=at),
    )


@transaction.atomic
def move_all(
    *, days: Mapping[int, date | None], by: Viewer, at: datetime
) -> dict[int, date | None]:
    """Give activities other days, their times stay; return the days those that moved had before.

    Args:
        days: the new day of each, by its id.
        by: who postpones.
        at: now.

    Raises:
        Invalid: a day cannot be used.
    """
    moved = [one for one in _theirs(days, by=by) if one.due_on != days[one.pk]]
    _each(
        [one.pk for one in moved],
        lambda pk: operations.edit_activity(activity_id=pk, by=by, at=at, due_on=days[pk]),
    )
    return {one.pk: one.due_on for one in moved}


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


def signed(days: Mapping[int, date | None]) -> str:
    """Return days by activity as a text that an address can carry, and nobody can change."""
    said = {pk: day.isoformat() if day else "" for pk, day in days.items()}
    return signing.dumps(said, salt=SALT, compress=True)


def days_in(text: str) -> dict[int, date | None]:
    """Return the days that `signed` wrote.

    Raises:
        NotFound: it did not write them.
    """
    try:
        said = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise NotFound(_("There is nothing here.")) from error
    return {int(pk): date.fromisoformat(day) if day else None for pk, day in said.items()}


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
