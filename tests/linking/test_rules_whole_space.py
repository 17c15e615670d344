"""The table against the steps of section 2, written down a second time as prose would say them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from kartotek.linking.rules import LINK_TABLE, Code, MailFacts, Via, decide_link
from tests.linking.rule_facts import (
    BODRUM,
    LAST_MONTH,
    LAST_YEAR,
    LOBBY,
    NOW,
    SPA,
    TOMORROW,
    composed,
    item,
    mail,
    named,
)

LINKS: tuple[dict[str, Any], ...] = (
    {},
    {"linked_item": SPA},
    {"linked_item": SPA, "is_linked_item_deleted": True},
    {"linked_item": SPA, "is_linked_by_hand": True},
    {"linked_item": SPA, "is_linked_by_hand": True, "is_linked_item_deleted": True},
    {"is_vetoed": True},
)
CHOICES = (None, named(LOBBY), composed(LOBBY), named(LOBBY, is_spent=True))
BOTH = (False, True)


def heads() -> Iterator[MailFacts]:
    """Give every combination of what the first six steps look at."""
    for link, choice, internal, automated, stranger, unverified, is_on in product(
        LINKS, CHOICES, BOTH, BOTH, BOTH, BOTH, BOTH
    ):
        yield mail(
            item(BODRUM),
            **link,
            choice=choice,
            is_internal=internal,
            is_automated=automated,
            is_stranger=stranger,
            is_unverified=unverified,
            is_automatic_linking_on=is_on,
        )


def tails() -> Iterator[MailFacts]:
    """Give every combination of what the last two steps look at."""
    for open_items, created_at, group, contacts, creates, closed, part, org, young in product(
        ((), (LOBBY,), (LOBBY, BODRUM)),
        (LAST_YEAR, LAST_MONTH, TOMORROW),
        BOTH, (0, 1), BOTH, BOTH, BOTH, BOTH, BOTH,
    ):  # fmt: skip
        found = [item(ref, created_at=created_at) for ref in open_items]
        if closed:
            found.append(item(SPA, "completed"))
        if part:
            found.append(item(SPA, via=Via.PARTICIPANT, is_primary=False))
        if org:
            found.append(item(SPA, via=Via.ORGANIZATION, is_primary=False))
        yield mail(
            *found,
            conversation_first_at=LAST_YEAR,
            external_party_count=2 if group else 1,
            contact_count=contacts,
            creates_contacts=creates,
            only_younger_conversations=young,
        )


def step_1_to_6(facts: MailFacts) -> str | None:
    """Return the code of the first six steps, or None where they leave it to the others."""
    choice = facts.choice
    if facts.linked_item and facts.is_linked_by_hand:
        return "MANUAL"
    if choice and not choice.is_spent:
        if choice.by == "composer":
            return "SENT_FROM_ITEM"
        if not facts.is_unverified:
            return "BCC_ADDRESS"
    if facts.linked_item:
        return "ITEM_DELETED" if facts.is_linked_item_deleted else "INHERITED"
    for name, code in (
        ("is_vetoed", "USER_UNLINKED"),
        ("is_internal", "INTERNAL"),
        ("is_automated", "AUTOMATED"),
        ("is_stranger", "STRANGER"),
        ("is_unverified", "UNVERIFIED"),
    ):
        if getattr(facts, name):
            return code
    return None if facts.is_automatic_linking_on else "AUTO_OFF"


def step_7_and_8(facts: MailFacts) -> str:
    """Return the code of the last two steps."""
    group = "_GROUP" if facts.external_party_count > 1 else ""
    own = [one for one in facts.candidates if one.via == "person"]
    open_items = [one for one in own if one.state == "open"]
    if len(open_items) > 1:
        return f"AMBIGUOUS{group}"
    if open_items:
        if facts.at < open_items[0].created_at:
            return "OLDER_THAN_ITEM"
        began_before = facts.conversation_first_at < open_items[0].created_at
        if began_before and facts.only_younger_conversations:
            return "CONVERSATION_OLDER_THAN_ITEM"
        return "ONE_OPEN_ITEM" + (f"_IN{group}" if group else "")
    if not facts.contact_count:
        return "CONTACT_CREATED_BY_BCC" if facts.creates_contacts else "UNKNOWN_ADDRESS"
    if any(one.via == "participant" and one.state == "open" for one in facts.candidates):
        return "PARTICIPANT_ONLY"
    return "ITEM_CLOSED" if len(own) > len(open_items) else "NO_OPEN_ITEM"


def test_the_first_steps_are_taken_in_the_order_of_the_law() -> None:
    wrong = [
        (decide_link(facts).code, expected)
        for facts in heads()
        if decide_link(facts).code != (expected := step_1_to_6(facts) or step_7_and_8(facts))
    ]

    assert wrong == []


def test_the_last_steps_are_taken_in_the_order_of_the_law() -> None:
    wrong = [
        (decide_link(facts).code, expected)
        for facts in tails()
        if decide_link(facts).code != (expected := step_7_and_8(facts))
    ]

    assert wrong == []


def test_no_row_of_the_table_stands_in_the_shadow_of_another() -> None:
    reached = {decide_link(facts).code for facts in (*heads(), *tails())}

    assert reached == {row.code for row in LINK_TABLE}


def test_codes_outside_the_table_belong_to_events_and_to_persons() -> None:
    assert set(Code) - {row.code for row in LINK_TABLE} == {
        Code.CONTACT_CREATED_LATER,
        Code.ORG_VIA_PERSON,
        Code.NO_ORG,
        Code.BCC_ITEM_MISSING,
        Code.BLOCKED,
        Code.CONVERTED,
        Code.MERGED,
    }


def test_now_lies_between_the_dates_of_the_space() -> None:
    """Otherwise half of the space would be the other half."""
    assert LAST_YEAR < LAST_MONTH < NOW < TOMORROW
