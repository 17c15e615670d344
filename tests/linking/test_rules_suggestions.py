"""What is suggested, in what order, and on what ground."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.linking.rules import (
    MAX_SUGGESTIONS,
    SUGGESTION_TABLE,
    ItemKind,
    ItemRef,
    ItemState,
    Prospect,
    SuggestionFacts,
    Tier,
    Via,
    rank,
)
from tests.linking.rule_facts import (
    BODRUM,
    DANIEL,
    LAST_MONTH,
    LAST_YEAR,
    LOBBY,
    NOW,
    SPA,
    TERRACE,
    TOMAS,
    ZEYNEP,
)
from tests.linking.strategies import item_refs, moments

TWO_HOURS_AGO = NOW - timedelta(hours=2)


def prospect(ref: ItemRef, **more: Any) -> Prospect:
    """Return an open item of Zeynep, last active a month ago."""
    known: dict[str, Any] = {
        "item": ref,
        "title": "Room retrofit",
        "state": ItemState.OPEN,
        "created_at": LAST_YEAR,
        "active_at": LAST_MONTH,
        "via": Via.PERSON,
        "person_id": ZEYNEP,
        "person_name": "Zeynep Karaca",
        "person_ids": frozenset({ZEYNEP}),
    }
    return Prospect(**(known | more))


def about(*prospects: Prospect, **more: Any) -> SuggestionFacts:
    """Return a conversation with Zeynep and what may be suggested for it."""
    known: dict[str, Any] = {
        "at": NOW,
        "person_ids": frozenset({ZEYNEP}),
        "prospects": prospects,
    }
    return SuggestionFacts(**(known | more))


def order(facts: SuggestionFacts) -> list[ItemRef]:
    return [suggestion.item for suggestion in rank(facts)]


def ground(facts: SuggestionFacts) -> str:
    """Return the ground of the first suggestion as it is read."""
    phrase = rank(facts)[0].ground
    values = {
        name: "2 days ago" if isinstance(value, datetime) else value
        for name, value in phrase.values.items()
    }
    return phrase.text % values


TIERS: dict[Tier, dict[str, Any]] = {
    Tier.NAMED: {"is_named": True},
    Tier.ANSWERED: {"is_answered": True},
    Tier.PARTIES: {},
    Tier.ORGANIZATION: {"via": Via.ORGANIZATION},
    Tier.TOUCHED: {"via": None, "touched_at": LAST_MONTH},
    Tier.CLOSED: {"state": ItemState.WON, "closed_at": LAST_MONTH},
}


@pytest.mark.parametrize("tier", TIERS)
def test_a_suggestion_stands_in_its_tier(tier: Tier) -> None:
    [suggestion] = rank(about(prospect(LOBBY, **TIERS[tier])))

    assert suggestion.tier is tier


def test_the_tier_comes_before_the_score() -> None:
    facts = about(
        prospect(LOBBY, **TIERS[Tier.CLOSED], active_at=NOW),
        prospect(BODRUM, **TIERS[Tier.ORGANIZATION], active_at=NOW),
        prospect(SPA, active_at=LAST_YEAR),
        prospect(TERRACE, **TIERS[Tier.NAMED], active_at=LAST_YEAR),
    )

    assert order(facts) == [TERRACE, SPA, BODRUM, LOBBY]


def test_what_was_active_last_comes_first() -> None:
    facts = about(prospect(LOBBY), prospect(BODRUM, active_at=TWO_HOURS_AGO))

    assert order(facts) == [BODRUM, LOBBY]


def test_the_same_people_outweigh_recency() -> None:
    everybody = frozenset({ZEYNEP, DANIEL})
    facts = about(
        prospect(LOBBY, person_ids=frozenset({ZEYNEP, TOMAS}), active_at=TWO_HOURS_AGO),
        prospect(BODRUM, person_ids=everybody, active_at=NOW - timedelta(hours=30)),
        person_ids=everybody,
    )

    assert order(facts) == [BODRUM, LOBBY]


def test_a_title_in_the_mail_brings_its_item_up() -> None:
    facts = about(
        prospect(LOBBY, title="Room retrofit", active_at=NOW - timedelta(hours=4)),
        prospect(BODRUM, title="Bodrum outdoor", active_at=NOW - timedelta(hours=6)),
        text="When will the outdoor lamps for Bodrum be here?",
    )

    assert order(facts) == [BODRUM, LOBBY]


def test_what_was_written_about_an_item_brings_it_up() -> None:
    facts = about(
        prospect(LOBBY, text="sketches", active_at=NOW - timedelta(hours=4)),
        prospect(BODRUM, text="brass fittings", active_at=NOW - timedelta(hours=6)),
        text="The brass fittings are too dark.",
    )

    assert order(facts) == [BODRUM, LOBBY]


def test_turkish_words_are_found_in_any_spelling() -> None:
    facts = about(
        prospect(LOBBY, title="IŞIKLI LOBİ"),
        prospect(BODRUM, title="Bodrum", active_at=NOW - timedelta(days=25)),
        text="ışıklı lobi için",
    )

    assert order(facts) == [LOBBY, BODRUM]
    assert ground(facts) == "“IŞIKLI LOBİ” is in its title; Zeynep Karaca is its contact"


def test_row_17_of_a_deal_and_the_project_made_from_it_the_newer_comes_first() -> None:
    facts = about(prospect(LOBBY), prospect(SPA, created_at=LAST_MONTH))

    assert order(facts) == [SPA, LOBBY]


def test_row_22_the_only_item_of_one_contact_comes_before_the_several_of_another() -> None:
    facts = about(
        prospect(BODRUM, person_id=DANIEL, active_at=TWO_HOURS_AGO),
        prospect(SPA, person_id=DANIEL, active_at=TWO_HOURS_AGO),
        prospect(LOBBY, person_id=ZEYNEP, active_at=LAST_YEAR),
    )

    assert order(facts)[0] == LOBBY


def test_row_21_with_one_item_each_the_better_fit_comes_first() -> None:
    facts = about(
        prospect(LOBBY, person_id=ZEYNEP),
        prospect(BODRUM, person_id=DANIEL, active_at=TWO_HOURS_AGO),
    )

    assert order(facts) == [BODRUM, LOBBY]


def test_row_35_an_open_deal_of_the_organization_is_suggested() -> None:
    [suggestion] = rank(about(prospect(LOBBY, via=Via.ORGANIZATION, person_id=None)))

    assert (suggestion.item, suggestion.tier) == (LOBBY, Tier.ORGANIZATION)


def test_row_36_a_deal_the_sender_takes_part_in_is_suggested() -> None:
    [suggestion] = rank(about(prospect(LOBBY, via=Via.PARTICIPANT)))

    assert (suggestion.item, suggestion.tier) == (LOBBY, Tier.PARTIES)


def test_row_25_the_item_a_mail_is_older_than_is_the_top_suggestion() -> None:
    facts = about(
        prospect(BODRUM, via=Via.ORGANIZATION, active_at=NOW), prospect(LOBBY, created_at=NOW)
    )

    assert order(facts)[0] == LOBBY


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"is_named": True}, "Named in the address or the subject"),
        ({"is_answered": True}, "Linked to the conversation this one answers"),
        ({}, "Zeynep Karaca is its contact; last active 2 days ago"),
        ({"via": Via.PARTICIPANT}, "Zeynep Karaca takes part in it; last active 2 days ago"),
        ({"via": Via.ORGANIZATION}, "Same organization"),
        ({"via": None, "touched_at": NOW}, "You worked on it 2 days ago"),
        (TIERS[Tier.CLOSED], "Zeynep Karaca was on it; closed 2 days ago"),
    ],
)
def test_a_suggestion_says_on_what_ground(more: dict[str, Any], words: str) -> None:
    assert ground(about(prospect(LOBBY, **more))) == words


def test_the_words_of_the_title_are_the_ground_when_they_stand_in_the_mail() -> None:
    facts = about(
        prospect(LOBBY, title="Lobby lighting, Pera"), text="lights for the LOBBY in Pera"
    )

    assert ground(facts) == "“Lobby Pera” is in its title; Zeynep Karaca is its contact"


def test_the_words_of_the_title_are_the_ground_for_a_participant_as_well() -> None:
    facts = about(prospect(LOBBY, title="Lobby, Pera", via=Via.PARTICIPANT), text="Lobby Pera")

    assert ground(facts) == "“Lobby Pera” is in its title; Zeynep Karaca takes part in it"


def test_the_same_people_are_the_ground_when_there_are_several() -> None:
    everybody = frozenset({ZEYNEP, DANIEL})
    facts = about(prospect(LOBBY, person_ids=everybody), person_ids=everybody)

    assert ground(facts) == "The same people; last active 2 days ago"


def test_the_time_of_a_ground_is_that_of_what_it_tells() -> None:
    [closed] = rank(about(prospect(LOBBY, **TIERS[Tier.CLOSED], active_at=NOW)))

    assert closed.ground.values["when"] == LAST_MONTH


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"state": ItemState.DELETED, "is_named": True}, id="in the bin"),
        pytest.param({"state": ItemState.DELETED, "closed_at": NOW}, id="in the bin lately"),
        pytest.param({"state": ItemState.WON, "closed_at": LAST_YEAR}, id="closed long ago"),
        pytest.param({"state": ItemState.WON}, id="closed nobody knows when"),
        pytest.param(
            {"state": ItemState.LOST, "closed_at": NOW, "via": Via.ORGANIZATION},
            id="a closed one of the organization",
        ),
        pytest.param({"via": None}, id="nothing to do with it"),
    ],
)
def test_what_nothing_speaks_for_is_not_suggested(more: dict[str, Any]) -> None:
    assert rank(about(prospect(LOBBY, **more))) == ()


def test_a_closed_item_that_was_named_is_suggested() -> None:
    assert order(about(prospect(LOBBY, state=ItemState.WON, is_named=True))) == [LOBBY]


def test_what_the_user_touched_last_comes_first_in_its_tier() -> None:
    facts = about(
        prospect(LOBBY, via=None, touched_at=LAST_MONTH, active_at=NOW),
        prospect(BODRUM, via=None, touched_at=TWO_HOURS_AGO),
    )

    assert order(facts) == [BODRUM, LOBBY]


def test_an_item_found_in_two_ways_is_suggested_once_on_its_better_ground() -> None:
    facts = about(prospect(LOBBY, via=Via.ORGANIZATION), prospect(LOBBY, via=Via.PARTICIPANT))

    [suggestion] = rank(facts)

    assert suggestion.code == "PARTICIPANT"


def test_at_most_seven_are_suggested() -> None:
    many = [prospect(ItemRef(ItemKind.DEAL, number)) for number in range(1, 20)]

    assert len(rank(about(*many))) == MAX_SUGGESTIONS == 7


def test_every_row_of_the_table_is_reached_by_these_tests() -> None:
    everybody = frozenset({ZEYNEP, DANIEL})
    ways: list[dict[str, Any]] = [
        *TIERS.values(),
        {"title": "Lobby"},
        {"title": "Lobby", "via": Via.PARTICIPANT},
        {"via": Via.PARTICIPANT},
        {"person_ids": everybody},
    ]
    codes = {
        rank(about(prospect(LOBBY, **way), person_ids=everybody, text="Lobby"))[0].code
        for way in ways
    }

    assert codes | {"NONE"} == {row.code for row in SUGGESTION_TABLE}


prospects = st.builds(
    Prospect,
    item=item_refs,
    title=st.sampled_from(["Lobby lighting", "Bodrum outdoor", "Spa"]),
    state=st.sampled_from(ItemState),
    created_at=moments,
    active_at=moments,
    via=st.none() | st.sampled_from(Via),
    person_id=st.none() | st.integers(1, 3),
    person_ids=st.frozensets(st.integers(1, 3)),
    text=st.sampled_from(["", "brass", "brass and lobby"]),
    closed_at=st.none() | moments,
    touched_at=st.none() | moments,
    is_named=st.booleans(),
    is_answered=st.booleans(),
)


@given(st.lists(prospects, max_size=9, unique_by=lambda one: one.item), st.randoms())
def test_the_order_in_which_items_are_found_changes_nothing(
    found: list[Prospect], chance: object
) -> None:
    before = rank(about(*found, text="Lobby brass"))
    chance.shuffle(found)  # type: ignore[attr-defined]

    assert rank(about(*found, text="Lobby brass")) == before


@given(st.lists(prospects, max_size=9))
def test_nothing_is_suggested_that_was_not_given_or_lies_in_the_bin(
    found: list[Prospect],
) -> None:
    live = {one.item for one in found if one.state is not ItemState.DELETED}

    assert {suggestion.item for suggestion in rank(about(*found))} <= live
