"""Mail of an older version is read again, and nothing that people chose changes."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.flows.read_again import read_again
from kartotek.history.models import Entry
from kartotek.linking.models import ConversationLink, Decision, ParticipantMatch
from kartotek.linking.operations import unlink
from kartotek.mail.models import (
    Blob,
    FolderEntry,
    LineFingerprint,
    MailboxConversation,
    Message,
    MessageText,
    Participant,
)
from kartotek.mail.operations.duplicate import duplicate
from kartotek.search.models import Document
from tests.letters import LATER, deliver, letter, message

pytestmark = pytest.mark.django_db

BODY = "Elif Hanım merhaba, numune dün elimize ulaştı; avizeyi müdürümüz de çok beğendi."
OFFER = letter("offer@x", body=BODY)


@pytest.fixture
def misread(elifs_mailbox: Any, lobby_deal: Any) -> Message:
    """A linked message as a version left it that read its header and text wrongly."""
    deliver(elifs_mailbox, OFFER)
    found = message("offer@x")
    Message.objects.filter(pk=found.pk).update(
        parser_version=1, subject="Lobby", sender_name="?", snippet="?", identity="old"
    )
    MessageText.objects.filter(message=found).update(text="?")
    LineFingerprint.objects.filter(message=found).delete()
    return found


def test_text_subject_and_fingerprints_are_those_of_this_version(misread: Message) -> None:
    assert read_again(at=LATER).count == 1

    found = message("offer@x")
    assert found.pk == misread.pk
    assert (found.subject, found.sender_name) == ("Lobby chandelier: drawings", "Zeynep Karaca")
    assert found.identity == misread.identity
    assert MessageText.objects.get().text.strip() == BODY
    assert LineFingerprint.objects.filter(message=found).exists()


def test_the_inbox_and_the_search_show_what_was_read(misread: Message) -> None:
    MailboxConversation.objects.update(snippet="?")
    Document.objects.filter(kind="message").update(text="?")

    read_again(at=LATER)

    assert MailboxConversation.objects.get().snippet.startswith("Elif Hanım")
    assert "avizeyi" in Document.objects.get(kind="message").text
    assert FolderEntry.objects.get().is_done


def test_what_was_decided_and_noted_stays(misread: Message, lobby_deal: Any) -> None:
    decided = Decision.objects.get()
    noted = Entry.objects.count()

    read_again(at=LATER)

    assert Decision.objects.get().decided_at == decided.decided_at
    assert ConversationLink.objects.get().deal_id == lobby_deal.pk
    assert Entry.objects.count() == noted


def test_what_a_user_unlinked_stays_unlinked(misread: Message, by_elif: Any) -> None:
    unlink(conversation_id=misread.conversation_id or 0, by=by_elif, at=LATER)

    read_again(at=LATER)

    link = ConversationLink.objects.get()
    assert (link.deal_id, link.is_vetoed) == (None, True)


def test_whoever_was_on_it_by_mistake_goes_and_whoever_is_comes(
    misread: Message, zeynep: Any, daniel: Any
) -> None:
    Participant.objects.filter(message=misread, role="from").update(
        key="d.okafor@brightwell.example"
    )
    match = ParticipantMatch.objects.get()
    ParticipantMatch.objects.filter(pk=match.pk).update(
        person=daniel, key="d.okafor@brightwell.example"
    )

    read_again(at=LATER)

    assert ParticipantMatch.objects.get().person_id == zeynep.pk


def test_what_this_version_has_read_is_left_alone_unless_asked_for(
    elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, OFFER)
    MessageText.objects.update(text="?")

    assert read_again(at=LATER).count == 0
    assert read_again(everything=True, at=LATER).count == 1
    assert MessageText.objects.get().text.strip() == BODY


def test_only_the_mailbox_that_was_named_is_read_again(
    misread: Message, elifs_mailbox: Any, robins_mailbox: Any
) -> None:
    assert read_again(mailbox_id=robins_mailbox.pk, at=LATER).count == 0
    assert read_again(mailbox_id=elifs_mailbox.pk, at=LATER).count == 1


def test_a_message_whose_bytes_are_gone_stays_as_it_is(misread: Message) -> None:
    Blob.objects.update(pack="gone")

    report = read_again(at=LATER)

    assert (report.count, list(report.failed)) == (0, [misread.pk])
    assert message("offer@x").subject == "Lobby"


def test_a_duplicate_gets_the_text_and_no_place_among_the_references(misread: Message) -> None:
    assert misread.conversation is not None
    made = duplicate(misread.conversation, at=LATER)
    copy = Message.objects.get(conversation=made)
    identity = copy.identity

    read_again(at=LATER)

    copy.refresh_from_db()
    assert (copy.message_id, copy.identity) == ("", identity)
    assert copy.subject == "Lobby chandelier: drawings"
    assert Document.objects.filter(kind="message").count() == 1
    assert MailboxConversation.objects.get(conversation=made).snippet.startswith("Elif Hanım")
