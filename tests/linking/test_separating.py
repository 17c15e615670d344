"""Taking a wrongly joined conversation apart, for good, and joining any two by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.errors import Forbidden, NotFound
from kartotek.linking import operations
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import Conversation, KeptApart, MailboxConversation
from kartotek.mail.operations.separate import separate_messages
from tests.letters import DANIEL, LATER, UNKNOWN, ZEYNEP, deliver, letter, message

SOON = LATER + timedelta(hours=5)


def home(message_id: str) -> int:
    return int(message(message_id).conversation_id or 0)


def item_at(message_id: str) -> tuple[int | None, int | None]:
    link = ConversationLink.objects.get(conversation_id=home(message_id))
    return link.deal_id, link.lead_id


@pytest.fixture
def joined(elifs_mailbox: Any, lobby_deal: Any, clinic_lead: Any) -> int:
    """Zeynep's conversation, in which Daniel answered about something else."""
    hour = timedelta(hours=1)
    deliver(
        elifs_mailbox,
        letter("a@x", sender=ZEYNEP, subject="Lobby"),
        letter("b@x", sender=DANIEL, replies_to="a@x", subject="Corridors", at=LATER + hour),
        letter("c@x", sender=DANIEL, replies_to="b@x", subject="Corridors", at=LATER + 2 * hour),
    )
    return home("a@x")


def test_the_later_half_is_decided_as_a_new_conversation(
    joined: int, lobby_deal: Any, clinic_lead: Any, by_elif: Any
) -> None:
    assert item_at("c@x") == (lobby_deal.pk, None)

    pair = operations.separate(message_id=message("b@x").pk, by=by_elif, at=SOON)

    assert home("a@x") == joined
    assert home("b@x") == home("c@x") == pair.second_id != joined
    assert (item_at("a@x"), item_at("b@x")) == ((lobby_deal.pk, None), (None, clinic_lead.pk))
    made = Conversation.objects.get(pk=pair.second_id)
    assert (made.subject, made.message_count) == ("Corridors", 2)
    assert MailboxConversation.objects.get(conversation=made).in_inbox
    on = ParticipantMatch.objects.values_list("conversation_id", "person__name")
    assert sorted(on) == [(joined, "Zeynep Karaca"), (made.pk, "Daniel Okafor")]


def test_later_mail_follows_the_half_its_last_reference_lies_in(
    joined: int, elifs_mailbox: Any, by_elif: Any
) -> None:
    pair = operations.separate(message_id=message("b@x").pk, by=by_elif, at=SOON)

    deliver(
        elifs_mailbox,
        letter("d@x", sender=DANIEL, replies_to=["a@x", "b@x", "c@x"], at=SOON),
        letter("e@x", sender=ZEYNEP, replies_to="a@x", at=SOON),
    )

    assert (home("d@x"), home("e@x")) == (pair.second_id, joined)
    assert KeptApart.objects.get().answer == "apart"


def test_undo_brings_all_together_again(joined: int, lobby_deal: Any, by_elif: Any) -> None:
    pair = operations.separate(message_id=message("b@x").pk, by=by_elif, at=SOON)

    operations.undo_separation(pair_id=pair.pk, by=by_elif, at=SOON)

    assert {home(f"{name}@x") for name in "abc"} == {joined}
    assert item_at("c@x") == (lobby_deal.pk, None)
    assert Conversation.objects.get(pk=joined).message_count == 3
    assert not KeptApart.objects.exists()
    assert ParticipantMatch.objects.count() == 2


def test_undo_is_refused_where_the_half_was_linked_since(
    joined: int, lobby_deal: Any, by_elif: Any
) -> None:
    pair = operations.separate(message_id=message("b@x").pk, by=by_elif, at=SOON)
    item = ItemRef(ItemKind.DEAL, lobby_deal.pk)
    operations.link_by_hand(conversation_id=pair.second_id, item=item, by=by_elif, at=SOON)

    with pytest.raises(NotFound, match="changed this link since"):
        operations.undo_separation(pair_id=pair.pk, by=by_elif, at=SOON)


def test_nothing_is_separated_at_the_beginning(joined: int, by_elif: Any) -> None:
    with pytest.raises(operations.FirstMessage):
        operations.separate(message_id=message("a@x").pk, by=by_elif, at=SOON)


def test_the_later_half_is_as_private_as_the_whole(joined: int, by_elif: Any) -> None:
    MailboxConversation.objects.update(is_shared=False)

    pair = operations.separate(message_id=message("b@x").pk, by=by_elif, at=SOON)

    assert not MailboxConversation.objects.get(conversation_id=pair.second_id).is_shared


def test_who_only_reads_separates_nothing(joined: int, by_mert: Any) -> None:
    with pytest.raises(Forbidden):
        operations.separate(message_id=message("b@x").pk, by=by_mert, at=SOON)


def test_any_two_are_joined_by_hand_and_parted_again(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x"), letter("n@x", sender=UNKNOWN, subject="New"))
    one, other = home("a@x"), home("n@x")

    pair = operations.join_with(conversation_id=other, other_id=one, keeps=one, by=by_elif, at=SOON)

    assert home("a@x") == home("n@x")
    assert item_at("n@x") == (lobby_deal.pk, None)

    operations.ask_again(pair_id=pair.pk, by=by_elif, at=SOON)

    assert (home("a@x"), home("n@x")) == (one, other)
    assert item_at("n@x") == (None, None)
    assert not KeptApart.objects.exists()


def test_halves_that_were_separated_may_be_joined_again(joined: int, by_elif: Any) -> None:
    pair = operations.separate(message_id=message("b@x").pk, by=by_elif, at=SOON)

    operations.join_with(
        conversation_id=joined, other_id=pair.second_id, keeps=joined, by=by_elif, at=SOON
    )

    assert home("a@x") == home("c@x")


def test_a_conversation_is_not_joined_with_itself_or_somebody_elses(
    joined: int, by_elif: Any, robins_mailbox: Any
) -> None:
    deliver(robins_mailbox, letter("r@x", sender=UNKNOWN, to="robin@kuzeyisik.example"))
    for other in (joined, home("r@x")):
        with pytest.raises(NotFound):
            operations.join_with(
                conversation_id=joined, other_id=other, keeps=joined, by=by_elif, at=SOON
            )


def test_messages_that_were_moved_just_now_are_not_moved_again(joined: int, by_elif: Any) -> None:
    later = [message("b@x").pk]
    pair = operations.separate(message_id=later[0], by=by_elif, at=LATER)
    third = Conversation.objects.create(company_id=by_elif.company_id, created_at=LATER)

    moved = separate_messages(later, joined, third.pk, company_id=by_elif.company_id)

    assert moved == 0
    assert home("b@x") == pair.second_id
