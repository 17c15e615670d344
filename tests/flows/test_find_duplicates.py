"""Long work on duplicates: a worker goes on with it, and remembers its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kartotek.contacts.models import DuplicateJob, LikelyPair, Merge, Person
from kartotek.contacts.operations import AddressIn
from kartotek.flows import contact_changes, find_duplicates
from kartotek.flows.merge_contacts import forget_old_merges
from kartotek.users.permissions import NotPermitted
from tests.conftest import NOW


@pytest.fixture
def three(by_elif: Any) -> list[Any]:
    """Somebody who is there three times."""
    return [
        contact_changes.add_person(
            by=by_elif, at=NOW, name=name, addresses=[AddressIn("orhan@ege.example")]
        )
        for name in ("Orhan Tunç", "Orhan", "O. Tunç")
    ]


def _alive() -> set[str]:
    return set(Person.objects.alive().values_list("name", flat=True))


def test_a_search_finds_and_says_how_much(three: list[Any], by_elif: Any) -> None:
    LikelyPair.objects.all().delete()
    job = find_duplicates.ask_to_find(by=by_elif, at=NOW)
    assert find_duplicates.ask_to_find(by=by_elif, at=NOW) == job

    assert find_duplicates.go_on(clock=lambda: NOW) == 1

    job.refresh_from_db()
    assert (job.finished_at, job.done) == (NOW, 3)


def test_certain_pairs_are_merged_into_one(three: list[Any], by_elif: Any) -> None:
    find_duplicates.ask_to_merge_certain(on="person", by=by_elif, at=NOW)

    find_duplicates.go_on(clock=lambda: NOW)

    job = DuplicateJob.objects.get()
    assert _alive() == {"Orhan Tunç"}
    assert job.done == Merge.objects.filter(act=job.act).count() == 2


def test_all_of_it_is_undone(three: list[Any], by_elif: Any) -> None:
    job = find_duplicates.ask_to_merge_certain(on="person", by=by_elif, at=NOW)
    find_duplicates.go_on(clock=lambda: NOW)

    find_duplicates.ask_to_undo(job=job, by=by_elif, at=NOW)
    find_duplicates.go_on(clock=lambda: NOW)

    assert _alive() == {"Orhan Tunç", "Orhan", "O. Tunç"}


@pytest.mark.django_db
def test_nothing_waiting_is_nothing_to_do() -> None:
    assert find_duplicates.go_on(clock=lambda: NOW) == 0


def test_who_left_merges_nothing(three: list[Any], by_elif: Any, elif_: Any) -> None:
    find_duplicates.ask_to_merge_certain(on="person", by=by_elif, at=NOW)
    elif_.is_active = False
    elif_.save()

    find_duplicates.go_on(clock=lambda: NOW)

    assert len(_alive()) == 3
    assert DuplicateJob.objects.get().finished_at == NOW


def test_who_may_not_merge_asks_for_nothing(three: list[Any], by_elif: Any) -> None:
    with pytest.raises(NotPermitted):
        find_duplicates.ask_to_merge_certain(
            on="person", by=replace(by_elif, permissions=frozenset()), at=NOW
        )


def test_journals_that_lead_nowhere_are_forgotten(three: list[Any], by_elif: Any) -> None:
    find_duplicates.ask_to_merge_certain(on="person", by=by_elif, at=NOW)
    find_duplicates.go_on(clock=lambda: NOW)

    assert forget_old_merges(at=NOW) == 0
    assert forget_old_merges(at=NOW.replace(year=2027)) == 2
    assert Merge.objects.exclude(journal=[]).count() == 0
