"""Activities as programs read them: everything kept, in the asked order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.activities.models import Activity, ActivityPerson
from kartotek.activities.queries.scopes import visible, with_people
from kartotek.errors import NotFound
from kartotek.history.queries import Opening, openings
from kartotek.users.listing import ANY, ORDERS, START, Slice, Wanted, narrowed
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer

SORTS: Final = {**ORDERS, "due_date": "sorted_at"}
"""What a list of activities can be sorted by."""


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """An activity with all that is kept; `people_ids` begin with the primary person."""

    record: Activity
    people_ids: tuple[int, ...]
    opening: Opening | None


@dataclass(frozen=True)
class ActivitiesWanted:
    """Which activities, beside what is asked of any record; what is empty does not narrow."""

    deal_id: int | None = None
    lead_id: int | None = None
    person_id: int | None = None
    organization_id: int | None = None
    is_done: bool | None = None


EVERY_ACTIVITY = ActivitiesWanted()


def activity_entries(
    *,
    viewer: Viewer,
    to: Wanted = ANY,
    which: ActivitiesWanted = EVERY_ACTIVITY,
    part: Slice = START,
) -> Page[ActivityEntry]:
    """Return a part of the living activities the viewer sees.

    Raises:
        CursorLost: where it starts cannot be read, or was made for another order.
    """
    found = visible(narrowed(Activity.objects.alive(), to), viewer)
    for name in ("deal_id", "lead_id", "organization_id"):
        if getattr(which, name) is not None:
            found = found.filter(**{name: getattr(which, name)})
    if which.person_id is not None:
        further = ActivityPerson.objects.filter(
            company_id=viewer.company_id, activity_id=OuterRef("pk"), person_id=which.person_id
        )
        found = found.filter(Q(person_id=which.person_id) | Q(Exists(further)))
    if which.is_done is not None:
        found = found.filter(done_at__isnull=not which.is_done)
    order = Order(SORTS.get(part.sort, "id"), part.is_descending)
    page = page_of(with_people(found), order=order, after=part.after, limit=part.limit)
    return Page(_entries(page.rows, viewer), page.next)


def activity_entry(activity_id: int, *, viewer: Viewer) -> ActivityEntry:
    """Return an activity the viewer sees, deleted or not.

    Raises:
        NotFound: there is no such activity, or it is not theirs to see.
    """
    found = _entries(_one(visible(Activity.objects.all(), viewer), activity_id), viewer)
    if not found:
        raise NotFound(_("This activity is gone."))
    return found[0]


def written_activity(activity: Activity, *, viewer: Viewer) -> ActivityEntry:
    """Return an activity the viewer has just written, even where it is not theirs to see now."""
    again = Activity.objects.filter(company_id=viewer.company_id)
    return _entries(_one(again, activity.pk), viewer)[0]


def _one(query: QuerySet[Activity], activity_id: int) -> QuerySet[Activity]:
    return with_people(query).filter(pk=activity_id)


def _entries(activities: Iterable[Activity], viewer: Viewer) -> list[ActivityEntry]:
    found = list(activities)
    opened = openings("activity", [one.pk for one in found], company_id=viewer.company_id)
    return [ActivityEntry(one, _people_ids(one), opened.get(one.pk)) for one in found]


def _people_ids(activity: Activity) -> tuple[int, ...]:
    further = (one.person_id for one in activity.further.all())
    return tuple(dict.fromkeys([*filter(None, [activity.person_id]), *further]))
