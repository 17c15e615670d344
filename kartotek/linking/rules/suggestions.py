"""Which items to suggest for a conversation, in what order, and on what ground (section 5).

The tier comes first, the score orders within it. Each suggestion says why it is there; none
ever links by itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from kartotek.lib.decisions import Row, decide, otherwise
from kartotek.linking.rules.items import ItemRef, ItemState, Via
from kartotek.linking.rules.prospects import (
    Fit,
    Prospect,
    SuggestionFacts,
    fits,
    recency,
    shared_words,
    words_of,
)
from kartotek.linking.rules.words import N_, Phrase

MAX_SUGGESTIONS: Final = 7
MIN_TITLE_SHARE: Final = 0.25
"""So much of what a title tells must stand in the conversation for the words to be the ground."""


class Tier(IntEnum):
    """The tiers of section 5, the first one best."""

    NAMED = 1
    ANSWERED = 2
    PARTIES = 3
    ORGANIZATION = 4
    TOUCHED = 5
    CLOSED = 6
    NONE = 7
    """Not suggested."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item to offer.

    Args:
        code: which ground it is, stable.
        ground: the ground in words; `when` among its values is a time for the door to format.
        score: how well it fits within its tier; higher is better.
    """

    item: ItemRef
    tier: Tier
    code: str
    ground: Phrase
    score: float


@dataclass(frozen=True, slots=True)
class Option:
    """A prospect as the table sees it.

    Args:
        is_only_one: the only open item of its contact, while another contact has several.
    """

    prospect: Prospect
    facts: SuggestionFacts
    fit: Fit
    is_only_one: bool

    @property
    def is_live(self) -> bool:
        """Whether it is not in the bin."""
        return self.prospect.state is not ItemState.DELETED

    @property
    def is_titled(self) -> bool:
        """Whether enough of what its title tells stands in the conversation."""
        return self.fit.title_words >= MIN_TITLE_SHARE

    @property
    def has_same_people(self) -> bool:
        """Whether exactly the people of the conversation are on it, more than one."""
        return len(self.facts.person_ids) > 1 and self.prospect.person_ids == self.facts.person_ids

    @property
    def was_closed_lately(self) -> bool:
        """Whether it was closed a short time ago."""
        return self.prospect.was_closed_lately(self.facts.at)

    def is_open_via(self, *ways: Via) -> bool:
        """Whether it is open and was reached in one of these ways."""
        return self.prospect.is_open and self.prospect.via in ways


SUGGESTION_TABLE: Final[tuple[Row[Option, Tier], ...]] = (
    Row(
        "NAMED",
        lambda o: o.is_live and o.prospect.is_named,
        Tier.NAMED,
        N_("Named in the address or the subject"),
    ),
    Row(
        "ANSWERED",
        lambda o: o.is_live and o.prospect.is_answered,
        Tier.ANSWERED,
        N_("Linked to the conversation this one answers"),
    ),
    Row(
        "TITLE_AND_CONTACT",
        lambda o: o.is_open_via(Via.PERSON) and o.is_titled,
        Tier.PARTIES,
        N_("“%(words)s” is in its title; %(person)s is its contact"),
    ),
    Row(
        "TITLE_AND_PARTICIPANT",
        lambda o: o.is_open_via(Via.PARTICIPANT) and o.is_titled,
        Tier.PARTIES,
        N_("“%(words)s” is in its title; %(person)s takes part in it"),
    ),
    Row(
        "SAME_PEOPLE",
        lambda o: o.is_open_via(Via.PERSON, Via.PARTICIPANT) and o.has_same_people,
        Tier.PARTIES,
        N_("The same people; last active %(when)s"),
    ),
    Row(
        "CONTACT",
        lambda o: o.is_open_via(Via.PERSON),
        Tier.PARTIES,
        N_("%(person)s is its contact; last active %(when)s"),
    ),
    Row(
        "PARTICIPANT",
        lambda o: o.is_open_via(Via.PARTICIPANT),
        Tier.PARTIES,
        N_("%(person)s takes part in it; last active %(when)s"),
    ),
    Row(
        "ORGANIZATION",
        lambda o: o.is_open_via(Via.ORGANIZATION),
        Tier.ORGANIZATION,
        N_("Same organization"),
    ),
    Row(
        "TOUCHED",
        lambda o: o.prospect.is_open and o.prospect.touched_at is not None,
        Tier.TOUCHED,
        N_("You worked on it %(when)s"),
    ),
    Row(
        "CLOSED",
        lambda o: o.prospect.is_of_party and o.was_closed_lately,
        Tier.CLOSED,
        N_("%(person)s was on it; closed %(when)s"),
    ),
    Row("NONE", otherwise, Tier.NONE, N_("Nothing speaks for it")),
)


def rank(facts: SuggestionFacts) -> tuple[Suggestion, ...]:
    """Return the items to suggest, the best first, at most MAX_SUGGESTIONS.

    An item given more than once is suggested once, on its best ground.
    """
    fitness = fits(facts)
    only_ones = _only_ones(facts)
    options = [
        Option(prospect, facts, fitness[prospect.item], prospect.item in only_ones)
        for prospect in facts.prospects
    ]
    ranked = sorted((_placed(option) for option in options), key=lambda found: found[0])
    best: dict[ItemRef, Suggestion] = {}
    for _, suggestion in ranked:
        if suggestion.tier is not Tier.NONE:
            best.setdefault(suggestion.item, suggestion)
    return tuple(best.values())[:MAX_SUGGESTIONS]


def _placed(option: Option) -> tuple[tuple[Tier, bool, float, float, ItemRef], Suggestion]:
    """Return a suggestion with what to order it by; the newest item first among equals."""
    decided = decide(SUGGESTION_TABLE, option)
    prospect, tier = option.prospect, decided.outcome
    score = _score(option, tier)
    ground = Phrase(decided.sentence, _values(option, tier))
    # Row 22: where one contact has a single open item and another several, the single one first.
    comes_later = tier is Tier.PARTIES and not option.is_only_one
    order = (tier, comes_later, -score, -prospect.created_at.timestamp(), prospect.item)
    return order, Suggestion(prospect.item, tier, decided.code, ground, score)


def _score(option: Option, tier: Tier) -> float:
    """Return what orders an option within its tier."""
    touched_at = option.prospect.touched_at
    if tier is Tier.TOUCHED and touched_at is not None:
        return recency(touched_at, option.facts.at)
    return option.fit.score


def _values(option: Option, tier: Tier) -> dict[str, object]:
    """Return what fills the placeholders of a ground."""
    prospect = option.prospect
    moments = {Tier.TOUCHED: prospect.touched_at, Tier.CLOSED: prospect.closed_at}
    return {
        "words": shared_words(prospect.title, words_of(option.facts.text)),
        "person": prospect.person_name,
        "when": moments.get(tier) or prospect.active_at,
    }


def _only_ones(facts: SuggestionFacts) -> frozenset[ItemRef]:
    """Return the single open items of contacts, where another contact has several (row 22)."""
    own = {
        (prospect.person_id, prospect.item)
        for prospect in facts.prospects
        if prospect.is_open and prospect.via is Via.PERSON
    }
    counts = Counter(person_id for person_id, _ in own)
    if len(counts) < 2 or max(counts.values()) == 1:
        return frozenset()
    return frozenset(item for person_id, item in own if counts[person_id] == 1)
