"""Linking many conversations in one go, unlinking them, and the one Undo for all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kartotek.errors import NotFound
from kartotek.history.models import Entry
from kartotek.linking import operations, queries
from kartotek.linking.models import ConversationLink, Decision
from kartotek.linking.operations.many import MOST_AT_ONCE
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import Conversation, MailboxConversation
from tests.letters import LATER, TOMAS, UNKNOWN, deliver, letter, message

SOON = LATER + timedelta(minutes=1)


def home(message_id: str) -> int:
    return int(message(message_id).conversation_id or 0)


def deal(one: Any) -> ItemRef:
    return ItemRef(ItemKind.DEAL, one.pk)


def project(one: Any) -> ItemRef:
    return ItemRef(ItemKind.PROJECT, one.pk)


@pytest.fixture
def three(elifs_mailbox: Any, lobby_deal: Any) -> list[int]:
    """One conversation a rule linked to the lobby deal, and two that have no item."""
    deliver(
        elifs_mailbox,
        letter("a@x", subject="Lamps"),
        letter("b@x", sender=TOMAS, subject="Price list"),
        letter("c@x", sender=UNKNOWN, subject="Samples"),
    )
    return [home(f"{name}@x") for name in "abc"]


def items() -> list[tuple[int | None, int | None]]:
    links = ConversationLink.objects.order_by("conversation_id")
    return list(links.values_list("deal_id", "project_id"))


def test_all_of_them_are_linked_by_hand(
    three: list[int], bodrum_project: Any, by_elif: Any
) -> None:
    done = operations.link_many(
        conversation_ids=three, item=project(bodrum_project), by=by_elif, at=LATER
    )

    assert (done.asked, len(done.ids), len(done.changed)) == (3, 3, 3)
    assert items() == [(None, bodrum_project.pk)] * 3
    assert set(Conversation.objects.values_list("choice", flat=True)) == {
        f"project:{bodrum_project.pk}"
    }
    told = Entry.objects.filter(subject_type="conversation", user_id=by_elif.user_id)
    assert sorted(told.values_list("kind", flat=True)) == [
        "conversation.linked",
        "conversation.linked",
        "conversation.moved",
    ]


def test_one_undo_restores_each_exactly(
    three: list[int], bodrum_project: Any, by_elif: Any
) -> None:
    before = list(ConversationLink.objects.order_by("pk").values())
    done = operations.link_many(
        conversation_ids=three, item=project(bodrum_project), by=by_elif, at=LATER
    )

    undone = operations.undo_many(first=done.first, last=done.last, by=by_elif, at=SOON)

    assert len(undone.changed) == 3
    assert list(ConversationLink.objects.order_by("pk").values()) == before
    assert set(Conversation.objects.values_list("choice", flat=True)) == {""}


def test_undo_leaves_what_somebody_changed_since(
    three: list[int], bodrum_project: Any, lobby_deal: Any, by_elif: Any
) -> None:
    done = operations.link_many(
        conversation_ids=three, item=project(bodrum_project), by=by_elif, at=LATER
    )
    operations.link_by_hand(conversation_id=three[1], item=deal(lobby_deal), by=by_elif, at=SOON)

    undone = operations.undo_many(first=done.first, last=done.last, by=by_elif, at=SOON)

    assert (undone.asked, len(undone.changed)) == (3, 2)
    assert items() == [(lobby_deal.pk, None), (lobby_deal.pk, None), (None, None)]


def test_nobody_undoes_what_somebody_else_did(
    three: list[int], bodrum_project: Any, by_elif: Any, by_deniz: Any
) -> None:
    done = operations.link_many(
        conversation_ids=three, item=project(bodrum_project), by=by_elif, at=LATER
    )

    with pytest.raises(NotFound):
        operations.undo_many(first=done.first, last=done.last, by=by_deniz, at=SOON)


def test_unlinking_many_lays_a_veto_on_those_that_had_an_item(
    three: list[int], by_elif: Any
) -> None:
    done = operations.unlink_many(conversation_ids=three, by=by_elif, at=LATER)

    assert done.changed == (three[0],)
    vetoed = ConversationLink.objects.order_by("conversation_id").values_list("is_vetoed")
    assert [is_vetoed for (is_vetoed,) in vetoed] == [True, False, False]


def test_what_one_only_reads_is_named_and_left_out(
    three: list[int], bodrum_project: Any, by_mert: Any
) -> None:
    seen = queries.preview(three, project(bodrum_project), viewer=by_mert)
    done = operations.link_many(
        conversation_ids=three, item=project(bodrum_project), by=by_mert, at=LATER
    )

    assert (seen.mine, seen.not_mine, seen.gone) == (0, ("Lamps",), 2)
    assert (done.asked, done.ids) == (3, ())


def test_what_is_hidden_counts_like_what_never_was(
    three: list[int], bodrum_project: Any, by_mert: Any
) -> None:
    hidden = queries.preview(three[1:], project(bodrum_project), viewer=by_mert)
    absent = queries.preview([97, 98], project(bodrum_project), viewer=by_mert)

    assert hidden == absent
    assert absent.gone == 2


def test_an_admin_links_what_is_shared_and_linked_and_nothing_else(
    three: list[int], bodrum_project: Any, by_deniz: Any
) -> None:
    done = operations.link_many(
        conversation_ids=three, item=project(bodrum_project), by=by_deniz, at=LATER
    )

    assert done.ids == (three[0],)


def test_another_company_links_nothing(
    three: list[int], bodrum_project: Any, by_outsider: Any
) -> None:
    with pytest.raises(NotFound):
        operations.link_many(
            conversation_ids=three, item=project(bodrum_project), by=by_outsider, at=LATER
        )


def test_the_preview_says_how_many_leave_which_item(
    three: list[int], bodrum_project: Any, by_elif: Any
) -> None:
    seen = queries.preview(three, project(bodrum_project), viewer=by_elif)

    assert (seen.asked, seen.mine, seen.standing, seen.moving_count) == (3, 3, 0, 1)
    [moving] = seen.moving
    assert moving.item is not None
    assert moving.item.title == "Lobby lighting, Pera"


def test_linking_them_again_changes_nothing(
    three: list[int], bodrum_project: Any, by_elif: Any
) -> None:
    given = {"conversation_ids": three, "item": project(bodrum_project), "by": by_elif}
    operations.link_many(**given, at=LATER)
    count = Decision.objects.count()

    done = operations.link_many(**given, at=SOON)

    assert (len(done.ids), done.changed, done.first) == (3, (), 0)
    assert Decision.objects.count() == count


def test_too_many_are_refused_with_the_number(by_elif: Any, lobby_deal: Any) -> None:
    with pytest.raises(operations.TooMany, match="2000"):
        operations.link_many(
            conversation_ids=range(MOST_AT_ONCE + 1), item=deal(lobby_deal), by=by_elif, at=LATER
        )


def test_fifty_cost_hardly_more_queries_than_two(
    elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, *(letter(f"{n}@x", subject=f"About {n}") for n in range(50)))
    ids = list(MailboxConversation.objects.values_list("conversation_id", flat=True))
    asked = []
    for some in (ids[:2], ids[2:]):
        with CaptureQueriesContext(connection) as seen:
            operations.link_many(
                conversation_ids=some, item=project(bodrum_project), by=by_elif, at=LATER
            )
        asked.append(len(seen))

    assert asked[1] <= asked[0] + 10


def test_the_suggestion_for_several_is_the_item_they_share(
    elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> None:
    deliver(
        elifs_mailbox,
        letter("d@x", subject="Cables"),
        letter("e@x", subject="Bodrum outdoor, cables"),
    )

    offers = queries.suggestions_for_many([home("d@x"), home("e@x")], viewer=by_elif, at=SOON)

    assert [one.item.title for one in offers] == ["Bodrum outdoor, phase 1", "Lobby lighting, Pera"]
