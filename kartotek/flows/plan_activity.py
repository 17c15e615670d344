"""An activity with people who may not be here yet: they are added with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.activities.models import Activity
from kartotek.activities.operations import ActivityEdit, ActivityFields
from kartotek.flows import activity_changes
from kartotek.flows.contact_changes import add_person
from kartotek.users.viewer import Viewer


@transaction.atomic
def plan_activity(
    *,
    by: Viewer,
    at: datetime,
    person_name: str = "",
    new_people: Sequence[str] = (),
    **given: Unpack[ActivityFields],
) -> Activity:
    """Plan an activity; people who are only named are added first.

    Args:
        by: who plans it.
        at: when.
        person_name: of somebody new; not used where `person_id` is given.
        new_people: names of further new people, who follow those of `people_ids`.
        **given: as for `create_activity`.

    Raises:
        Invalid: a value cannot be used.
    """
    if person_name.strip() and given.get("person_id") is None:
        given["person_id"] = add_person(by=by, at=at, name=person_name).pk
    _bring(given, new_people, by=by, at=at)
    return activity_changes.create_activity(by=by, at=at, **given)


@transaction.atomic
def change_activity(
    *,
    activity_id: int,
    by: Viewer,
    at: datetime,
    new_people: Sequence[str] = (),
    **given: Unpack[ActivityEdit],
) -> Activity:
    """Change what is given of an activity; people who are only named are added first.

    Raises:
        NotFound: there is no such activity.
        WasDeleted: it was deleted.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used.
    """
    _bring(given, new_people, by=by, at=at)
    return activity_changes.edit_activity(activity_id=activity_id, by=by, at=at, **given)


def _bring(given: ActivityFields, names: Sequence[str], *, by: Viewer, at: datetime) -> None:
    """Add new people and put them behind those that are known."""
    added = [add_person(by=by, at=at, name=name).pk for name in dict.fromkeys(names)]
    if added:
        given["people_ids"] = [*given.get("people_ids", ()), *added]
