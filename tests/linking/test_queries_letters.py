"""Who sees which messages of a conversation, and who learns nothing of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.errors import Forbidden, NotFound
from kartotek.linking import queries
from kartotek.linking.models import ConversationLink
from kartotek.linking.operations import accept_stranger
from kartotek.mail.models import MailboxConversation
from tests.letters import LATER, UNKNOWN, deliver, letter, message

HOUR = timedelta(hours=1)


@pytest.fixture
def linked(elifs_mailbox: Any, lobby_deal: Any) -> int:
    """A conversation of Elif's that the rule linked to the lobby deal."""
    deliver(elifs_mailbox, letter("first@x"))
    return int(message("first@x").conversation_id or 0)


def test_the_owner_reads_messages_oldest_first(
    elifs_mailbox: Any, linked: int, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("second@x", replies_to="first@x", at=LATER + HOUR))

    view = queries.conversation(linked, viewer=by_elif)

    assert [one.id for one in view.messages] == [message("first@x").pk, message("second@x").pk]


def test_a_colleague_reads_what_is_shared_and_linked(linked: int, by_mert: Any) -> None:
    view = queries.conversation(linked, viewer=by_mert)

    assert (len(view.messages), view.is_owner, view.may_link) == (1, False, False)


def test_an_admin_may_link_what_is_shared_with_him(linked: int, by_deniz: Any) -> None:
    assert queries.conversation(linked, viewer=by_deniz).may_link


def test_nobody_else_reads_what_is_kept_private(linked: int, by_deniz: Any, by_mert: Any) -> None:
    MailboxConversation.objects.update(is_shared=False)

    for viewer in (by_deniz, by_mert):
        with pytest.raises(NotFound):
            queries.conversation(linked, viewer=viewer)


def test_another_company_reads_nothing(linked: int, by_outsider: Any) -> None:
    with pytest.raises(NotFound):
        queries.conversation(linked, viewer=by_outsider)


def test_who_may_not_see_the_person_does_not_see_the_mail(
    linked: int, zeynep: Any, by_robin: Any
) -> None:
    zeynep.visibility = 3
    zeynep.save()

    with pytest.raises(NotFound):
        queries.conversation(linked, viewer=by_robin)


def test_a_reader_sees_no_message_that_lies_only_in_a_private_mailbox(
    linked: int, robins_mailbox: Any, by_mert: Any, by_robin: Any
) -> None:
    deliver(
        robins_mailbox,
        letter("apart@x", to="robin@kuzeyisik.example", replies_to="first@x", at=LATER + HOUR),
    )
    MailboxConversation.objects.filter(mailbox=robins_mailbox).update(is_shared=False)

    assert [one.id for one in queries.conversation(linked, viewer=by_mert).messages] == [
        message("first@x").pk
    ]
    assert len(queries.conversation(linked, viewer=by_robin).messages) == 2


def test_a_message_is_not_opened_by_its_number_alone(
    linked: int, robins_mailbox: Any, by_mert: Any
) -> None:
    deliver(
        robins_mailbox,
        letter("apart@x", to="robin@kuzeyisik.example", replies_to="first@x", at=LATER + HOUR),
    )
    MailboxConversation.objects.filter(mailbox=robins_mailbox).update(is_shared=False)

    with pytest.raises(NotFound):
        queries.letter(message("apart@x").pk, viewer=by_mert)


def test_a_strangers_message_is_shown_to_owners_until_one_accepts_it(
    elifs_mailbox: Any, linked: int, by_elif: Any, by_mert: Any
) -> None:
    deliver(
        elifs_mailbox,
        letter("odd@x", sender=UNKNOWN, replies_to="first@x", at=LATER + HOUR),
    )
    odd = message("odd@x")
    assert odd.is_stranger
    seen_by_mert = {one.id for one in queries.conversation(linked, viewer=by_mert).messages}
    seen_by_elif = {one.id for one in queries.conversation(linked, viewer=by_elif).messages}

    accept_stranger(message_id=odd.pk, by=by_elif, at=LATER)

    assert odd.pk not in seen_by_mert
    assert odd.pk in seen_by_elif
    assert odd.pk in {one.id for one in queries.conversation(linked, viewer=by_mert).messages}


def test_only_an_owner_acts_on_the_inbox_row(linked: int, by_mert: Any, by_robin: Any) -> None:
    MailboxConversation.objects.update(is_shared=True)

    with pytest.raises(Forbidden):
        queries.own_conversation(linked, viewer=by_mert)


def test_unknown_addresses_are_listed_once_and_contacts_are_not(
    elifs_mailbox: Any, linked: int, by_elif: Any
) -> None:
    deliver(
        elifs_mailbox,
        letter("second@x", cc=UNKNOWN, replies_to="first@x", at=LATER + HOUR),
        letter("third@x", cc=UNKNOWN, replies_to="second@x", at=LATER + 2 * HOUR),
    )

    view = queries.conversation(linked, viewer=by_elif)

    assert [one.address for one in view.unknown] == ["oguzhan@ipektekstil.example"]
    assert [one.name for one in view.people] == ["Zeynep Karaca"]
    assert [one.name for one in view.organizations] == ["Marmara Otelcilik A.Ş."]


def test_a_joined_conversations_address_leads_to_where_it_went(
    elifs_mailbox: Any, linked: int, by_elif: Any
) -> None:
    link = ConversationLink.objects.get(conversation_id=linked)
    gone = type(link.conversation).objects.create(
        company=elifs_mailbox.company, joined_into_id=linked, created_at=LATER
    )

    assert queries.conversation(gone.pk, viewer=by_elif).id == linked
