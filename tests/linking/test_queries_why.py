"""Why a conversation is linked, told to each reader as far as that reader may know."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.linking import queries
from kartotek.linking.operations import link_by_hand, undo, unlink
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals import operations as deals
from tests.conftest import NOW
from tests.letters import LATER, deliver, letter, message


@pytest.fixture
def second_deal(by_elif: Any, zeynep: Any, stages: Any) -> Any:
    return deals.create(
        by=by_elif, at=NOW, title="Spa lighting", person_id=zeynep.pk, amount=Decimal(90000)
    )


@pytest.fixture
def conversation_id(elifs_mailbox: Any, lobby_deal: Any) -> int:
    deliver(elifs_mailbox, letter("first@x"))
    return int(message("first@x").conversation_id or 0)


def test_the_deciding_row_is_told_and_not_that_later_mail_kept_it(
    elifs_mailbox: Any, conversation_id: int, by_elif: Any
) -> None:
    deliver(
        elifs_mailbox,
        letter("second@x", replies_to="first@x", at=LATER + timedelta(hours=1)),
    )

    told = queries.why(conversation_id, viewer=by_elif)

    assert told.code == "ONE_OPEN_ITEM"
    assert [one.is_chosen for one in told.candidates] == [True]
    assert told.candidates[0].people == ("Zeynep Karaca",)


def test_several_open_items_are_told_with_their_state(
    elifs_mailbox: Any, lobby_deal: Any, second_deal: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("first@x"))

    told = queries.why(message("first@x").conversation_id or 0, viewer=by_elif)

    assert told.code == "AMBIGUOUS"
    assert {(one.title, one.state, one.is_chosen) for one in told.candidates} == {
        ("Lobby lighting, Pera", "open", False),
        ("Spa lighting", "open", False),
    }


def test_a_candidate_is_told_to_nobody_who_may_not_see_it(
    elifs_mailbox: Any, lobby_deal: Any, second_deal: Any, by_mert: Any, mert: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("first@x"))
    second_deal.visibility = 1
    second_deal.save()

    told = queries.why(message("first@x").conversation_id or 0, viewer=by_mert)

    assert [one.title for one in told.candidates] == ["Lobby lighting, Pera"]


def test_a_link_to_what_one_may_not_see_is_told_without_its_name(
    conversation_id: int, lobby_deal: Any, elif_: Any, by_elif: Any, deniz: Any
) -> None:
    lobby_deal.visibility = 1
    lobby_deal.owner = deniz
    lobby_deal.save()

    told = queries.why(conversation_id, viewer=by_elif)

    assert (told.is_hidden, told.item, told.candidates) == (True, None, ())
    assert "Lobby" not in told.sentence + "".join(one.title for one in told.changes)


def test_what_people_did_is_told_newest_first(
    conversation_id: int, second_deal: Any, by_elif: Any
) -> None:
    item = ItemRef(ItemKind.DEAL, second_deal.pk)
    link_by_hand(conversation_id=conversation_id, item=item, by=by_elif, at=LATER)
    later = LATER + timedelta(minutes=5)
    link = unlink(conversation_id=conversation_id, by=by_elif, at=later)
    undo(
        conversation_id=conversation_id,
        decision_id=link.decision_id,
        by=by_elif,
        at=later + timedelta(minutes=5),
    )

    told = queries.why(conversation_id, viewer=by_elif)

    assert [one.kind for one in told.changes] == ["undone", "unlinked", "moved", "linked"]
    assert [one.who for one in told.changes] == ["Elif Aydın", "Elif Aydın", "Elif Aydın", ""]
    assert (told.code, told.who, told.item and told.item.title) == (
        "MANUAL",
        "Elif Aydın",
        "Spa lighting",
    )


def test_linking_again_after_undoing_the_link_is_told_as_linking(
    elifs_mailbox: Any, lobby_deal: Any, second_deal: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("first@x"))
    conversation_id = message("first@x").conversation_id or 0
    item = ItemRef(ItemKind.DEAL, second_deal.pk)
    link = link_by_hand(conversation_id=conversation_id, item=item, by=by_elif, at=LATER)
    minute = timedelta(minutes=1)
    undo(
        conversation_id=conversation_id,
        decision_id=link.decision_id,
        by=by_elif,
        at=LATER + minute,
    )
    link_by_hand(conversation_id=conversation_id, item=item, by=by_elif, at=LATER + 2 * minute)

    told = queries.why(conversation_id, viewer=by_elif)

    assert [one.kind for one in told.changes] == ["linked", "undone", "linked", "decided"]


def test_why_tells_an_outsider_nothing(conversation_id: int, by_outsider: Any) -> None:
    with pytest.raises(NotFound):
        queries.why(conversation_id, viewer=by_outsider)
