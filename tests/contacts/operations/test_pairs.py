"""Likely pairs: found, kept in line, and decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kartotek.contacts.models import LikelyPair, MatchKey, Person
from kartotek.contacts.operations import AddressIn, PhoneIn, create_organization, create_person
from kartotek.contacts.operations.duplicate_rules import set_rule
from kartotek.contacts.operations.keys import keep_all_keys
from kartotek.contacts.operations.pairs import ask_again, find_pairs, keep_apart, refresh_pairs
from kartotek.contacts.queries import count_pairs, duplicate_count, pairs
from kartotek.contacts.rules.duplicates import STANDARD, TABLES
from kartotek.errors import Invalid, NotFound
from kartotek.flows import contact_changes
from kartotek.users.permissions import NotPermitted
from kartotek.users.visibility import Visibility
from tests.conftest import NOW


@pytest.fixture
def again(zeynep: Any, by_elif: Any) -> Any:
    """Zeynep, typed a second time."""
    return create_person(
        by=by_elif, at=NOW, name="Zeynep", addresses=[AddressIn("Z.Karaca@marmaraotel.example")]
    )


def _found(by: Any, on: str = "person") -> list[tuple[int, int, str, bool]]:
    find_pairs(on, company_id=by.company_id, at=NOW)
    rows = LikelyPair.objects.filter(on=on).order_by("first_id", "second_id")
    return list(rows.values_list("first_id", "second_id", "code", "is_certain"))


def test_a_search_finds_what_a_save_finds(zeynep: Any, again: Any, by_elif: Any) -> None:
    refresh_pairs("person", [again.pk], company_id=by_elif.company_id, at=NOW)
    saved = list(LikelyPair.objects.values_list("first_id", "second_id", "code", "is_certain"))

    assert saved == [(zeynep.pk, again.pk, "address", True)]
    assert _found(by_elif) == saved


def test_searching_twice_finds_nothing_new(again: Any, by_elif: Any) -> None:
    assert find_pairs("person", company_id=by_elif.company_id, at=NOW).new == 1
    assert find_pairs("person", company_id=by_elif.company_id, at=NOW).new == 0


def test_a_search_leaves_what_others_found_while_it_read(
    zeynep: Any, daniel: Any, by_elif: Any
) -> None:
    kept = LikelyPair.objects.create(
        company_id=by_elif.company_id,
        on="person",
        first_id=zeynep.pk,
        second_id=daniel.pk,
        code="name",
        found_at=NOW + timedelta(minutes=1),
    )

    find_pairs("person", company_id=by_elif.company_id, at=NOW)

    assert LikelyPair.objects.filter(pk=kept.pk).exists()


def test_a_pair_goes_when_its_reason_does(zeynep: Any, again: Any, by_elif: Any) -> None:
    assert _found(by_elif)

    contact_changes.edit_person(
        person_id=again.pk, by=by_elif, at=NOW, name="Elmas Demir", addresses=[]
    )

    assert not LikelyPair.objects.exists()


def test_who_is_deleted_is_no_duplicate(again: Any, by_elif: Any) -> None:
    assert _found(by_elif)

    contact_changes.delete_person(person_id=again.pk, by=by_elif, at=NOW)

    assert not LikelyPair.objects.exists()


def test_a_number_of_a_switchboard_makes_no_pairs(by_elif: Any) -> None:
    for letter in "ABCDEF":
        create_person(
            by=by_elif, at=NOW, name=f"{letter} Person{letter}", phones=[PhoneIn("+902125550100")]
        )

    assert _found(by_elif) == []


def test_a_misspelt_colleague_is_found(zeynep: Any, marmara: Any, by_elif: Any) -> None:
    other = create_person(by=by_elif, at=NOW, name="Zeynep Karca", organization_id=marmara.pk)

    assert _found(by_elif) == [(zeynep.pk, other.pk, "name and organization", False)]


def test_organizations_are_found_by_the_domain_of_their_people(
    zeynep: Any, marmara: Any, by_elif: Any
) -> None:
    other = create_organization(
        by=by_elif, at=NOW, name="Marmara Otelcilik", website="marmaraotel.example"
    )
    contact_changes.edit_person(
        person_id=zeynep.pk,
        by=by_elif,
        at=NOW,
        job_title="Buyer",
        addresses=[AddressIn("zk@marmaraotel.example")],
    )

    assert [one[:2] for one in _found(by_elif, "organization")] == [(marmara.pk, other.pk)]


def test_records_without_keys_get_them(zeynep: Any, by_elif: Any) -> None:
    before = set(MatchKey.objects.values_list("on", "key", "subject_id"))
    MatchKey.objects.all().delete()

    keep_all_keys(company_id=by_elif.company_id)

    assert {key for key in before if key[0] == "person"} <= set(
        MatchKey.objects.values_list("on", "key", "subject_id")
    )


def test_a_pair_kept_apart_stays_apart_through_every_search(
    zeynep: Any, again: Any, by_elif: Any
) -> None:
    _found(by_elif)
    pair = LikelyPair.objects.get()

    keep_apart(pair_id=pair.pk, by=by_elif, at=NOW)
    _found(by_elif)
    refresh_pairs("person", [again.pk], company_id=by_elif.company_id, at=NOW)

    assert LikelyPair.objects.get().kept_apart_at == NOW
    assert count_pairs("person", viewer=by_elif) == 0
    assert len(pairs("person", viewer=by_elif, which="apart").rows) == 1
    ask_again(pair_id=pair.pk, by=by_elif, at=NOW)
    assert duplicate_count("person", zeynep.pk, viewer=by_elif) == 1


def test_who_sees_one_of_the_two_decides_nothing(again: Any, by_elif: Any, by_robin: Any) -> None:
    _found(by_elif)
    Person.objects.filter(pk=again.pk).update(visibility=Visibility.OWNER)

    assert count_pairs("person", viewer=by_robin) == 0
    with pytest.raises(NotFound):
        keep_apart(pair_id=LikelyPair.objects.get().pk, by=by_robin, at=NOW)


def test_who_may_not_merge_keeps_nothing_apart(again: Any, by_elif: Any) -> None:
    _found(by_elif)

    with pytest.raises(NotPermitted):
        keep_apart(
            pair_id=LikelyPair.objects.get().pk,
            by=replace(by_elif, permissions=frozenset()),
            at=NOW,
        )


def test_another_company_has_pairs_of_its_own(again: Any, by_elif: Any, by_outsider: Any) -> None:
    _found(by_elif)

    assert count_pairs("person", viewer=by_outsider) == 0


def test_a_rule_that_is_off_finds_nothing(again: Any, by_elif: Any, by_deniz: Any) -> None:
    for row in TABLES["person"][:-1]:
        set_rule(on="person", code=row.code, is_on=False, measure=None, by=by_deniz, at=NOW)

    assert _found(by_elif) == []


@pytest.mark.parametrize(
    ("code", "measure"), [("phone", 1), ("phone", 50), ("similar name", 59), ("similar name", 101)]
)
def test_a_measure_out_of_range_is_refused(code: str, measure: int, by_deniz: Any) -> None:
    with pytest.raises(Invalid):
        set_rule(on="person", code=code, is_on=True, measure=measure, by=by_deniz, at=NOW)


@pytest.mark.parametrize("code", ["otherwise", "nothing"])
def test_a_rule_that_is_not_there_is_not_found(code: str, by_deniz: Any) -> None:
    with pytest.raises(NotFound):
        set_rule(on="person", code=code, is_on=True, measure=None, by=by_deniz, at=NOW)


def test_the_standard_measure_is_nothing_to_remember(by_deniz: Any) -> None:
    rule = set_rule(
        on="person", code="phone", is_on=True, measure=STANDARD["phone"], by=by_deniz, at=NOW
    )

    assert rule.measure is None


def test_a_user_changes_no_rules(by_elif: Any) -> None:
    with pytest.raises(NotPermitted):
        set_rule(on="person", code="phone", is_on=False, measure=None, by=by_elif, at=NOW)
