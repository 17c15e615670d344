"""The groups and permission sets of a company change, and its history tells it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.flows import group_changes
from kartotek.history.models import Entry
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def _told(kind: str) -> dict[str, Any]:
    data: dict[str, Any] = Entry.objects.get(kind=kind).data
    return data


def test_a_group_is_told_from_its_first_to_its_last_day(by_deniz: Viewer, now: datetime) -> None:
    top = group_changes.add_group(name="Field", parent_id=None, by=by_deniz, at=now)
    west = group_changes.add_group(name="West", parent_id=None, by=by_deniz, at=now)
    for _twice in range(2):
        group_changes.change_group(
            group_id=west.pk, name="East", parent_id=top.pk, by=by_deniz, at=now
        )
    group_changes.delete_group(group_id=west.pk, heir_id=None, by=by_deniz, at=now)

    assert Entry.objects.filter(kind="group.created").count() == 2
    assert _told("group.edited")["changes"] == {"name": ["West", "East"], "parent": ["", "Field"]}
    assert _told("group.deleted") == {"name": "East"}


def test_a_set_is_told_with_what_it_allows_now_and_no_longer(
    by_deniz: Viewer, now: datetime
) -> None:
    made = group_changes.add_set(name="Readers", permissions=["export"], by=by_deniz, at=now)
    group_changes.change_set(
        set_id=made.pk, name="Helpers", permissions=["delete"], by=by_deniz, at=now
    )
    group_changes.delete_set(set_id=made.pk, heir="", by=by_deniz, at=now)

    assert _told("permission-set.created")["allowed"] == ["export"]
    assert _told("permission-set.edited") == {
        "name": "Helpers",
        "was": "Readers",
        "allowed": ["delete"],
        "forbidden": ["export"],
    }
    assert _told("permission-set.deleted") == {"name": "Helpers"}


def test_the_first_change_of_what_regular_users_may_do_is_told_against_how_it_came(
    by_deniz: Viewer, now: datetime
) -> None:
    group_changes.change_set(
        set_id=None, name="", permissions=["delete", "manage-fields"], by=by_deniz, at=now
    )

    told = _told("permission-set.edited")
    assert told["allowed"] == ["manage-fields"]
    assert "export" in told["forbidden"]
