"""A merge is undone: as it was, but for what somebody changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kartotek.contacts.models import Merge, Person, PersonAddress
from kartotek.contacts.operations import edit_person
from kartotek.contacts.queries import survivor_of
from kartotek.errors import NotFound
from kartotek.fields.models import Label
from kartotek.fields.operations import create_label, put_on
from kartotek.flows.merge_contacts import MergeStays, Undone, merge, undo_merge
from kartotek.pipeline.deals import operations as deals
from kartotek.users.permissions import OwnedByAnother, Permission
from kartotek.users.visibility import Visibility
from tests.conftest import NOW

LATER = NOW + timedelta(days=2)


@pytest.fixture
def merged(zeynep: Any, daniel: Any, lobby_deal: Any, by_elif: Any) -> Merge:
    """Zeynep, who became part of Daniel."""
    return merge(kind="person", survivor_id=daniel.pk, loser_id=zeynep.pk, by=by_elif, at=NOW)


def _undo(merged: Merge, by: Any, at: Any = LATER) -> Undone:
    return undo_merge(merge_id=merged.pk, by=by, at=at)


def test_both_are_there_again(merged: Merge, zeynep: Any, lobby_deal: Any, by_elif: Any) -> None:
    undone = _undo(merged, by_elif)

    zeynep.refresh_from_db()
    lobby_deal.refresh_from_db()
    assert undone.left_count == 0
    assert zeynep.deleted_at is None
    assert lobby_deal.person_id == zeynep.pk
    assert survivor_of("person", zeynep.pk, company_id=by_elif.company_id) is None


def test_what_was_changed_since_stays_and_is_named(
    merged: Merge, zeynep: Any, tomas: Any, lobby_deal: Any, by_elif: Any
) -> None:
    deals.edit(deal_id=lobby_deal.pk, by=by_elif, at=LATER, person_id=tomas.pk)

    undone = _undo(merged, by_elif)

    lobby_deal.refresh_from_db()
    assert lobby_deal.person_id == tomas.pk
    assert [(one.model, one.ids) for one in undone.left] == [("deals.Deal", (lobby_deal.pk,))]


def test_a_filled_value_that_was_edited_since_stays(
    merged: Merge, daniel: Any, by_elif: Any
) -> None:
    daniel.refresh_from_db()
    assert daniel.job_title == "Procurement manager"
    edit_person(person_id=daniel.pk, by=by_elif, at=LATER, job_title="Head of procurement")

    undone = _undo(merged, by_elif)

    daniel.refresh_from_db()
    assert daniel.job_title == "Head of procurement"
    assert [one.model for one in undone.left] == ["contacts.Person"]


def test_what_was_added_since_stays_with_the_survivor(
    merged: Merge, daniel: Any, stages: Any, by_elif: Any
) -> None:
    added = deals.create(by=by_elif, at=LATER, title="New", person_id=daniel.pk)

    _undo(merged, by_elif)

    added.refresh_from_db()
    assert added.person_id == daniel.pk


def test_an_address_that_was_removed_since_stays_away(
    merged: Merge, zeynep: Any, daniel: Any, by_elif: Any
) -> None:
    edit_person(person_id=daniel.pk, by=by_elif, at=LATER, addresses=[])

    undone = _undo(merged, by_elif)

    assert not PersonAddress.objects.filter(person=zeynep).exists()
    assert "contacts.PersonAddress" in {one.model for one in undone.left}


def test_a_label_that_is_gone_for_good_does_not_come_back(
    zeynep: Any, daniel: Any, by_elif: Any
) -> None:
    hot = create_label(on="person", name="Hot", by=by_elif, at=NOW)
    for one in (zeynep, daniel):
        put_on(label_id=hot.pk, subject=one, by=by_elif, at=NOW)
    made = merge(kind="person", survivor_id=daniel.pk, loser_id=zeynep.pk, by=by_elif, at=NOW)
    Label.objects.filter(pk=hot.pk).delete()

    undone = _undo(made, by_elif)

    assert [one.model for one in undone.left] == ["fields.LabelUse"]


def test_undoing_twice_is_refused(merged: Merge, by_elif: Any) -> None:
    _undo(merged, by_elif)

    with pytest.raises(MergeStays):
        _undo(merged, by_elif)


@pytest.mark.parametrize(("days", "is_possible"), [(29, True), (30, False)])
def test_it_can_be_undone_for_thirty_days(
    merged: Merge, by_elif: Any, *, days: int, is_possible: bool
) -> None:
    at = NOW + timedelta(days=days)

    if is_possible:
        assert _undo(merged, by_elif, at).loser_ids == (merged.loser_id,)
    else:
        with pytest.raises(MergeStays):
            _undo(merged, by_elif, at)


def test_a_later_merge_of_the_survivor_is_undone_first(
    merged: Merge, daniel: Any, tomas: Any, by_elif: Any
) -> None:
    merge(kind="person", survivor_id=tomas.pk, loser_id=daniel.pk, by=by_elif, at=LATER)

    with pytest.raises(MergeStays, match="Daniel Okafor"):
        _undo(merged, by_elif)


def test_one_that_is_not_seen_is_not_brought_back(
    merged: Merge, daniel: Any, by_elif: Any, by_robin: Any
) -> None:
    Person.objects.filter(pk=daniel.pk).update(visibility=Visibility.OWNER)

    with pytest.raises(NotFound):
        _undo(merged, by_robin)


def test_another_company_has_no_such_merge(merged: Merge, by_outsider: Any) -> None:
    with pytest.raises(NotFound):
        _undo(merged, by_outsider)


def test_who_changes_only_their_own_undoes_no_merge_of_others(
    merged: Merge, zeynep: Any, by_mert: Any
) -> None:
    with pytest.raises(OwnedByAnother):
        _undo(merged, replace(by_mert, permissions=frozenset({Permission.MERGE})))

    assert Person.objects.get(pk=zeynep.pk).is_deleted
