"""Two conversations that a letter shows to be one, though users chose differently for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.errors import Forbidden, NotFound
from kartotek.history.models import Entry
from kartotek.linking import operations, queries
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import Conversation, KeptApart, MailboxConversation
from kartotek.mail.operations.conversations import archive
from tests.letters import DANIEL, LATER, UNKNOWN, ZEYNEP, deliver, letter, message

SOON = LATER + timedelta(hours=1)


def home(message_id: str) -> int:
    return int(message(message_id).conversation_id or 0)


def link(message_id: str) -> ConversationLink:
    return ConversationLink.objects.get(conversation_id=home(message_id))


def living() -> set[int]:
    return set(Conversation.objects.filter(joined_into=None).values_list("pk", flat=True))


@pytest.fixture
def two(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, lobby_deal: Any, clinic_lead: Any, by_elif: Any
) -> KeptApart:
    """Zeynep's mail and Daniel's, linked by hand to a deal and a lead, and a letter to both."""
    for name, sender, kind, item in (
        ("a", ZEYNEP, ItemKind.DEAL, lobby_deal),
        ("b", DANIEL, ItemKind.LEAD, clinic_lead),
    ):
        deliver(elifs_mailbox, letter(f"{name}@x", sender=sender, subject=f"About {name}"))
        operations.link_by_hand(
            conversation_id=home(f"{name}@x"), item=ItemRef(kind, item.pk), by=by_elif, at=LATER
        )
    deliver(elifs_mailbox, letter("late@x", replies_to=["a@x", "b@x"], subject="Both"))
    return KeptApart.objects.get()


def test_they_stay_apart_and_are_offered_to_their_owner(two: KeptApart, by_elif: Any) -> None:
    [pair] = queries.pairs_of(home("a@x"), viewer=by_elif)

    assert home("a@x") != home("b@x") == home("late@x")
    assert [one.conversation_id for one in pair.halves] == [home("a@x"), home("b@x")]
    assert [one.item.kind for one in pair.halves if one.item] == ["deal", "lead"]
    assert (pair.sender, pair.subject) == ("Zeynep Karaca", "Both")


def test_they_are_not_offered_to_who_may_only_read_them(two: KeptApart, by_mert: Any) -> None:
    assert queries.conversation(home("a@x"), viewer=by_mert)
    assert queries.pairs_of(home("a@x"), viewer=by_mert) == []
    with pytest.raises(Forbidden):
        operations.keep_apart(pair_id=two.pk, by=by_mert, at=SOON)


def test_another_company_knows_nothing_of_them(two: KeptApart, by_outsider: Any) -> None:
    with pytest.raises(NotFound):
        operations.keep_apart(pair_id=two.pk, by=by_outsider, at=SOON)


@pytest.mark.parametrize("keeps", ["a@x", "b@x"])
def test_joined_they_are_one_linked_as_was_chosen(keeps: str, two: KeptApart, by_elif: Any) -> None:
    chosen = link(keeps)

    operations.join_by_hand(pair_id=two.pk, keeps=home(keeps), by=by_elif, at=SOON)

    assert home("a@x") == home("b@x") == home("late@x")
    made = ConversationLink.objects.get()
    assert (made.item_type, made.item_id, made.how) == (chosen.item_type, chosen.item_id, "by hand")
    assert made.decision.code == "MANUAL"
    assert ParticipantMatch.objects.filter(conversation_id=home("a@x")).count() == 2
    assert queries.pairs_of(home("a@x"), viewer=by_elif) == []


def test_joining_is_told_on_both_items_and_in_why(
    two: KeptApart, lobby_deal: Any, clinic_lead: Any, by_elif: Any
) -> None:
    operations.join_by_hand(pair_id=two.pk, keeps=home("a@x"), by=by_elif, at=SOON)

    told = Entry.objects.filter(kind__startswith="conversation.joined")
    assert set(told.values_list("kind", "subject_type")) == {
        ("conversation.joined-by-hand", "conversation"),
        ("conversation.joined-by-hand", "deal"),
        ("conversation.joined-away", "lead"),
    }
    why = queries.why(home("a@x"), viewer=by_elif)
    assert "joined" in [one.kind for one in why.changes]


def test_joined_its_people_are_no_strangers_to_each_other(
    elifs_mailbox: Any, two: KeptApart, by_elif: Any
) -> None:
    late = letter("more@x", sender=UNKNOWN, replies_to="a@x", at=LATER + timedelta(minutes=5))
    deliver(elifs_mailbox, late)
    deliver(
        elifs_mailbox,
        letter("there@x", sender=UNKNOWN, replies_to="b@x", at=LATER + timedelta(minutes=9)),
    )
    assert (message("more@x").is_stranger, message("there@x").is_stranger) == (True, True)

    operations.join_by_hand(pair_id=two.pk, keeps=home("a@x"), by=by_elif, at=SOON)
    assert (message("more@x").is_stranger, message("there@x").is_stranger) == (True, False)

    operations.ask_again(pair_id=two.pk, by=by_elif, at=SOON)
    assert message("there@x").is_stranger


def test_undoing_a_joining_brings_everything_back(
    elifs_mailbox: Any, two: KeptApart, by_elif: Any
) -> None:
    archive(conversation_ids=[home("a@x")], by=by_elif, at=LATER)
    before = _everything()

    operations.join_by_hand(pair_id=two.pk, keeps=home("b@x"), by=by_elif, at=SOON)
    assert _everything() != before
    operations.ask_again(pair_id=two.pk, by=by_elif, at=SOON)

    assert _everything() == before
    assert len(queries.pairs_of(home("a@x"), viewer=by_elif)) == 1


def _everything() -> dict[str, Any]:
    """How the conversations lie and stand, as far as anybody sees it."""
    return {
        "living": living(),
        "homes": [home(f"{name}@x") for name in ("a", "b", "late")],
        "links": sorted(
            ConversationLink.objects.values_list(
                "conversation_id", "deal_id", "lead_id", "how", "decision_id", "made_by_id"
            )
        ),
        "matches": set(ParticipantMatch.objects.values_list("conversation_id", "person_id")),
        "places": sorted(
            MailboxConversation.objects.values_list(
                "conversation_id", "message_count", "in_inbox", "in_archive", "is_shared"
            )
        ),
        "choices": set(Conversation.objects.values_list("pk", "choice", "message_count")),
    }


def test_a_joining_is_not_undone_after_somebody_linked_the_whole_elsewhere(
    two: KeptApart, clinic_lead: Any, by_elif: Any
) -> None:
    operations.join_by_hand(pair_id=two.pk, keeps=home("a@x"), by=by_elif, at=SOON)
    item = ItemRef(ItemKind.LEAD, clinic_lead.pk)
    operations.link_by_hand(conversation_id=home("a@x"), item=item, by=by_elif, at=SOON)

    with pytest.raises(NotFound):
        operations.ask_again(pair_id=two.pk, by=by_elif, at=SOON)

    assert home("a@x") == home("b@x")


def test_what_came_after_a_joining_stays_where_it_came(
    elifs_mailbox: Any, two: KeptApart, by_elif: Any
) -> None:
    operations.join_by_hand(pair_id=two.pk, keeps=home("a@x"), by=by_elif, at=SOON)
    whole = home("a@x")
    deliver(elifs_mailbox, letter("after@x", replies_to="a@x", at=SOON))

    operations.ask_again(pair_id=two.pk, by=by_elif, at=SOON)

    assert home("after@x") == whole
    assert home("a@x") != home("b@x")


def test_kept_apart_they_are_not_offered_again(
    elifs_mailbox: Any, two: KeptApart, by_elif: Any
) -> None:
    operations.keep_apart(pair_id=two.pk, by=by_elif, at=SOON)
    deliver(elifs_mailbox, letter("again@x", replies_to=["a@x", "b@x"], at=SOON))

    assert home("a@x") != home("b@x")
    assert queries.pairs_of(home("a@x"), viewer=by_elif) == []


def test_kept_apart_they_stay_apart_when_both_are_linked_to_the_same(
    elifs_mailbox: Any, two: KeptApart, lobby_deal: Any, by_elif: Any
) -> None:
    operations.keep_apart(pair_id=two.pk, by=by_elif, at=SOON)
    item = ItemRef(ItemKind.DEAL, lobby_deal.pk)
    operations.link_by_hand(conversation_id=home("b@x"), item=item, by=by_elif, at=SOON)

    deliver(elifs_mailbox, letter("again@x", replies_to=["a@x", "b@x"], at=SOON))

    assert home("a@x") != home("b@x")


def test_undoing_to_keep_them_apart_asks_again(two: KeptApart, by_elif: Any) -> None:
    operations.keep_apart(pair_id=two.pk, by=by_elif, at=SOON)

    operations.ask_again(pair_id=two.pk, by=by_elif, at=SOON)

    assert len(queries.pairs_of(home("a@x"), viewer=by_elif)) == 1


def test_linked_to_the_same_by_now_there_is_nothing_to_choose(
    two: KeptApart, lobby_deal: Any, by_elif: Any
) -> None:
    item = ItemRef(ItemKind.DEAL, lobby_deal.pk)
    operations.link_by_hand(conversation_id=home("b@x"), item=item, by=by_elif, at=SOON)

    [pair] = queries.pairs_of(home("a@x"), viewer=by_elif)

    assert pair.are_alike


def test_a_pair_follows_when_one_of_them_joins_a_third(
    elifs_mailbox: Any, two: KeptApart, by_elif: Any
) -> None:
    old = [letter(f"{n}@x", replies_to="root@x", subject="Old") for n in ("c", "d", "e")]
    deliver(elifs_mailbox, *old)

    deliver(elifs_mailbox, letter("more@x", replies_to=["a@x", "c@x"], at=SOON))

    assert home("a@x") == home("c@x")
    [pair] = queries.pairs_of(home("a@x"), viewer=by_elif)
    assert pair.other.conversation_id == home("b@x")
