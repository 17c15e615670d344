"""What becomes of two links when two conversations turn out to be one."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given

from kartotek.linking.rules import (
    JOIN_TABLE,
    Code,
    Joined,
    Standing,
    Strength,
    join_links,
)
from tests.linking.rule_facts import BODRUM, LOBBY, SPA
from tests.linking.strategies import any_standing

NEVER_LINKED = Standing()
VETO = Standing(None, Strength.BY_HAND)
WHOLE_SPACE = [
    Standing(item, strength) for item in (None, LOBBY, BODRUM, SPA) for strength in Strength
]
# Without an item, only a veto and "never" are told apart here; disputes have tests of their own.
SIMPLE = [one for one in WHOLE_SPACE if one.item or one in (NEVER_LINKED, VETO)]


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        pytest.param(Strength.BY_HAND, Strength.EXPLICIT, id="by hand beats explicit"),
        pytest.param(Strength.EXPLICIT, Strength.AUTOMATIC, id="explicit beats automatic"),
    ],
)
def test_the_more_deliberate_link_wins(stronger: Strength, weaker: Strength) -> None:
    outcome = join_links(Standing(LOBBY, stronger), Standing(BODRUM, weaker)).outcome

    assert outcome.standing == Standing(LOBBY, stronger)
    assert outcome.suggested == (BODRUM,)


def test_an_automatic_link_beats_none() -> None:
    outcome = join_links(NEVER_LINKED, Standing(LOBBY, Strength.AUTOMATIC)).outcome

    assert outcome.joined is Joined.SECOND
    assert outcome.standing == Standing(LOBBY, Strength.AUTOMATIC)


def test_a_veto_counts_as_by_hand() -> None:
    outcome = join_links(Standing(LOBBY, Strength.EXPLICIT), VETO).outcome

    assert outcome.standing == VETO
    assert outcome.standing.is_vetoed


def test_the_same_item_is_kept() -> None:
    outcome = join_links(*[Standing(LOBBY, Strength.AUTOMATIC)] * 2).outcome

    assert outcome.standing == Standing(LOBBY, Strength.AUTOMATIC)
    assert outcome.suggested == ()


def test_the_same_item_linked_by_hand_on_one_side_stays_by_hand() -> None:
    outcome = join_links(
        Standing(LOBBY, Strength.AUTOMATIC), Standing(LOBBY, Strength.BY_HAND)
    ).outcome

    assert outcome.standing == Standing(LOBBY, Strength.BY_HAND)


@pytest.mark.parametrize("strength", [Strength.AUTOMATIC, Strength.EXPLICIT])
def test_two_different_items_end_in_none_and_both_are_suggested(strength: Strength) -> None:
    outcome = join_links(Standing(LOBBY, strength), Standing(BODRUM, strength)).outcome

    assert outcome.standing is not None
    assert (outcome.standing.item, outcome.code) == (None, Code.AMBIGUOUS)
    assert outcome.suggested == (LOBBY, BODRUM)


def test_two_different_choices_by_hand_are_not_joined() -> None:
    outcome = join_links(
        Standing(LOBBY, Strength.BY_HAND), Standing(BODRUM, Strength.BY_HAND)
    ).outcome

    assert (outcome.joined, outcome.standing) == (Joined.APART, None)


def test_a_veto_and_a_link_by_hand_are_two_different_choices() -> None:
    assert join_links(VETO, Standing(LOBBY, Strength.BY_HAND)).outcome.joined is Joined.APART


def test_two_vetoes_are_the_same_choice() -> None:
    assert join_links(VETO, VETO).outcome.standing == VETO


def test_only_two_choices_by_hand_ever_keep_conversations_apart() -> None:
    for first, second in product(SIMPLE, repeat=2):
        is_apart = join_links(first, second).outcome.joined is Joined.APART
        by_hand = first.strength is second.strength is Strength.BY_HAND

        assert is_apart == (by_hand and first.item != second.item)


def test_a_join_never_links_to_a_third_item() -> None:
    for first, second in product(WHOLE_SPACE, repeat=2):
        standing = join_links(first, second).outcome.standing

        assert standing is None or standing.item in {first.item, second.item, None}


def test_a_choice_by_hand_survives_every_join() -> None:
    for first, second in product(SIMPLE, repeat=2):
        standing = join_links(first, second).outcome.standing

        if standing is not None and first.strength is Strength.BY_HAND:
            assert standing == first


def test_every_row_of_the_table_decides_something() -> None:
    reached = {join_links(*pair).code for pair in product(WHOLE_SPACE, repeat=2)}

    assert reached == {row.code for row in JOIN_TABLE}


@given(any_standing, any_standing)
def test_it_does_not_matter_which_conversation_comes_first(
    first: Standing, second: Standing
) -> None:
    one, other = join_links(first, second).outcome, join_links(second, first).outcome

    assert (one.standing, one.code, one.suggested) == (other.standing, other.code, other.suggested)


def test_three_conversations_end_the_same_in_any_order() -> None:
    weaker = [one for one in SIMPLE if one.strength is not Strength.BY_HAND]
    for three in product(weaker, repeat=3):
        ends = {_joined_one_after_the_other(order) for order in permutations(three)}

        assert len(ends) == 1


def _joined_one_after_the_other(standings: tuple[Standing, ...]) -> Standing:
    first, *others = standings
    for other in others:
        joined = join_links(first, other).outcome.standing
        assert joined is not None
        first = joined
    return first
