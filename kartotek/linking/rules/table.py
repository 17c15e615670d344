"""Which item a conversation belongs to: the steps of section 2 as one table.

by hand -> explicit -> inherited -> veto -> set aside -> off -> count -> time

The first row that applies decides. The rows below "count" exclude one another, except among the
last ones, where nothing is linked and only the best reason is looked for. There an open item
that somebody takes part in says more than a closed one, which says more than none: the reason
named is the one nearest to a link, and what it is about is what is suggested first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from kartotek.lib.decisions import Decision, Row, decide, otherwise
from kartotek.linking.rules.codes import REASONS, Code
from kartotek.linking.rules.facts import ChosenBy, MailFacts
from kartotek.linking.rules.items import ItemRef


class Target(StrEnum):
    """Which item a row means."""

    NAMED = "the item that was named"
    KEPT = "the item it has"
    ONLY = "the one open item"
    NONE = "none"


class Action(StrEnum):
    """What becomes of the conversation's link."""

    LINK = "link"
    KEEP = "keep"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be done.

    Args:
        action: LINK and KEEP come with the item the conversation has afterwards. NONE leaves
            the conversation without an item: it had none before.
        notes: codes noted beside the result (row 38).
    """

    action: Action
    item: ItemRef | None = None
    notes: tuple[Code, ...] = ()


LinkDecision = Decision[Outcome]
"""A decision of this table: code, sentence and outcome."""


def _row(
    code: Code, applies: Callable[[MailFacts], bool], target: Target
) -> Row[MailFacts, Target]:
    """Return a row that explains itself with the sentence of its code."""
    return Row(code, applies, target, REASONS[code].sentence)


LINK_TABLE: Final[tuple[Row[MailFacts, Target], ...]] = (
    _row(Code.MANUAL, lambda f: f.has_item and f.is_linked_by_hand, Target.KEPT),
    # Row 59 is stronger than the order of the steps: unproven mail links nothing, so the item
    # its address names counts only once a person has accepted the mail.
    _row(
        Code.BCC_ADDRESS,
        lambda f: f.chose(ChosenBy.ADDRESS) and not f.is_unverified,
        Target.NAMED,
    ),
    _row(Code.SENT_FROM_ITEM, lambda f: f.chose(ChosenBy.COMPOSER), Target.NAMED),
    _row(Code.ITEM_DELETED, lambda f: f.has_item and f.is_linked_item_deleted, Target.KEPT),
    _row(Code.INHERITED, lambda f: f.has_item, Target.KEPT),
    _row(Code.USER_UNLINKED, lambda f: f.is_vetoed, Target.NONE),
    _row(Code.INTERNAL, lambda f: f.is_internal, Target.NONE),
    _row(Code.AUTOMATED, lambda f: f.is_automated, Target.NONE),
    _row(Code.STRANGER, lambda f: f.is_stranger, Target.NONE),
    _row(Code.UNVERIFIED, lambda f: f.is_unverified, Target.NONE),
    _row(Code.AUTO_OFF, lambda f: not f.is_automatic_linking_on, Target.NONE),
    _row(Code.AMBIGUOUS_GROUP, lambda f: len(f.open_items) > 1 and f.is_group, Target.NONE),
    _row(Code.AMBIGUOUS, lambda f: len(f.open_items) > 1, Target.NONE),
    _row(Code.OLDER_THAN_ITEM, lambda f: f.is_older_than_item, Target.NONE),
    _row(
        Code.CONVERSATION_OLDER_THAN_ITEM,
        lambda f: f.only_younger_conversations and f.is_conversation_older_than_item,
        Target.NONE,
    ),
    _row(
        Code.ONE_OPEN_ITEM_IN_GROUP,
        lambda f: f.only_item is not None and f.is_group,
        Target.ONLY,
    ),
    _row(Code.ONE_OPEN_ITEM, lambda f: f.only_item is not None, Target.ONLY),
    _row(
        Code.CONTACT_CREATED_BY_BCC,
        lambda f: f.contact_count == 0 and f.creates_contacts,
        Target.NONE,
    ),
    _row(Code.UNKNOWN_ADDRESS, lambda f: f.contact_count == 0, Target.NONE),
    _row(Code.PARTICIPANT_ONLY, lambda f: f.takes_part_in_open_item, Target.NONE),
    _row(Code.ITEM_CLOSED, lambda f: f.has_closed_item, Target.NONE),
    _row(Code.NO_OPEN_ITEM, otherwise, Target.NONE),
)


def decide_link(facts: MailFacts) -> LinkDecision:
    """Decide which item, if any, a conversation is linked to because of one message."""
    decided = decide(LINK_TABLE, facts)
    return Decision(decided.code, _outcome(decided.outcome, facts), decided.sentence)


def _outcome(target: Target, facts: MailFacts) -> Outcome:
    """Return what a target means for these facts."""
    notes = (Code.BCC_ITEM_MISSING,) if facts.is_chosen_item_missing else ()
    if target is Target.NAMED and facts.choice is not None:
        return Outcome(Action.LINK, facts.choice.item, notes)
    if target is Target.ONLY and facts.only_item is not None:
        return Outcome(Action.LINK, facts.only_item.item, notes)
    if target is Target.KEPT:
        return Outcome(Action.KEEP, facts.linked_item, notes)
    return Outcome(Action.NONE, None, notes)


def decision_order(at: datetime, message_id: str) -> tuple[datetime, str]:
    """Return what to sort the messages of a batch by before they are decided: oldest first."""
    return at, message_id
