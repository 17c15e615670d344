"""Who sees which messages of a conversation, and who learns nothing of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kartotek.errors import Forbidden, NotFound
from kartotek.flows.inbound_mail import process
from kartotek.history.models import Entry
from kartotek.linking import queries
from kartotek.linking.models import ConversationLink
from kartotek.linking.operations import accept_stranger
from kartotek.linking.queries.threads import thread_entry
from kartotek.mail.models import MailboxConversation
from kartotek.mail.queries.bodies import raw_of
from tests.conftest import _mailbox
from tests.letters import DANIEL, ELIF, LATER, UNKNOWN, deliver, letter, message, put

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


MERT = "Mert Kaya <mert@kuzeyisik.example>"
SECRET = "partner@rival.example"


@pytest.fixture
def merts_mailbox(mert: Any) -> Any:
    """Mert's mailbox, which he shares with nobody."""
    return _mailbox(mert, shares_by_default=False)


@pytest.fixture
def copied(elifs_mailbox: Any, merts_mailbox: Any) -> int:
    """A message of Elif's to Mert, sent in secret to somebody else too; hers is private."""
    elifs_mailbox.shares_by_default = False
    elifs_mailbox.save()
    came = letter("both@x", sender=ELIF, to=f"{MERT}, z.karaca@marmaraotel.example")
    sent = came.replace(b"Subject:", f"Bcc: {SECRET}\nSubject:".encode(), 1)
    deliver(elifs_mailbox, sent, folder="sent")
    deliver(merts_mailbox, came)
    return message("both@x").pk


def test_who_was_written_to_in_secret_is_known_to_the_sender_alone(
    copied: int, by_elif: Any, by_mert: Any
) -> None:
    conversation_id = message("both@x").conversation_id or 0
    secret = {
        viewer.name: [
            [one.address for one in queries.conversation(conversation_id, viewer=viewer).unknown],
            [
                one.address
                for entry in thread_entry(conversation_id, viewer=viewer).messages
                for one in entry.parties
                if one.role == "bcc"
            ],
        ]
        for viewer in (by_elif, by_mert)
    }

    assert SECRET in secret["Elif Aydın"][0]
    assert secret["Elif Aydın"][1] == [SECRET]
    assert SECRET not in secret["Mert Kaya"][0]
    assert secret["Mert Kaya"][1] == []


def test_the_source_of_a_message_is_that_of_the_readers_own_copy(
    copied: int, by_elif: Any, by_mert: Any
) -> None:
    of_elif, of_mert = (
        raw_of(queries.delivered_letter(copied, viewer=viewer)) for viewer in (by_elif, by_mert)
    )

    assert SECRET.encode() in of_elif
    assert SECRET.encode() not in of_mert


def test_the_people_of_messages_one_does_not_see_are_not_named(
    elifs_mailbox: Any, merts_mailbox: Any, lobby_deal: Any, clinic_lead: Any, by_mert: Any
) -> None:
    elifs_mailbox.shares_by_default = False
    elifs_mailbox.save()
    both = letter("both@x", to=f"{ELIF}, {MERT}")
    deliver(elifs_mailbox, both)
    deliver(merts_mailbox, both)
    apart = letter("apart@x", sender=ELIF, to=DANIEL, replies_to="both@x", at=LATER + HOUR)
    deliver(elifs_mailbox, apart, folder="sent")
    conversation_id = message("both@x").conversation_id or 0

    view = queries.conversation(conversation_id, viewer=by_mert)
    offers = queries.suggestions(conversation_id, viewer=by_mert, at=LATER + HOUR)

    assert [one.name for one in view.people] == ["Zeynep Karaca"]
    assert clinic_lead.pk not in [one.item.id for one in offers if one.item.kind == "lead"]


def test_a_message_is_its_owners_until_it_is_known_who_wrote_it(
    elifs_mailbox: Any, linked: int, by_elif: Any, by_mert: Any
) -> None:
    put(elifs_mailbox, letter("odd@x", sender=UNKNOWN, replies_to="first@x", at=LATER + HOUR))
    process(elifs_mailbox.company_id, at=LATER, batch_limit=3)
    assert message("odd@x").conversation_id == linked

    counts = {
        viewer.name: len(queries.conversation(linked, viewer=viewer).messages)
        for viewer in (by_elif, by_mert)
    }

    assert counts == {"Elif Aydın": 2, "Mert Kaya": 1}


@pytest.fixture
def odd(elifs_mailbox: Any, linked: int) -> Any:
    """What a stranger wrote into the linked conversation."""
    deliver(
        elifs_mailbox,
        letter(
            "odd@x",
            sender=UNKNOWN,
            replies_to="first@x",
            at=LATER + HOUR,
            body="Please pay to this account from now on.",
        ),
    )
    return message("odd@x")


def test_a_colleagues_row_says_nothing_of_a_stranger(
    odd: Any, lobby_deal: Any, by_elif: Any, by_mert: Any
) -> None:
    [of_elif], [of_mert] = (
        queries.of_record("deal", lobby_deal.pk, viewer=viewer) for viewer in (by_elif, by_mert)
    )

    assert (of_elif.message_count, of_elif.snippet) == (2, odd.snippet)
    assert (of_mert.message_count, of_mert.snippet) == (1, message("first@x").snippet)
    assert [one.name for one in of_mert.senders] == ["Zeynep Karaca"]


def test_an_admin_does_not_accept_a_stranger_he_does_not_see(odd: Any, by_deniz: Any) -> None:
    with pytest.raises(NotFound):
        accept_stranger(message_id=odd.pk, by=by_deniz, at=LATER)


def test_another_owner_does_not_accept_what_lies_in_a_private_mailbox(
    elifs_mailbox: Any, merts_mailbox: Any, by_mert: Any
) -> None:
    elifs_mailbox.shares_by_default = False
    elifs_mailbox.save()
    both = letter("both@x", to=f"{ELIF}, {MERT}")
    deliver(elifs_mailbox, both)
    deliver(merts_mailbox, both)
    deliver(elifs_mailbox, letter("apart@x", sender=UNKNOWN, replies_to="both@x", at=LATER + HOUR))

    with pytest.raises(NotFound):
        accept_stranger(message_id=message("apart@x").pk, by=by_mert, at=LATER)


def test_accepting_a_stranger_is_history(odd: Any, by_elif: Any) -> None:
    accept_stranger(message_id=odd.pk, by=by_elif, at=LATER)

    [told] = Entry.objects.filter(kind="conversation.stranger-accepted")
    assert (told.subject_id, told.user_id) == (odd.conversation_id, by_elif.user_id)


def test_a_forged_address_of_our_own_domain_is_a_strangers(elifs_mailbox: Any, linked: int) -> None:
    forged = "Chief <chief@kuzeyisik.example>"
    deliver(elifs_mailbox, letter("odd@x", sender=forged, replies_to="first@x", at=LATER + HOUR))

    assert message("odd@x").is_stranger


@pytest.mark.skipif(
    not connection.features.has_select_for_update, reason="SQLite has one writer at a time"
)
def test_the_engine_locks_the_links_it_writes(elifs_mailbox: Any, linked: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        deliver(elifs_mailbox, letter("second@x", replies_to="first@x", at=LATER + HOUR))

    read = [
        one["sql"]
        for one in asked
        if one["sql"].startswith("SELECT") and 'FROM "linking_conversationlink"' in one["sql"]
    ]
    assert any("FOR UPDATE" in sql for sql in read)
