"""The types of activities of a company."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.activities import operations, queries
from kartotek.activities.models import Activity, ActivityType
from kartotek.errors import Invalid, NotFound
from kartotek.users.permissions import NotPermitted


def _names(viewer: Any) -> list[str]:
    return [one.name for one in queries.types(viewer=viewer)]


def _id(name: str) -> int:
    return ActivityType.objects.get(name=name).pk


def test_a_company_begins_with_six_types(by_deniz: Any) -> None:
    assert _names(by_deniz) == ["Call", "Meeting", "Task", "Deadline", "Email", "Lunch"]


def test_a_type_of_ones_own_is_planned_by_its_key(by_deniz: Any, by_elif: Any, now: Any) -> None:
    made = operations.create_type(name="Site visit", icon="truck", by=by_deniz, at=now)

    planned = operations.create_activity(type="site_visit", by=by_elif, at=now)

    row = queries.activity(planned.pk, viewer=by_elif)
    assert (made.key, row.title, row.icon) == ("site_visit", "Site visit", "truck")


def test_a_renamed_type_keeps_its_key(by_deniz: Any, by_elif: Any, now: Any) -> None:
    planned = operations.create_activity(type="call", by=by_elif, at=now)

    operations.edit_type(type_id=_id("Call"), name="Phone call", by=by_deniz, at=now)

    row = queries.activity(planned.pk, viewer=by_elif)
    assert (row.type, row.type_text) == ("call", "Phone call")


def test_a_type_that_was_laid_aside_stays_on_what_has_it(
    by_deniz: Any, by_elif: Any, now: Any
) -> None:
    planned = operations.create_activity(type="lunch", by=by_elif, at=now)
    operations.set_type_active(type_id=_id("Lunch"), is_active=False, by=by_deniz, at=now)

    with pytest.raises(Invalid) as refusal:
        operations.create_activity(type="lunch", by=by_elif, at=now)
    operations.edit_activity(
        activity_id=planned.pk, type="lunch", title="Lunch at Pera", by=by_elif, at=now
    )

    assert "type" in refusal.value.fields
    assert Activity.objects.get().title == "Lunch at Pera"
    assert queries.activity(planned.pk, viewer=by_elif).type_text == "Lunch"


def test_the_last_type_stays(by_deniz: Any, now: Any) -> None:
    *others, last = queries.types(viewer=by_deniz)
    for one in others:
        operations.set_type_active(type_id=one.id, is_active=False, by=by_deniz, at=now)

    with pytest.raises(operations.LastType):
        operations.set_type_active(type_id=last.id, is_active=False, by=by_deniz, at=now)


def test_types_are_put_in_order(by_deniz: Any, now: Any) -> None:
    operations.move_type(type_id=_id("Lunch"), before_id=_id("Meeting"), by=by_deniz, at=now)
    operations.move_type(type_id=_id("Call"), before_id=None, by=by_deniz, at=now)

    assert _names(by_deniz) == ["Lunch", "Meeting", "Task", "Deadline", "Email", "Call"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "CALL"}, "name"),
        ({"name": "Visit", "icon": "dragon"}, "icon"),
    ],
)
def test_a_type_that_cannot_be_is_refused(
    by_deniz: Any, now: Any, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.create_type(by=by_deniz, at=now, **given)

    assert field in refusal.value.fields


def test_two_names_that_fold_alike_get_two_keys(by_deniz: Any, now: Any) -> None:
    first = operations.create_type(name="Keşif!", by=by_deniz, at=now)
    second = operations.create_type(name="Keşif?", by=by_deniz, at=now)

    assert (first.key, second.key) == ("kesif", "kesif_2")


def test_only_an_admin_changes_types(by_elif: Any, now: Any) -> None:
    with pytest.raises(NotPermitted):
        operations.create_type(name="Visit", by=by_elif, at=now)


def test_another_companys_types_are_not_there(by_outsider: Any, by_deniz: Any, now: Any) -> None:
    with pytest.raises((NotFound, NotPermitted)):
        operations.edit_type(type_id=_id("Call"), name="Mine", by=by_outsider, at=now)
