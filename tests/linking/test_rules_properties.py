"""What must always hold (spec/linking.md section 7), whatever the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from kartotek.linking.rules import (
    REASONS,
    Action,
    Candidate,
    Choice,
    Code,
    ItemRef,
    MailFacts,
    decide_link,
    decision_order,
)
from tests.linking.strategies import any_mail, candidates, choices, item_refs, moments, plain_mail

# The first example will do: nobody looks at the smallest one.
ONCE = settings(phases=[Phase.generate], max_examples=5000)
BY_COUNT = {Code.ONE_OPEN_ITEM, Code.ONE_OPEN_ITEM_IN_GROUP}
AMBIGUOUS = {Code.AMBIGUOUS, Code.AMBIGUOUS_GROUP}
EXPLICIT = {Code.BCC_ADDRESS, Code.SENT_FROM_ITEM}


@given(any_mail)
def test_a_conversation_with_an_action_has_one_item_and_without_has_none(facts: MailFacts) -> None:
    outcome = decide_link(facts).outcome

    assert (outcome.item is None) == (outcome.action is Action.NONE)


@given(plain_mail)
def test_the_rules_link_to_an_item_that_is_open_shown_and_not_younger(facts: MailFacts) -> None:
    outcome = decide_link(facts).outcome

    if outcome.action is Action.LINK:
        [chosen] = {one for one in facts.open_items if one.item == outcome.item}
        assert chosen.created_at <= facts.at


@given(plain_mail)
def test_a_deal_is_never_guessed_among_several(facts: MailFacts) -> None:
    open_items = {one.item for one in facts.candidates if one.is_own and one.is_open}

    code = decide_link(facts).code

    if len(open_items) > 1:
        assert code in AMBIGUOUS


@given(plain_mail)
def test_several_items_are_ambiguous_however_old_or_young_they_are(facts: MailFacts) -> None:
    aged = tuple(replace(one, created_at=facts.at) for one in facts.candidates)

    codes = {decide_link(facts).code, decide_link(replace(facts, candidates=aged)).code}

    if len(facts.open_items) > 1:
        assert len(codes) == 1


@given(any_mail)
def test_what_a_user_linked_by_hand_stays(facts: MailFacts) -> None:
    if facts.linked_item is not None:
        by_hand = replace(facts, is_linked_by_hand=True)

        assert decide_link(by_hand).outcome.item == facts.linked_item


@given(any_mail)
def test_what_a_user_unlinked_stays_unlinked_by_every_rule(facts: MailFacts) -> None:
    """Only a choice of a person, made with this message, lifts a veto."""
    unlinked = replace(facts, linked_item=None, is_vetoed=True, choice=None)

    assert decide_link(unlinked).outcome.action is Action.NONE


@given(any_mail)
def test_a_decision_names_no_item_that_was_not_given(facts: MailFacts) -> None:
    shown = {one.item for one in facts.candidates} | {facts.linked_item, None}
    if facts.choice is not None:
        shown.add(facts.choice.item)

    assert decide_link(facts).outcome.item in shown


@given(any_mail)
def test_every_decision_has_a_code_and_its_sentence(facts: MailFacts) -> None:
    decision = decide_link(facts)

    assert decision.sentence == REASONS[Code(decision.code)].sentence


@given(any_mail, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_nothing(facts: MailFacts, chance: object) -> None:
    shuffled = list(facts.candidates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    other = replace(facts, candidates=tuple(shuffled))
    # The same item given twice with two dates is a contradiction no caller makes.
    if len({one.item for one in shuffled}) == len(shuffled):
        assert decide_link(other) == decide_link(facts)


@dataclass(frozen=True)
class Mail:
    """A message on its way into a conversation."""

    at: datetime
    message_id: str
    candidates: tuple[Candidate, ...]
    choice: Choice | None
    is_automated: bool


@dataclass
class Conversation:
    """A conversation as the stage that links keeps it."""

    item: ItemRef | None = None
    is_by_hand: bool = False
    is_vetoed: bool = False
    carried_out: set[str] = field(default_factory=set)

    def decide(self, batch: Iterable[Mail], known: Sequence[Mail] = ()) -> None:
        """Decide the messages of a batch, oldest first, each with the parties up to then."""
        all_mail = [*known, *batch]
        for mail in sorted(batch, key=lambda one: decision_order(one.at, one.message_id)):
            order = decision_order(mail.at, mail.message_id)
            before = [one for one in all_mail if decision_order(one.at, one.message_id) <= order]
            self._decide_one(mail, before)

    def _decide_one(self, mail: Mail, before: Sequence[Mail]) -> None:
        choice = mail.choice and replace(mail.choice, is_spent=mail.message_id in self.carried_out)
        facts = MailFacts(
            at=mail.at,
            conversation_first_at=min(one.at for one in before),
            contact_count=1,
            candidates=tuple({one.item: one for m in before for one in m.candidates}.values()),
            linked_item=self.item,
            is_linked_by_hand=self.is_by_hand,
            is_vetoed=self.is_vetoed,
            choice=choice,
            is_automated=mail.is_automated,
        )
        decision = decide_link(facts)
        if decision.outcome.action is Action.LINK:
            self.item = decision.outcome.item
            self.is_vetoed = False
        if choice is not None:
            self.carried_out.add(mail.message_id)

    @property
    def standing(self) -> tuple[ItemRef | None, bool, bool]:
        return self.item, self.is_by_hand, self.is_vetoed


@st.composite
def batches(draw: st.DrawFn) -> list[Mail]:
    """Draw up to five messages; an item is the same wherever it appears."""
    items = {one.item: one for one in draw(st.lists(candidates, max_size=3))}
    return [
        Mail(
            at=draw(moments),
            message_id=str(number),
            candidates=tuple(one for one in items.values() if draw(st.booleans())),
            choice=draw(st.none() | choices),
            is_automated=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 5)))
    ]


@given(batches())
def test_deciding_a_batch_twice_changes_nothing(batch: list[Mail]) -> None:
    conversation = Conversation()
    conversation.decide(batch)
    once = conversation.standing

    conversation.decide(batch)

    assert conversation.standing == once


@given(batches(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_batch_arrives_changes_nothing(
    batch: list[Mail], chance: object
) -> None:
    in_order, shuffled = Conversation(), Conversation()
    in_order.decide(batch)
    chance.shuffle(batch)  # type: ignore[attr-defined]

    shuffled.decide(batch)

    assert shuffled.standing == in_order.standing


@given(batches(), st.none() | item_refs)
def test_deciding_again_never_overrides_a_hand(batch: list[Mail], put: ItemRef | None) -> None:
    conversation = Conversation()
    conversation.decide(batch)
    conversation.item = put
    conversation.is_by_hand, conversation.is_vetoed = put is not None, put is None

    conversation.decide(batch)

    assert conversation.standing == (put, put is not None, put is None)


@given(batches(), batches())
def test_a_link_is_not_unmade_because_other_mail_turns_up(
    first: list[Mail], later: list[Mail]
) -> None:
    conversation = Conversation()
    conversation.decide(first)
    had = conversation.item
    more = [replace(one, message_id=f"later-{one.message_id}", choice=None) for one in later]

    conversation.decide(more, known=first)

    if had is not None:
        assert conversation.item == had


@pytest.mark.parametrize("code", sorted({*BY_COUNT, *AMBIGUOUS}))
def test_the_facts_drawn_for_counting_reach_every_end_of_it(code: Code) -> None:
    """The properties above would say nothing about what is never drawn."""
    found = find(plain_mail, lambda facts: decide_link(facts).code == code, settings=ONCE)

    assert decide_link(found).code == code


@pytest.mark.parametrize("code", sorted(EXPLICIT))
def test_any_facts_drawn_reach_the_choices_of_people(code: Code) -> None:
    """The properties above would say nothing about what is never drawn."""
    found = find(any_mail, lambda facts: decide_link(facts).code == code, settings=ONCE)

    assert decide_link(found).code == code
