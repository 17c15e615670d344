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


@pytest.fixture
def mixed(elifs_mailbox: Any, lobby_deal: Any, daniel: Any) -> None:
    """Zeynep's conversation, in which Daniel answered about something else, and another one."""
    deliver(
        elifs_mailbox,
        letter("a@x", subject="Lobby"),
        letter("b@x", sender=DANIEL, replies_to="a@x", subject="Corridors"),
        letter("z@x", subject="Lobby, again"),
    )


def test_separating_leads_to_the_new_conversation_with_undo(elifs: Client, mixed: None) -> None:
    assert "Separate from here on" in drawn(elifs, "a@x")

    answered = elifs.post(f"/inbox/messages/{message('b@x').pk}/separate/")

    assert answered["Location"] == f"/inbox/{home('b@x')}/"
    page = drawn(elifs, "b@x")
    assert "Separated; no rule joins the two again" in page
    pair = KeptApart.objects.get().pk
    elifs.post(f"/inbox/separated/{pair}/undo/")
    assert home("a@x") == home("b@x")


def test_separating_at_the_beginning_is_refused(elifs: Client, mixed: None) -> None:
    answered = elifs.post(f"/inbox/messages/{message('a@x').pk}/separate/")

    assert answered.status_code == 409
    assert "begins with this message" in answered.content.decode()


@pytest.mark.parametrize(("who", "status"), [("mert", 403), ("outsider", 404)])
def test_others_do_not_take_it_apart(
    who: str, status: int, request: Any, sign_in: Any, mixed: None
) -> None:
    client = sign_in(request.getfixturevalue(who))

    assert client.post(f"/inbox/messages/{message('b@x').pk}/separate/").status_code == status
    given = {"other": home("z@x"), "keeps": "this"}
    assert client.post(f"/inbox/{home('a@x')}/join/", given).status_code == status


def test_joining_offers_conversations_of_the_same_people(elifs: Client, mixed: None) -> None:
    page = elifs.get(f"/inbox/{home('a@x')}/join/").content.decode()

    assert "Lobby, again" in page
    assert f'value="{home("a@x")}"' not in page


def test_joining_by_hand_has_undo(elifs: Client, mixed: None) -> None:
    here, other = home("a@x"), home("z@x")

    elifs.post(f"/inbox/{here}/join/", {"other": other, "keeps": "this"})

    assert home("z@x") == home("a@x")
    page = drawn(elifs, "a@x")
    assert "Joined into one conversation" in page
    elifs.post(f"/inbox/{here}/joining/{KeptApart.objects.get().pk}/undo/")
    assert (home("a@x"), home("z@x")) == (here, other)
