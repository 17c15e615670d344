"""One mail on two items: a second conversation over the same kept bytes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.errors import Forbidden, NotFound
from kartotek.linking import operations, queries
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import Blob, Conversation, FolderEntry, Message
from kartotek.mail.queries.bodies import bodies
from tests.letters import LATER, deliver, letter, message

SOON = LATER + timedelta(hours=1)


@pytest.fixture
def first(elifs_mailbox: Any, lobby_deal: Any) -> int:
    """A conversation of Zeynep's, linked to the lobby deal."""
    deliver(elifs_mailbox, letter("a@x"), letter("b@x", replies_to="a@x"))
    return int(message("a@x").conversation_id or 0)


def project(one: Any) -> ItemRef:
    return ItemRef(ItemKind.PROJECT, one.pk)


def test_both_stand_on_their_items_over_the_same_bytes(
    first: int, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> None:
    kept = Blob.objects.count()

    link = operations.duplicate_to(
        conversation_id=first, item=project(bodrum_project), by=by_elif, at=SOON
    )

    assert link.project_id == bodrum_project.pk
    assert ConversationLink.objects.get(conversation_id=first).deal_id == lobby_deal.pk
    assert Blob.objects.count() == kept
    view = queries.conversation(link.conversation_id, viewer=by_elif)
    assert [one.sender.name for one in view.messages] == ["Zeynep Karaca", "Zeynep Karaca"]
    read = bodies([one.id for one in view.messages], viewer=by_elif)
    assert all("numune dün elimize" in body.text for body in read.values())
    on = ParticipantMatch.objects.values_list("conversation_id", flat=True)
    assert set(on) == {first, link.conversation_id}


def test_it_is_listed_in_the_inbox_and_read(first: int, bodrum_project: Any, by_elif: Any) -> None:
    link = operations.duplicate_to(
        conversation_id=first, item=project(bodrum_project), by=by_elif, at=SOON
    )

    rows = {row.id: row for row in queries.inbox(viewer=by_elif).rows}

    assert set(rows) == {first, link.conversation_id}
    assert not rows[link.conversation_id].is_unread


def test_an_answer_joins_the_first_one_only(
    first: int, elifs_mailbox: Any, bodrum_project: Any, by_elif: Any
) -> None:
    link = operations.duplicate_to(
        conversation_id=first, item=project(bodrum_project), by=by_elif, at=SOON
    )

    deliver(elifs_mailbox, letter("c@x", replies_to="b@x", at=SOON))

    assert message("c@x").conversation_id == first
    assert Conversation.objects.get(pk=link.conversation_id).message_count == 2


def test_twice_on_the_same_item_is_once(
    first: int, bodrum_project: Any, clinic_lead: Any, by_elif: Any
) -> None:
    one, again, other = (
        operations.duplicate_to(conversation_id=first, item=item, by=by_elif, at=SOON)
        for item in (
            project(bodrum_project),
            project(bodrum_project),
            ItemRef(ItemKind.LEAD, clinic_lead.pk),
        )
    )

    assert one.conversation_id == again.conversation_id != other.conversation_id
    assert Conversation.objects.count() == 3


def test_undo_takes_the_second_one_away(first: int, bodrum_project: Any, by_elif: Any) -> None:
    entries = FolderEntry.objects.count()
    link = operations.duplicate_to(
        conversation_id=first, item=project(bodrum_project), by=by_elif, at=SOON
    )

    operations.undo_duplicate(conversation_id=link.conversation_id, by=by_elif, at=SOON)

    assert Message.objects.count() == 2
    assert FolderEntry.objects.count() == entries
    assert list(Conversation.objects.values_list("pk", flat=True)) == [first]


def test_what_is_no_duplicate_is_not_taken_away(first: int, by_elif: Any) -> None:
    with pytest.raises(NotFound):
        operations.undo_duplicate(conversation_id=first, by=by_elif, at=SOON)

    assert Message.objects.count() == 2
    assert ConversationLink.objects.filter(conversation_id=first).exists()


def test_who_only_reads_duplicates_nothing(first: int, bodrum_project: Any, by_mert: Any) -> None:
    with pytest.raises(Forbidden):
        operations.duplicate_to(
            conversation_id=first, item=project(bodrum_project), by=by_mert, at=SOON
        )
