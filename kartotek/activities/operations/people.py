"""The people an activity is with: the primary one, and further ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kartotek.activities.models import Activity, ActivityPerson


def split_people(kept: dict[str, Any]) -> list[int] | None:
    """Take `people_ids` out of what was said, put the primary person in, and return the others.

    None where nothing was said of people.
    """
    if "people_ids" not in kept:
        return None
    people: Sequence[int] = kept.pop("people_ids")
    kept["person_id"] = people[0] if people else None
    return list(people[1:])


def people_ids_of(activity: Activity) -> list[int]:
    """Return the ids of all the people an activity is with, the primary one first."""
    further = activity.further.order_by("pk").values_list("person_id", flat=True)
    return list(dict.fromkeys([*filter(None, [activity.person_id]), *further]))


def keep_further(activity: Activity, further: Sequence[int] | None) -> bool:
    """Let an activity be with exactly these further people, and return whether that is new.

    Args:
        activity: a saved one.
        further: ids, checked by the caller; None changes nothing.
    """
    if further is None:
        return False
    before = list(activity.further.order_by("pk").values_list("person_id", flat=True))
    if before == list(further):
        return False
    activity.further.all().delete()
    ActivityPerson.objects.bulk_create(
        ActivityPerson(company_id=activity.company_id, activity=activity, person_id=one)
        for one in further
    )
    return True
