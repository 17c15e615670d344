"""Choosing how often a contact is to hear from us."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kartotek.contacts.operations.follow_up import set_follow_up
from kartotek.errors import Invalid, NotFound
from kartotek.flows.activity_changes import create_activity, set_done
from kartotek.history.models import Entry
from kartotek.users.viewer import Viewer
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_frequency_counts_from_when_the_contact_was_added(zeynep: Any, by_elif: Viewer) -> None:
    set_follow_up(kind="person", record_id=zeynep.pk, days=30, by=by_elif, at=NOW)

    zeynep.refresh_from_db()
    assert zeynep.follow_up_on == date(2026, 12, 12)
    told = Entry.objects.get(kind="person.edited", subject_id=zeynep.pk)
    assert told.data["changes"] == {"follow_up_days": [None, 30]}


def test_a_word_with_the_contact_puts_the_next_one_off(zeynep: Any, by_elif: Viewer) -> None:
    set_follow_up(kind="person", record_id=zeynep.pk, days=10, by=by_elif, at=NOW)
    call = create_activity(by=by_elif, at=NOW, title="Call", person_id=zeynep.pk)
    later = NOW.replace(day=20)

    set_done(activity_id=call.pk, is_done=True, by=by_elif, at=later)

    zeynep.refresh_from_db()
    assert zeynep.follow_up_on == date(2026, 11, 30)


def test_a_frequency_is_taken_back(marmara: Any, by_elif: Viewer) -> None:
    for days in (30, None, None):
        set_follow_up(kind="organization", record_id=marmara.pk, days=days, by=by_elif, at=NOW)

    marmara.refresh_from_db()
    assert (marmara.follow_up_days, marmara.follow_up_on) == (None, None)


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_so_many_days_there_are_not(days: int, zeynep: Any, by_elif: Viewer) -> None:
    with pytest.raises(Invalid):
        set_follow_up(kind="person", record_id=zeynep.pk, days=days, by=by_elif, at=NOW)


def test_a_contact_of_another_company_is_not_found(zeynep: Any, by_outsider: Viewer) -> None:
    with pytest.raises(NotFound):
        set_follow_up(kind="person", record_id=zeynep.pk, days=7, by=by_outsider, at=NOW)
