"""Merging and undoing, whatever hangs on the two."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.models import OrganizationRelation, PersonAddress
from kartotek.flows.merge_contacts import merge, merge_all, undo_act, undo_merge
from kartotek.flows.merge_contacts.follow import pointing
from kartotek.flows.merge_contacts.registry import MOVES
from kartotek.pipeline.projects.models import Project
from tests.conftest import NOW
from tests.flows.merge_contacts.attachments import World, dump

SEEDS = range(8)


@pytest.fixture(params=["person", "organization"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=SEEDS)
def world(
    request: pytest.FixtureRequest, kind: str, by_elif: Any, stages: Any, phases: Any
) -> World:
    return World(kind, request.param, by_elif, stages, phases)


def _changed(before: dict[str, dict[int, Any]]) -> list[Any]:
    after = dump()
    return [
        (label, pk, before[label].get(pk), after[label].get(pk))
        for label in before
        for pk in before[label].keys() | after[label].keys()
        if before[label].get(pk) != after[label].get(pk)
    ]


@pytest.mark.parametrize("is_turned", [False, True])
def test_undoing_a_merge_leaves_everything_as_it_was(
    world: World, kind: str, by_elif: Any, *, is_turned: bool
) -> None:
    survivor, loser = reversed(world.both) if is_turned else world.both
    before = dump()

    made = merge(kind=kind, survivor_id=survivor.pk, loser_id=loser.pk, by=by_elif, at=NOW)
    assert _changed(before)
    undone = undo_merge(merge_id=made.pk, by=by_elif, at=NOW)

    assert undone.left == ()
    assert _changed(before) == []


def test_three_are_made_one_and_three_again(world: World, kind: str, by_elif: Any) -> None:
    first, *rest = world.people if kind == "person" else world.organizations
    before = dump()

    losers = [one.pk for one in rest]
    act = merge_all(kind=kind, survivor_id=first.pk, loser_ids=losers, by=by_elif, at=NOW)
    undo_act(act=act, by=by_elif, at=NOW)

    assert _changed(before) == []


def test_nothing_points_at_the_loser_any_more(world: World, kind: str, by_elif: Any) -> None:
    survivor, loser = world.both

    merge(kind=kind, survivor_id=survivor.pk, loser_id=loser.pk, by=by_elif, at=NOW)

    for move in MOVES[kind]:
        assert not pointing(move, loser.pk, company_id=by_elif.company_id).exists(), move
    if kind == "organization":
        ends = OrganizationRelation.objects.values_list("first_id", "second_id")
        assert loser.pk not in {pk for pair in ends for pk in pair}


def test_exactly_one_comes_first_of_whatever_has_an_order(
    world: World, kind: str, by_elif: Any
) -> None:
    survivor, loser = world.both

    merge(kind=kind, survivor_id=survivor.pk, loser_id=loser.pk, by=by_elif, at=NOW)

    if kind == "person":
        assert PersonAddress.objects.filter(person_id=survivor.pk, is_primary=True).count() == 1
    for project in Project.objects.all():
        assert min(project.people.values_list("position", flat=True)) == 0
        assert min(project.organizations.values_list("position", flat=True)) == 0
