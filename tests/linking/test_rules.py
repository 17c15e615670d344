"""The table of spec/linking.md section 3, row by row.

Each row has its number as its id. Rows that are events, or are answered before the rules are
asked, test what the pure rules hold of them and say so.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import pytest

from kartotek.linking.rules import (
    LINK_TABLE,
    REASONS,
    Action,
    Code,
    Event,
    ItemRef,
    MailFacts,
    OrganizationLink,
    PersonFacts,
    Via,
    code_after,
    decide_link,
    organization_of,
)
from kartotek.mail.rules.threading import Ground, NodeFacts, choose_parent, nodes_of
from tests.linking.rule_facts import (
    BODRUM,
    DANIEL,
    LAST_MONTH,
    LAST_YEAR,
    LOBBY,
    NOW,
    SPA,
    TERRACE,
    TOMORROW,
    ZEYNEP,
    composed,
    group,
    item,
    mail,
    named,
)
from tests.mail.rules.reply_facts import LINES, parent, reply


@dataclass(frozen=True)
class Case:
    """A situation of the table, what is decided, and which item it means."""

    row: str
    situation: str
    facts: MailFacts
    code: str
    linked: ItemRef | None = None
    action: Action | None = None

    @property
    def expected_action(self) -> Action:
        if self.action is not None:
            return self.action
        return Action.LINK if self.linked else Action.NONE


CASES = (
    Case(
        "01",
        "automatic linking is off for the mailbox that brought the message",
        mail(item(LOBBY), is_automatic_linking_on=False),
        "AUTO_OFF",
    ),
    Case("02", "one contact with exactly one open deal", mail(item(LOBBY)), "ONE_OPEN_ITEM", LOBBY),
    Case(
        "03",
        "one contact with exactly one open lead",
        mail(item(TERRACE)),
        "ONE_OPEN_ITEM",
        TERRACE,
    ),
    Case("04", "one contact with exactly one open project", mail(item(SPA)), "ONE_OPEN_ITEM", SPA),
    Case("05", "two open deals", mail(item(LOBBY), item(BODRUM)), "AMBIGUOUS"),
    Case("06", "an open deal and an open lead", mail(item(LOBBY), item(TERRACE)), "AMBIGUOUS"),
    Case("06b", "an open deal and an open project", mail(item(LOBBY), item(SPA)), "AMBIGUOUS"),
    Case("07", "a contact without any item", mail(), "NO_OPEN_ITEM"),
    Case("08", "only a won deal", mail(item(LOBBY, "won")), "ITEM_CLOSED"),
    Case("09", "only a lost deal", mail(item(LOBBY, "lost")), "ITEM_CLOSED"),
    Case("10", "only a deleted deal", mail(item(LOBBY, "deleted")), "ITEM_CLOSED"),
    Case(
        "11",
        "one open deal beside a won, a lost and a deleted one",
        mail(
            item(ItemRef(LOBBY.kind, 1), "won"),
            item(ItemRef(LOBBY.kind, 2), "lost"),
            item(ItemRef(LOBBY.kind, 3), "deleted"),
            item(LOBBY),
        ),
        "ONE_OPEN_ITEM",
        LOBBY,
    ),
    Case("12", "only an archived lead", mail(item(TERRACE, "archived")), "ITEM_CLOSED"),
    Case(
        "13",
        "one open lead beside an archived one",
        mail(item(TERRACE), item(ItemRef(TERRACE.kind, 1), "archived")),
        "ONE_OPEN_ITEM",
        TERRACE,
    ),
    Case("14", "only a completed project", mail(item(SPA, "completed")), "ITEM_CLOSED"),
    Case("14b", "only a cancelled project", mail(item(SPA, "cancelled")), "ITEM_CLOSED"),
    Case("14c", "only an archived project", mail(item(SPA, "archived")), "ITEM_CLOSED"),
    Case("15", "only an archived deal", mail(item(LOBBY, "archived")), "ITEM_CLOSED"),
    Case(
        "16",
        "the deal is won, and the project made from it is open",
        mail(item(LOBBY, "won"), item(SPA)),
        "ONE_OPEN_ITEM",
        SPA,
    ),
    Case(
        "17",
        "a project was made while its deal stays open",
        mail(item(LOBBY), item(SPA, created_at=NOW)),
        "AMBIGUOUS",
    ),
    Case("18", "a group in which nobody has an item", group(), "NO_OPEN_ITEM"),
    Case(
        "18b",
        "a group in which only closed items exist",
        group(item(LOBBY, "lost")),
        "ITEM_CLOSED",
    ),
    Case(
        "18c",
        "more than two recipients, and none has an open deal, lead or project",
        group(parties=3),
        "NO_OPEN_ITEM",
    ),
    Case(
        "19",
        "a group in which one of two contacts has one open item",
        group(item(LOBBY)),
        "ONE_OPEN_ITEM_IN_GROUP",
        LOBBY,
    ),
    Case(
        "20",
        "two parties share the single open item",
        group(item(LOBBY, people=[ZEYNEP]), item(LOBBY, people=[DANIEL])),
        "ONE_OPEN_ITEM_IN_GROUP",
        LOBBY,
    ),
    Case(
        "21",
        "two parties with one different open item each",
        group(item(LOBBY, people=[ZEYNEP]), item(TERRACE, people=[DANIEL])),
        "AMBIGUOUS_GROUP",
    ),
    Case(
        "22",
        "one party has one open item, the other has several",
        group(
            item(LOBBY, people=[ZEYNEP]),
            item(BODRUM, people=[DANIEL]),
            item(SPA, people=[DANIEL]),
        ),
        "AMBIGUOUS_GROUP",
    ),
    Case(
        "22b",
        "one party has several open items, the others none",
        group(item(LOBBY), item(BODRUM), parties=3),
        "AMBIGUOUS_GROUP",
    ),
    Case(
        "23",
        "one party has one open item, the others are unknown addresses",
        group(item(LOBBY), parties=3, contact_count=1),
        "ONE_OPEN_ITEM_IN_GROUP",
        LOBBY,
    ),
    Case(
        "25",
        "the message is dated before the deal was created",
        mail(item(LOBBY, created_at=TOMORROW)),
        "OLDER_THAN_ITEM",
    ),
    Case(
        "25b",
        "the message is dated in the very second the deal was created",
        mail(item(LOBBY, created_at=NOW)),
        "ONE_OPEN_ITEM",
        LOBBY,
    ),
    Case(
        "25c",
        "in a group, the message is dated before the only open item was created",
        group(item(LOBBY, created_at=TOMORROW)),
        "OLDER_THAN_ITEM",
    ),
    Case(
        "26",
        "the conversation is older than the deal, the new message is not",
        mail(item(LOBBY), conversation_first_at=LAST_YEAR),
        "ONE_OPEN_ITEM",
        LOBBY,
    ),
    Case(
        "26b",
        "the same, where the company links only younger conversations",
        mail(item(LOBBY), conversation_first_at=LAST_YEAR, only_younger_conversations=True),
        "CONVERSATION_OLDER_THAN_ITEM",
    ),
    Case(
        "26c",
        "the company links only younger conversations, and this one is",
        mail(item(LOBBY), only_younger_conversations=True),
        "ONE_OPEN_ITEM",
        LOBBY,
    ),
    Case(
        "27",
        "past mail, dated after the deal that is open now was created",
        mail(item(LOBBY, created_at=LAST_YEAR), at=LAST_MONTH),
        "ONE_OPEN_ITEM",
        LOBBY,
    ),
    Case(
        "27b",
        "past mail from a time when the deal was open that is closed now",
        mail(item(LOBBY, "won", created_at=LAST_YEAR), at=LAST_MONTH),
        "ITEM_CLOSED",
    ),
    Case(
        "28",
        "past mail, dated before the deal was created",
        mail(item(LOBBY, created_at=LAST_MONTH), at=LAST_YEAR),
        "OLDER_THAN_ITEM",
    ),
    Case("31", "unknown parties only", mail(contact_count=0), "UNKNOWN_ADDRESS"),
    Case("31b", "a group of unknown parties", group(contact_count=0), "UNKNOWN_ADDRESS"),
    Case(
        "32",
        "an unknown recipient of Smart Bcc mail, just added as a person",
        mail(contact_count=0, creates_contacts=True),
        "CONTACT_CREATED_BY_BCC",
    ),
    Case(
        "32b",
        "Smart Bcc mail to a contact without items and somebody new",
        group(contact_count=1, creates_contacts=True),
        "NO_OPEN_ITEM",
    ),
    Case(
        "35",
        "the organization has one open deal without a person",
        mail(item(LOBBY, via=Via.ORGANIZATION, is_primary=False)),
        "NO_OPEN_ITEM",
    ),
    Case(
        "35b",
        "the organization has an open deal, the contact a closed one",
        mail(item(LOBBY, via=Via.ORGANIZATION, is_primary=False), item(BODRUM, "won")),
        "ITEM_CLOSED",
    ),
    Case(
        "35c",
        "the organization has a closed deal without a person",
        mail(item(LOBBY, "won", via=Via.ORGANIZATION, is_primary=False)),
        "NO_OPEN_ITEM",
    ),
    Case(
        "36",
        "the sender only takes part in a deal",
        mail(item(LOBBY, via=Via.PARTICIPANT, is_primary=False)),
        "PARTICIPANT_ONLY",
    ),
    Case(
        "36b",
        "the sender is not the first person of a project",
        mail(item(SPA, via=Via.PERSON, is_primary=False)),
        "PARTICIPANT_ONLY",
    ),
    Case(
        "36c",
        "the sender has a closed deal and takes part in an open one",
        mail(item(BODRUM, "won"), item(LOBBY, via=Via.PARTICIPANT, is_primary=False)),
        "PARTICIPANT_ONLY",
    ),
    Case(
        "36d",
        "the only deal the sender takes part in is closed",
        mail(item(LOBBY, "won", via=Via.PARTICIPANT, is_primary=False)),
        "ITEM_CLOSED",
    ),
    Case(
        "36e",
        "the sender has one open deal and takes part in another",
        mail(item(LOBBY), item(BODRUM, via=Via.PARTICIPANT, is_primary=False)),
        "ONE_OPEN_ITEM",
        LOBBY,
    ),
    Case(
        "37",
        "the Smart Bcc address names a deal, though two others are open",
        mail(item(BODRUM), item(SPA), choice=named(LOBBY)),
        "BCC_ADDRESS",
        LOBBY,
    ),
    Case(
        "37b",
        "the Smart Bcc address names a deal that is closed",
        mail(item(LOBBY, "won"), choice=named(LOBBY)),
        "BCC_ADDRESS",
        LOBBY,
    ),
    Case(
        "37c",
        "the Smart Bcc address names another deal than the rules had linked",
        mail(item(BODRUM), linked_item=BODRUM, choice=named(LOBBY)),
        "BCC_ADDRESS",
        LOBBY,
    ),
    Case(
        "37d",
        "the Smart Bcc address names a deal after a user had unlinked the conversation",
        mail(item(LOBBY), is_vetoed=True, choice=named(LOBBY)),
        "BCC_ADDRESS",
        LOBBY,
    ),
    Case(
        "38",
        "the Smart Bcc address names a deal that is gone: the rules decide",
        mail(item(BODRUM), is_chosen_item_missing=True),
        "ONE_OPEN_ITEM",
        BODRUM,
    ),
    Case(
        "39",
        "sent from inside a deal",
        mail(item(BODRUM), item(SPA), choice=composed(LOBBY)),
        "SENT_FROM_ITEM",
        LOBBY,
    ),
    Case(
        "40",
        "a message in a conversation that is linked",
        mail(item(LOBBY), item(BODRUM), linked_item=LOBBY),
        "INHERITED",
        LOBBY,
        Action.KEEP,
    ),
    Case(
        "41",
        "the linked deal was closed since, and another is open",
        mail(item(LOBBY, "won"), item(BODRUM), linked_item=LOBBY),
        "INHERITED",
        LOBBY,
        Action.KEEP,
    ),
    Case("42", "a new conversation after the deal closed", mail(item(LOBBY, "won")), "ITEM_CLOSED"),
    Case(
        "43",
        "a user unlinked the conversation",
        mail(item(LOBBY), is_vetoed=True),
        "USER_UNLINKED",
    ),
    Case(
        "43b",
        "a user unlinked the conversation after the choice in the composer was carried out",
        mail(item(LOBBY), is_vetoed=True, choice=composed(LOBBY, is_spent=True)),
        "USER_UNLINKED",
    ),
    Case(
        "44",
        "a user linked the conversation by hand, and an address names another deal",
        mail(item(BODRUM), linked_item=LOBBY, is_linked_by_hand=True, choice=named(BODRUM)),
        "MANUAL",
        LOBBY,
        Action.KEEP,
    ),
    Case(
        "45",
        "own addresses only",
        mail(external_party_count=0, contact_count=0, is_internal=True),
        "INTERNAL",
    ),
    Case(
        "48",
        "two persons share the address and have an open item each",
        mail(item(LOBBY, people=[ZEYNEP]), item(SPA, people=[DANIEL]), contact_count=2),
        "AMBIGUOUS",
    ),
    Case(
        "48b",
        "two persons share the address and the single open item",
        mail(item(LOBBY, people=[ZEYNEP]), item(LOBBY, people=[DANIEL]), contact_count=2),
        "ONE_OPEN_ITEM",
        LOBBY,
    ),
    Case("51", "an automatic mail", mail(item(LOBBY), is_automated=True), "AUTOMATED"),
    Case(
        "51b",
        "an automatic mail in a linked conversation",
        mail(linked_item=LOBBY, is_automated=True),
        "INHERITED",
        LOBBY,
        Action.KEEP,
    ),
    Case(
        "52",
        "the Smart Bcc copy of a message that a mailbox had brought already",
        mail(item(BODRUM), linked_item=BODRUM, choice=named(LOBBY)),
        "BCC_ADDRESS",
        LOBBY,
    ),
    Case(
        "57",
        "the linked item was deleted",
        mail(item(BODRUM), linked_item=LOBBY, is_linked_item_deleted=True),
        "ITEM_DELETED",
        LOBBY,
        Action.KEEP,
    ),
    Case("58", "a stranger writes", mail(item(LOBBY), is_stranger=True), "STRANGER"),
    Case(
        "58b",
        "a stranger writes into a linked conversation",
        mail(linked_item=LOBBY, is_stranger=True),
        "INHERITED",
        LOBBY,
        Action.KEEP,
    ),
    Case("59", "nothing proves the sender", mail(item(LOBBY), is_unverified=True), "UNVERIFIED"),
    Case(
        "59b",
        "nothing proves the sender, and the address names a deal",
        mail(item(LOBBY), choice=named(LOBBY), is_unverified=True),
        "UNVERIFIED",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[f"row_{case.row}" for case in CASES])
def test_a_row_of_the_table(case: Case) -> None:
    decision = decide_link(case.facts)

    assert (decision.code, decision.outcome.item, decision.outcome.action) == (
        case.code,
        case.linked,
        case.expected_action,
    ), case.situation


def test_row_24_the_rules_do_not_know_in_which_field_a_contact_stands() -> None:
    """What counts as a party is settled before; a contact in Cc is one like any other."""
    assert {"to", "cc", "bcc"}.isdisjoint(field.name for field in fields(MailFacts))


@pytest.mark.parametrize("code", [Code.UNKNOWN_ADDRESS, Code.NO_OPEN_ITEM])
def test_row_29_a_contact_created_later_changes_the_reason_and_links_nothing(code: Code) -> None:
    after = code_after(Event.CONTACT_APPEARED, code=code, link_code=None)

    assert after is Code.CONTACT_CREATED_LATER


def test_row_30_a_contact_created_later_leaves_a_link_as_it_was() -> None:
    after = code_after(
        Event.CONTACT_APPEARED, code=Code.ONE_OPEN_ITEM, link_code=Code.ONE_OPEN_ITEM
    )

    assert after is Code.ONE_OPEN_ITEM


def test_row_30_a_contact_created_later_leaves_another_reason_as_it_was() -> None:
    after = code_after(Event.CONTACT_APPEARED, code=Code.AUTOMATED, link_code=None)

    assert after is Code.AUTOMATED


def test_row_33_a_person_brings_the_organization_along() -> None:
    assert organization_of(PersonFacts(has_organization=True)) == (
        OrganizationLink.LINKED,
        Code.ORG_VIA_PERSON,
    )


def test_row_34_an_organization_of_the_same_domain_is_only_offered() -> None:
    facts = PersonFacts(has_organization=False, knows_domain=True)

    assert organization_of(facts) == (OrganizationLink.OFFERED, Code.NO_ORG)


def test_row_34_an_organization_is_never_offered_for_a_free_mail_domain() -> None:
    facts = PersonFacts(has_organization=False, knows_domain=True, is_free_mail=True)

    assert organization_of(facts) == (OrganizationLink.NONE, Code.NO_ORG)


def test_row_34_nothing_is_offered_for_a_domain_nobody_has() -> None:
    facts = PersonFacts(has_organization=False)

    assert organization_of(facts) == (OrganizationLink.NONE, Code.NO_ORG)


def test_row_38_the_missing_item_is_noted_beside_the_result() -> None:
    decision = decide_link(mail(item(BODRUM), is_chosen_item_missing=True))

    assert decision.outcome.notes == (Code.BCC_ITEM_MISSING,)


def test_row_38_nothing_is_noted_where_nothing_is_missing() -> None:
    assert decide_link(mail(item(BODRUM))).outcome.notes == ()


def test_row_46_a_blocked_mail_never_reaches_the_table() -> None:
    """It is counted and not kept, so its code explains the count and no row decides it."""
    assert Code.BLOCKED in REASONS
    assert Code.BLOCKED not in {row.code for row in LINK_TABLE}


def test_row_47_the_rules_do_not_know_who_is_blocked() -> None:
    """With an unblocked party on it a mail was admitted, and is decided as usual."""
    assert not [field.name for field in fields(MailFacts) if "block" in field.name]


def test_row_49_an_item_the_owner_may_not_see_is_as_if_absent() -> None:
    """Whoever gathers the facts leaves it out; with the hidden item it would be ambiguous."""
    seen = mail(item(LOBBY))

    decision = decide_link(seen)

    assert decision.outcome.item == LOBBY
    assert decide_link(replace(seen, candidates=(item(LOBBY), item(SPA)))).code == "AMBIGUOUS"


def test_row_50_the_item_chosen_for_a_draft_counts_when_it_is_sent() -> None:
    """Drafts are not decided; what was chosen comes with the sent mail."""
    decision = decide_link(mail(item(BODRUM), choice=composed(LOBBY)))

    assert (decision.code, decision.outcome.item) == ("SENT_FROM_ITEM", LOBBY)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        pytest.param(Event.LINKED_BY_HAND, Code.MANUAL, id="row_44"),
        pytest.param(Event.UNLINKED_BY_HAND, Code.USER_UNLINKED, id="row_43"),
        pytest.param(Event.ITEM_CONVERTED, Code.CONVERTED, id="row_53"),
        pytest.param(Event.ITEMS_MERGED, Code.MERGED, id="row_55"),
        pytest.param(Event.ITEM_DELETED, Code.ITEM_DELETED, id="row_57"),
    ],
)
def test_an_event_gives_a_linked_conversation_its_code(event: Event, code: Code) -> None:
    after = code_after(event, code=Code.INHERITED, link_code=Code.ONE_OPEN_ITEM)

    assert after is code


def test_row_57_restoring_the_item_brings_back_why_it_was_linked() -> None:
    after = code_after(Event.ITEM_RESTORED, code=Code.ITEM_DELETED, link_code=Code.SENT_FROM_ITEM)

    assert after is Code.SENT_FROM_ITEM


@pytest.mark.parametrize(
    "event",
    [Event.ITEM_CONVERTED, Event.ITEMS_MERGED, Event.ITEM_DELETED, Event.ITEM_RESTORED],
)
def test_what_happens_to_an_item_leaves_an_unlinked_conversation_as_it_was(event: Event) -> None:
    assert code_after(event, code=Code.AMBIGUOUS, link_code=None) is Code.AMBIGUOUS


def test_row_60_what_is_forwarded_to_smart_bcc_shares_no_node_with_anything() -> None:
    inner = NodeFacts(
        own_id="offer@kuzeyisik.example",
        references=("first@marmara.example",),
        is_forwarded_to_bcc=True,
    )
    copy_in_sent = replace(inner, is_forwarded_to_bcc=False)

    assert set(nodes_of(inner)).isdisjoint(nodes_of(copy_in_sent))


def test_row_60_what_is_forwarded_to_smart_bcc_is_not_joined_by_what_it_quotes() -> None:
    forward = reply(quoted_lines=LINES, is_forwarded_to_bcc=True)

    assert choose_parent(forward, [parent(own_lines=LINES)]).code == Ground.NEW
