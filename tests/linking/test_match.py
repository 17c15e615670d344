"""Who is recognised on a conversation, and by which address."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn
from kartotek.flows import contact_changes
from kartotek.linking import queries
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.mail.models import Conversation
from tests.letters import DANIEL, LATER, ZEYNEP, deliver, letter

FORM = "Website <no-reply@forms.example>"


@pytest.fixture
def asked(elifs_mailbox: Any) -> int:
    """What a form on a website sent in Zeynep's name."""
    deliver(elifs_mailbox, letter("form@x", sender=FORM, headers={"Reply-To": ZEYNEP}))
    return Conversation.objects.get().pk


def test_whoever_stands_in_for_a_sender_that_nobody_reads_appears(
    zeynep: Any, lobby_deal: Any, asked: int, by_elif: Any
) -> None:
    view = queries.conversation(asked, viewer=by_elif)

    assert [one.id for one in view.people] == [zeynep.pk]
    assert view.unknown == ()
    assert ConversationLink.objects.get().item_id == lobby_deal.pk


def test_a_stand_in_who_is_added_later_appears(asked: int, by_elif: Any) -> None:
    added = contact_changes.add_person(
        by=by_elif,
        at=LATER,
        name="Zeynep Karaca",
        addresses=[AddressIn("z.karaca@marmaraotel.example")],
    )

    assert ParticipantMatch.objects.get().person_id == added.pk


def test_an_unknown_stand_in_is_offered_and_the_sender_is_not(asked: int, by_elif: Any) -> None:
    view = queries.conversation(asked, viewer=by_elif)

    assert [one.address for one in view.unknown] == ["z.karaca@marmaraotel.example"]


def test_an_address_that_nobody_reads_is_nobodys_while_another_stands_in(
    asked: int, by_elif: Any
) -> None:
    contact_changes.add_person(
        by=by_elif, at=LATER, name="Form", addresses=[AddressIn("no-reply@forms.example")]
    )

    assert not ParticipantMatch.objects.exists()


def test_a_reply_to_beside_a_sender_who_reads_puts_nobody_on_the_conversation(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", sender=DANIEL, headers={"Reply-To": ZEYNEP}))

    view = queries.conversation(Conversation.objects.get().pk, viewer=by_elif)
    assert view.people == ()
    assert not ParticipantMatch.objects.exists()


def test_mail_sent_to_an_address_that_nobody_reads_is_mail_to_it(
    elifs_mailbox: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", sender=ZEYNEP, cc=FORM))

    added = contact_changes.add_person(
        by=by_elif, at=LATER, name="Form", addresses=[AddressIn("no-reply@forms.example")]
    )

    assert ParticipantMatch.objects.get().person_id == added.pk
