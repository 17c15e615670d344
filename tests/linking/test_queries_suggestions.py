"""What is offered for a conversation, on which ground, and to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.linking import queries
from kartotek.linking.operations import link_by_hand
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals import operations as deals
from tests.conftest import NOW
from tests.letters import LATER, UNKNOWN, deliver, letter, message


def _deal(by: Any, title: str, **more: Any) -> Any:
    return deals.create(by=by, at=NOW, title=title, **more)


def _offers(conversation_id: int, viewer: Any) -> list[tuple[str, str]]:
    found = queries.suggestions(conversation_id, viewer=viewer, at=LATER)
    return [(one.item.title, one.suggestion.code) for one in found]


def _conversation(mailbox: Any, **more: Any) -> int:
    deliver(mailbox, letter("first@x", **more))
    return int(message("first@x").conversation_id or 0)


def test_the_deal_whose_title_is_in_the_mail_comes_first(
    elifs_mailbox: Any, lobby_deal: Any, zeynep: Any, by_elif: Any
) -> None:
    _deal(by_elif, "Room retrofit, 212 rooms", person_id=zeynep.pk)
    found = _conversation(elifs_mailbox, subject="Hello", body="The retrofit of the rooms, please.")

    offers = _offers(found, by_elif)

    assert offers[0] == ("Room retrofit, 212 rooms", "TITLE_AND_CONTACT")
    assert ("Lobby lighting, Pera", "CONTACT") in offers


def test_words_that_were_only_quoted_are_no_ground(
    elifs_mailbox: Any, lobby_deal: Any, zeynep: Any, by_elif: Any
) -> None:
    _deal(by_elif, "Room retrofit, 212 rooms", person_id=zeynep.pk)
    found = _conversation(
        elifs_mailbox, subject="Hello", body="Thanks.\n\n> the room retrofit, 212 rooms\n"
    )

    assert ("Room retrofit, 212 rooms", "CONTACT") in _offers(found, by_elif)


def test_an_open_deal_of_the_organization_is_offered_after_the_contacts_own(
    elifs_mailbox: Any, lobby_deal: Any, marmara: Any, by_elif: Any
) -> None:
    _deal(by_elif, "Roof terrace", organization_id=marmara.pk)
    found = _conversation(elifs_mailbox)
    link_by_hand(
        conversation_id=found,
        item=ItemRef(ItemKind.DEAL, _deal(by_elif, "Other", organization_id=marmara.pk).pk),
        by=by_elif,
        at=LATER,
    )

    codes = dict(_offers(found, by_elif))

    assert list(codes) == ["Lobby lighting, Pera", "Roof terrace"]
    assert codes["Roof terrace"] == "ORGANIZATION"


def test_the_item_it_is_linked_to_is_not_offered_again(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any
) -> None:
    found = _conversation(elifs_mailbox)

    assert "Lobby lighting, Pera" not in dict(_offers(found, by_elif))


def test_a_number_in_the_subject_names_the_deal(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any
) -> None:
    found = _conversation(elifs_mailbox, sender=UNKNOWN, subject=f"About deal #{lobby_deal.pk}")

    assert _offers(found, by_elif)[0] == ("Lobby lighting, Pera", "NAMED")


def test_a_number_in_the_subject_names_nothing_one_may_not_see(
    elifs_mailbox: Any, lobby_deal: Any, deniz: Any, by_elif: Any
) -> None:
    lobby_deal.visibility, lobby_deal.owner = 1, deniz
    lobby_deal.save()
    found = _conversation(elifs_mailbox, sender=UNKNOWN, subject=f"About deal #{lobby_deal.pk}")

    assert _offers(found, by_elif) == []


def test_what_one_worked_on_last_is_offered_where_nobody_is_known(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any
) -> None:
    found = _conversation(elifs_mailbox, sender=UNKNOWN)

    assert _offers(found, by_elif) == [("Lobby lighting, Pera", "TOUCHED")]


def test_a_deal_of_the_contact_that_was_lost_lately_comes_last(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any, by_deniz: Any
) -> None:
    deals.set_outcome(
        deal_id=lobby_deal.pk, outcome="lost", by=by_deniz, at=LATER - timedelta(days=2)
    )
    found = _conversation(elifs_mailbox)

    assert _offers(found, by_elif) == [("Lobby lighting, Pera", "CLOSED")]


def test_at_most_seven_are_offered(
    elifs_mailbox: Any, stages: Any, zeynep: Any, by_elif: Any
) -> None:
    for number in range(9):
        _deal(by_elif, f"Deal {number}", person_id=zeynep.pk)
    found = _conversation(elifs_mailbox)

    assert len(_offers(found, by_elif)) == 7


def test_an_outsider_is_offered_nothing(
    elifs_mailbox: Any, lobby_deal: Any, by_outsider: Any
) -> None:
    found = _conversation(elifs_mailbox)

    with pytest.raises(NotFound):
        queries.suggestions(found, viewer=by_outsider, at=LATER)
