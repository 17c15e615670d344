"""The banner about a conversation that is one with another, and its answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.linking.operations import link_by_hand
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import KeptApart
from tests.letters import DANIEL, LATER, ZEYNEP, deliver, letter, message


def home(message_id: str) -> int:
    return int(message(message_id).conversation_id or 0)


@pytest.fixture
def pair(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, lobby_deal: Any, clinic_lead: Any, by_elif: Any
) -> int:
    """Zeynep's mail and Daniel's, linked by hand to a deal and a lead, and a letter to both."""
    items = (ItemRef(ItemKind.DEAL, lobby_deal.pk), ItemRef(ItemKind.LEAD, clinic_lead.pk))
    for name, sender, item in (("a", ZEYNEP, items[0]), ("b", DANIEL, items[1])):
        deliver(elifs_mailbox, letter(f"{name}@x", sender=sender, subject=f"About {name}"))
        link_by_hand(conversation_id=home(f"{name}@x"), item=item, by=by_elif, at=LATER)
    deliver(elifs_mailbox, letter("late@x", replies_to=["a@x", "b@x"], subject="Both"))
    return KeptApart.objects.get().pk


def drawn(client: Client, message_id: str) -> str:
    return client.get(f"/inbox/{home(message_id)}/", follow=True).content.decode()


def test_the_banner_says_why_and_offers_both_items(elifs: Client, pair: int) -> None:
    page = drawn(elifs, "a@x")

    assert "Zeynep Karaca wrote a message that belongs to this conversation and to another" in page
    assert "They were not joined, because they were linked by hand differently." in page
    assert "Join, linked to Lobby lighting, Pera" in page
    assert f'href="/inbox/{home("b@x")}/"' in page
    assert "Keep apart" in page


def test_joining_answers_with_the_way_back(elifs: Client, pair: int) -> None:
    here = home("a@x")

    answered = elifs.post(f"/inbox/{here}/joining/{pair}/", {"answer": here})

    assert answered.status_code == 303
    page = drawn(elifs, "a@x")
    assert "Joined into one conversation" in page
    assert f'action="/inbox/{here}/joining/{pair}/undo/"' in page
    assert "Keep apart" not in page
    assert home("a@x") == home("b@x")


def test_undo_takes_them_apart(elifs: Client, pair: int) -> None:
    here = home("a@x")
    elifs.post(f"/inbox/{here}/joining/{pair}/", {"answer": here})

    elifs.post(f"/inbox/{here}/joining/{pair}/undo/")

    assert home("a@x") == here != home("b@x")
    assert "Keep apart" in drawn(elifs, "a@x")


def test_keeping_apart_is_remembered(elifs: Client, pair: int) -> None:
    elifs.post(f"/inbox/{home('a@x')}/joining/{pair}/", {"answer": "apart"})

    assert "They stay apart" in drawn(elifs, "b@x")
    assert "Keep apart" not in drawn(elifs, "b@x")


def test_an_answer_that_is_none_is_refused(elifs: Client, pair: int) -> None:
    assert elifs.post(f"/inbox/{home('a@x')}/joining/{pair}/", {"answer": "?"}).status_code == 422


def test_who_only_reads_is_not_asked(sign_in: Any, mert: Any, pair: int) -> None:
    page = drawn(sign_in(mert), "a@x")

    assert "About a" in page
    assert "Keep apart" not in page


def test_a_deal_tells_that_its_conversation_was_joined(
    elifs: Client, pair: int, lobby_deal: Any
) -> None:
    here = home("a@x")
    elifs.post(f"/inbox/{here}/joining/{pair}/", {"answer": here})

    page = elifs.get(f"/deals/{lobby_deal.pk}/").content.decode()

    assert "joined another conversation with <b>About b</b>" in page
