"""What users do with the conversations of their own mailboxes, and what it leaves alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.history.models import Entry
from kartotek.mail.models import FolderEntry, MailboxConversation
from kartotek.mail.operations import conversations
from kartotek.mail.operations.places import refresh
from tests.letters import LATER, deliver, letter, message

HOUR = timedelta(hours=1)


@pytest.fixture
def conversation_id(elifs_mailbox: Any, robins_mailbox: Any) -> int:
    """A conversation that lies in Elif's mailbox and in Robin's."""
    mail = letter("first@x", cc="robin@kuzeyisik.example")
    deliver(elifs_mailbox, mail)
    deliver(robins_mailbox, mail)
    return int(message("first@x").conversation_id or 0)


def _place(mailbox: Any) -> MailboxConversation:
    return MailboxConversation.objects.get(mailbox=mailbox)


def test_reading_marks_ones_own_copy_alone(
    conversation_id: int, elifs_mailbox: Any, robins_mailbox: Any, by_elif: Any
) -> None:
    count = conversations.mark_read(conversation_ids=[conversation_id], by=by_elif)

    assert count == 1
    assert (_place(elifs_mailbox).unread_count, _place(robins_mailbox).unread_count) == (0, 1)


def test_reading_twice_changes_nothing(conversation_id: int, by_elif: Any) -> None:
    conversations.mark_read(conversation_ids=[conversation_id], by=by_elif)

    assert conversations.mark_read(conversation_ids=[conversation_id], by=by_elif) == 0


def test_what_was_read_stays_read_when_it_is_counted_again(
    conversation_id: int, elifs_mailbox: Any, by_elif: Any
) -> None:
    conversations.mark_read(conversation_ids=[conversation_id], by=by_elif)
    refresh([conversation_id], company_id=by_elif.company_id)

    assert _place(elifs_mailbox).unread_count == 0


def test_unread_is_the_newest_message_that_came(
    conversation_id: int, elifs_mailbox: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("second@x", replies_to="first@x", at=LATER + HOUR))
    conversations.mark_read(conversation_ids=[conversation_id], by=by_elif)
    conversations.mark_unread(conversation_ids=[conversation_id], by=by_elif)

    assert _place(elifs_mailbox).unread_count == 1
    unread = FolderEntry.objects.get(mailbox=elifs_mailbox, is_read=False)
    assert unread.message_id == message("second@x").pk


def test_archiving_takes_it_out_of_ones_own_inbox_alone(
    conversation_id: int, elifs_mailbox: Any, robins_mailbox: Any, by_elif: Any
) -> None:
    conversations.archive(conversation_ids=[conversation_id], by=by_elif, at=LATER)

    place = _place(elifs_mailbox)
    assert (place.in_inbox, place.in_archive) == (False, True)
    assert _place(robins_mailbox).in_inbox


def test_unarchiving_brings_it_back(conversation_id: int, elifs_mailbox: Any, by_elif: Any) -> None:
    conversations.archive(conversation_ids=[conversation_id], by=by_elif, at=LATER)
    conversations.unarchive(conversation_ids=[conversation_id], by=by_elif, at=LATER)

    place = _place(elifs_mailbox)
    assert (place.in_inbox, place.in_archive) == (True, False)


@pytest.mark.parametrize("act", [conversations.archive, conversations.delete])
def test_an_answer_brings_back_what_was_put_away(
    act: Any, conversation_id: int, elifs_mailbox: Any, by_elif: Any
) -> None:
    act(conversation_ids=[conversation_id], by=by_elif, at=LATER)
    deliver(elifs_mailbox, letter("second@x", replies_to="first@x", at=LATER + HOUR))

    assert _place(elifs_mailbox).in_inbox


def test_deleting_leaves_no_folder_and_restoring_brings_it_back(
    conversation_id: int, elifs_mailbox: Any, by_elif: Any
) -> None:
    conversations.delete(conversation_ids=[conversation_id], by=by_elif, at=LATER)
    gone = _place(elifs_mailbox)
    conversations.restore(conversation_ids=[conversation_id], by=by_elif, at=LATER)

    assert not any((gone.in_inbox, gone.in_sent, gone.in_archive))
    assert _place(elifs_mailbox).in_inbox


def test_keeping_private_is_ones_own_copys_alone(
    conversation_id: int, elifs_mailbox: Any, robins_mailbox: Any, by_elif: Any
) -> None:
    conversations.share(conversation_id=conversation_id, is_shared=False, by=by_elif, at=LATER)

    assert (_place(elifs_mailbox).is_shared, _place(robins_mailbox).is_shared) == (False, True)


def test_who_has_no_copy_changes_nothing(
    conversation_id: int, elifs_mailbox: Any, by_deniz: Any, by_outsider: Any
) -> None:
    for viewer in (by_deniz, by_outsider):
        done = conversations.archive(conversation_ids=[conversation_id], by=viewer, at=LATER)
        assert done == 0
    assert _place(elifs_mailbox).in_inbox


def test_what_was_done_is_history_once(conversation_id: int, by_elif: Any) -> None:
    for _time in range(2):
        conversations.archive(conversation_ids=[conversation_id], by=by_elif, at=LATER)

    assert Entry.objects.filter(kind="conversation.archived").count() == 1
