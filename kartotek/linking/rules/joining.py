"""What becomes of two links when a late parent shows that two conversations are one.

By hand beats explicit beats automatic beats none, and a veto counts as by hand. The answer does
not depend on which conversation is named first. Three conversations joined one after the other
end the same in any order as long as an unresolved disagreement is passed on as it was returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from kartotek.lib.decisions import Decision, Row, decide, otherwise
from kartotek.linking.rules.codes import Code
from kartotek.linking.rules.items import ItemRef
from kartotek.linking.rules.words import N_


class Strength(IntEnum):
    """Who made a link; the greater number wins."""

    NONE = 0
    AUTOMATIC = 1
    EXPLICIT = 2
    BY_HAND = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How the link of one conversation stands.

    Without an item, BY_HAND is a veto, NONE is never linked, and the two between mean that
    links of that strength disagreed when conversations were joined before.
    """

    item: ItemRef | None = None
    strength: Strength = Strength.NONE

    @property
    def is_vetoed(self) -> bool:
        """Whether a user unlinked the conversation."""
        return self.item is None and self.strength is Strength.BY_HAND


class Joined(StrEnum):
    """How a join ends."""

    FIRST = "the first conversation's link covers both"
    SECOND = "the second conversation's link covers both"
    DISPUTED = "no item, both suggested"
    APART = "not joined, offered to the owner"


@dataclass(frozen=True, slots=True)
class JoinOutcome:
    """What is to be done.

    Args:
        joined: which link the conversation has afterwards, or APART.
        standing: how the joined conversation stands; None when it is not joined.
        code: the code to decide with, where the join itself is the reason; otherwise the
            decision of the winning conversation stays.
        suggested: the items that lost, to be suggested.
    """

    joined: Joined
    standing: Standing | None
    code: Code | None = None
    suggested: tuple[ItemRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Halves:
    """The two links as the table sees them."""

    first: Standing
    second: Standing

    @property
    def are_alike(self) -> bool:
        """Whether both say the same: one item, or none."""
        return self.first.item == self.second.item


JOIN_TABLE: Final[tuple[Row[Halves, Joined], ...]] = (
    Row(
        "FIRST_STRONGER",
        lambda h: h.first.strength > h.second.strength,
        Joined.FIRST,
        N_("The link of the first conversation was made more deliberately."),
    ),
    Row(
        "SECOND_STRONGER",
        lambda h: h.second.strength > h.first.strength,
        Joined.SECOND,
        N_("The link of the second conversation was made more deliberately."),
    ),
    Row(
        "ALIKE",
        lambda h: h.are_alike,
        Joined.FIRST,
        N_("Both conversations stood alike."),
    ),
    Row(
        "TWO_CHOICES",
        lambda h: h.first.strength is Strength.BY_HAND,
        Joined.APART,
        N_("Users decided differently about the two conversations, so they stay apart."),
    ),
    Row(
        "TWO_ITEMS",
        otherwise,
        Joined.DISPUTED,
        N_("The two conversations were linked to different items, so neither is certain."),
    ),
)


def join_links(first: Standing, second: Standing) -> Decision[JoinOutcome]:
    """Decide which link two conversations have once they are one, or that they stay apart."""
    decided = decide(JOIN_TABLE, Halves(first, second))
    return Decision(decided.code, _outcome(decided.outcome, first, second), decided.sentence)


def _outcome(joined: Joined, first: Standing, second: Standing) -> JoinOutcome:
    """Return what a way to end means for these two links."""
    items = {half.item for half in (first, second) if half.item is not None}
    if joined is Joined.APART:
        return JoinOutcome(joined, None, None, tuple(sorted(items)))
    if joined is Joined.DISPUTED:
        disputed = Standing(None, first.strength)
        return JoinOutcome(joined, disputed, Code.AMBIGUOUS, tuple(sorted(items)))
    winner = first if joined is Joined.FIRST else second
    return JoinOutcome(joined, winner, None, tuple(sorted(items - {winner.item})))
