"""Two records become one, and are refused to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kartotek.activities.operations import create_activity
from kartotek.activities.operations.people import people_ids_of
from kartotek.contacts.models import LikelyPair, Merge, Person
from kartotek.contacts.operations import AddressIn, create_person, edit_person
from kartotek.contacts.operations.pairs import find_pairs, keep_apart
from kartotek.contacts.queries import merged_into, survivor_of
from kartotek.errors import Invalid, NotFound, Refused, WasDeleted
from kartotek.flows import contact_changes
from kartotek.flows.merge_contacts import MergedAlready, merge, merge_all, undo_merge
from kartotek.history.models import Entry
from kartotek.users.permissions import NotPermitted
from kartotek.users.visibility import Visibility
from tests.conftest import NOW


@pytest.fixture
def zeynep_again(by_elif: Any) -> Any:
    """Zeynep, typed a second time by her first name."""
    return create_person(
        by=by_elif,
        at=NOW,
        name="Zeynep",
        notes="Met at the fair",
        addresses=[AddressIn("zkaraca@posta.example"), AddressIn("Z.Karaca@marmaraotel.example")],
    )


def _merge(survivor: Any, loser: Any, by: Any) -> Merge:
    return merge(
        kind=survivor.subject_type, survivor_id=survivor.pk, loser_id=loser.pk, by=by, at=NOW
    )


def test_the_survivor_wins_and_blanks_are_filled(
    zeynep: Any, zeynep_again: Any, by_elif: Any
) -> None:
    _merge(zeynep, zeynep_again, by_elif)

    zeynep.refresh_from_db()
    assert (zeynep.name, zeynep.job_title, zeynep.notes) == (
        "Zeynep Karaca",
        "Procurement manager",
        "Met at the fair",
    )


def test_addresses_are_united_with_one_primary(
    zeynep: Any, zeynep_again: Any, by_elif: Any
) -> None:
    _merge(zeynep, zeynep_again, by_elif)

    rows = zeynep.addresses.order_by("-is_primary", "address")
    assert list(rows.values_list("address", "is_primary")) == [
        ("z.karaca@marmaraotel.example", True),
        ("zkaraca@posta.example", False),
    ]


def test_deals_follow(zeynep: Any, zeynep_again: Any, lobby_deal: Any, by_elif: Any) -> None:
    _merge(zeynep_again, zeynep, by_elif)

    lobby_deal.refresh_from_db()
    zeynep_again.refresh_from_db()
    assert lobby_deal.person_id == zeynep_again.pk
    assert zeynep_again.open_deal_count == 1


def test_people_follow_their_organization(
    zeynep: Any, marmara: Any, brightwell: Any, by_elif: Any
) -> None:
    _merge(brightwell, marmara, by_elif)

    zeynep.refresh_from_db()
    assert zeynep.organization_id == brightwell.pk


def test_both_histories_tell_it(zeynep: Any, zeynep_again: Any, by_elif: Any) -> None:
    _merge(zeynep, zeynep_again, by_elif)

    told = Entry.objects.filter(kind__startswith="person.merged").order_by("pk")
    assert [(one.kind, one.subject_id, one.data["name"]) for one in told] == [
        ("person.merged", zeynep.pk, "Zeynep"),
        ("person.merged-away", zeynep_again.pk, "Zeynep Karaca"),
    ]


def test_the_loser_leads_to_the_survivor_through_every_merge(
    zeynep: Any, zeynep_again: Any, daniel: Any, by_elif: Any
) -> None:
    _merge(zeynep, zeynep_again, by_elif)
    _merge(daniel, zeynep, by_elif)

    assert survivor_of("person", zeynep_again.pk, company_id=by_elif.company_id) == daniel.pk
    assert merged_into("person", daniel.pk, company_id=by_elif.company_id) == {
        zeynep.pk: "Zeynep Karaca",
        zeynep_again.pk: "Zeynep",
    }


def test_who_sees_the_survivor_stays_as_it_was(
    zeynep: Any, zeynep_again: Any, by_elif: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)

    _merge(zeynep, zeynep_again, by_elif)

    zeynep.refresh_from_db()
    assert zeynep.visibility == Visibility.OWNER


def test_whom_somebody_kept_apart_stays_apart(zeynep: Any, zeynep_again: Any, by_elif: Any) -> None:
    other = create_person(
        by=by_elif, at=NOW, name="Zeynep", addresses=[AddressIn("zkaraca@posta.example")]
    )
    find_pairs("person", company_id=by_elif.company_id, at=NOW)
    pair = LikelyPair.objects.get(first_id=zeynep_again.pk, second_id=other.pk)
    keep_apart(pair_id=pair.pk, by=by_elif, at=NOW)

    _merge(zeynep, zeynep_again, by_elif)

    pairs = LikelyPair.objects.filter(first_id=zeynep.pk, second_id=other.pk)
    assert pairs.get().kept_apart_at is not None


def test_a_record_is_not_merged_with_itself(zeynep: Any, by_elif: Any) -> None:
    with pytest.raises(Invalid):
        _merge(zeynep, zeynep, by_elif)


def test_one_alone_is_nothing_to_merge(zeynep: Any, by_elif: Any) -> None:
    with pytest.raises(Invalid):
        merge_all(kind="person", survivor_id=zeynep.pk, loser_ids=[zeynep.pk], by=by_elif, at=NOW)


def test_merging_twice_is_refused(zeynep: Any, zeynep_again: Any, by_elif: Any) -> None:
    _merge(zeynep, zeynep_again, by_elif)

    with pytest.raises(MergedAlready):
        _merge(zeynep, zeynep_again, by_elif)


def test_a_deleted_one_is_not_merged(zeynep: Any, daniel: Any, by_elif: Any) -> None:
    contact_changes.delete_person(person_id=daniel.pk, by=by_elif, at=NOW)

    with pytest.raises(WasDeleted):
        _merge(zeynep, daniel, by_elif)


def test_one_that_is_not_seen_is_not_there(
    zeynep: Any, daniel: Any, by_elif: Any, by_robin: Any
) -> None:
    edit_person(person_id=daniel.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)

    with pytest.raises(NotFound):
        _merge(zeynep, daniel, by_robin)


def test_who_may_not_merge_is_told(zeynep: Any, daniel: Any, by_mert: Any) -> None:
    with pytest.raises(NotPermitted):
        _merge(zeynep, daniel, replace(by_mert, permissions=frozenset()))


def test_nobody_of_another_company_merges(zeynep: Any, daniel: Any, by_outsider: Any) -> None:
    with pytest.raises(NotFound):
        _merge(zeynep, daniel, by_outsider)


def test_when_one_of_many_cannot_be_merged_none_is(
    zeynep: Any, zeynep_again: Any, daniel: Any, by_elif: Any
) -> None:
    contact_changes.delete_person(person_id=daniel.pk, by=by_elif, at=NOW)

    with pytest.raises(Refused):
        merge_all(
            kind="person",
            survivor_id=zeynep.pk,
            loser_ids=[zeynep_again.pk, daniel.pk],
            by=by_elif,
            at=NOW,
        )
    assert Person.objects.alive().filter(pk=zeynep_again.pk).exists()
    assert not Merge.objects.exists()


@pytest.mark.parametrize("loses", ["primary", "further"])
def test_whom_a_meeting_is_with_stands_there_once(
    zeynep: Any, zeynep_again: Any, daniel: Any, by_elif: Any, loses: str
) -> None:
    both = [zeynep, zeynep_again] if loses == "further" else [zeynep_again, zeynep]
    people = [*(one.pk for one in both), daniel.pk]
    meeting = create_activity(by=by_elif, at=NOW, title="Meet", people_ids=people)

    merged = _merge(zeynep, zeynep_again, by_elif)

    meeting.refresh_from_db()
    further = meeting.further.order_by("pk").values_list("person_id", flat=True)
    assert (meeting.person_id, list(further)) == (zeynep.pk, [daniel.pk])
    undo_merge(merge_id=merged.pk, by=by_elif, at=NOW)
    meeting.refresh_from_db()
    assert people_ids_of(meeting) == people
