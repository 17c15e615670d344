"""The "To link" queue: one conversation after the other, each with one key."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kartotek.linking.models import ConversationLink
from kartotek.mail.models import MailboxConversation
from tests.letters import LATER, deliver, letter, message

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/inbox/to-link/"}


@pytest.fixture
def waiting(elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any) -> list[int]:
    """Three conversations that could be about a deal or a project, the newest first."""
    for n in (3, 2, 1):
        at = LATER + timedelta(hours=3 - n)
        deliver(elifs_mailbox, letter(f"{n}@x", subject=f"Question {n}", at=at))
    return [int(message(f"{n}@x").conversation_id or 0) for n in (1, 2, 3)]


def sent(page: str, conversation_id: int) -> dict[str, str]:
    """Return what the card of a conversation sends along."""
    form = page.split(f'action="/inbox/to-link/{conversation_id}/"')[1]
    return {
        name: value
        for name in ("after", "number", "total")
        for value in re.findall(rf'name="{name}" value="([^"]*)"', form)[:1]
    }


def test_a_card_shows_the_message_its_offers_and_the_progress(
    elifs: Client, waiting: list[int], lobby_deal: Any
) -> None:
    page = elifs.get("/inbox/to-link/").content.decode()

    assert "numune dün elimize ulaştı" in page
    assert f'value="deal-{lobby_deal.pk}" data-key=' in page
    assert "1 of 3" in page
    assert 'id="queue_next" hidden inert' in page
    assert page.index("Question 1") < page.index("Question 2")
    assert "Question 3" not in page


def test_choosing_links_and_brings_the_card_after_the_next(
    elifs: Client, waiting: list[int], lobby_deal: Any
) -> None:
    page = elifs.get("/inbox/to-link/").content.decode()
    given = {**sent(page, waiting[0]), "choice": f"deal-{lobby_deal.pk}", "ahead": "1"}

    drawn = elifs.post(f"/inbox/to-link/{waiting[0]}/", given, headers=HTMX).content.decode()

    link = ConversationLink.objects.get(conversation_id=waiting[0])
    assert (link.deal_id, link.how) == (lobby_deal.pk, "by hand")
    assert 'hx-target="#queue_next"' in drawn
    assert "Question 3" in drawn
    assert "3 of 3" in drawn
    assert "Question 2" not in drawn
    assert "Linked to Lobby lighting, Pera" in drawn


def test_skipping_leaves_it_for_later_and_the_end_says_so(
    elifs: Client, waiting: list[int]
) -> None:
    page = elifs.get("/inbox/to-link/").content.decode()
    for number, pk in enumerate(waiting, 1):
        assert f"{number} of 3" in page
        page = elifs.post(
            f"/inbox/to-link/{pk}/", {**sent(page, pk), "choice": "skip"}, headers=HTMX
        ).content.decode()

    assert "You have been through all of them" in page
    assert "3 conversations were left for later." in page
    assert ConversationLink.objects.filter(awaits_choice=True).count() == 3


def test_archiving_takes_it_out_of_the_queue_and_undo_shows_it_again(
    elifs: Client, waiting: list[int]
) -> None:
    page = elifs.get("/inbox/to-link/").content.decode()
    drawn = elifs.post(
        f"/inbox/to-link/{waiting[0]}/",
        {**sent(page, waiting[0]), "choice": "archive"},
        headers=HTMX,
    ).content.decode()
    assert MailboxConversation.objects.get(conversation_id=waiting[0]).in_archive
    undo = re.search(r'action="(/inbox/to-link/\d+/undo/[^"]*)"', drawn)
    assert undo is not None

    again = elifs.post(undo[1].replace("&amp;", "&"), headers=HTMX).content.decode()

    assert "Question 1" in again
    assert "1 of 3" in again
    assert MailboxConversation.objects.get(conversation_id=waiting[0]).in_inbox


def test_undoing_a_choice_makes_it_wait_again(
    elifs: Client, waiting: list[int], lobby_deal: Any
) -> None:
    page = elifs.get("/inbox/to-link/").content.decode()
    given = {**sent(page, waiting[0]), "choice": f"deal-{lobby_deal.pk}"}
    drawn = elifs.post(f"/inbox/to-link/{waiting[0]}/", given, headers=HTMX).content.decode()
    undo = re.search(r'action="(/inbox/to-link/\d+/undo/[^"]*)"', drawn)
    assert undo is not None

    elifs.post(undo[1].replace("&amp;", "&"), headers=HTMX)

    assert ConversationLink.objects.get(conversation_id=waiting[0]).awaits_choice


def test_without_scripts_the_next_card_is_a_page(elifs: Client, waiting: list[int]) -> None:
    page = elifs.get("/inbox/to-link/").content.decode()

    answered = elifs.post(
        f"/inbox/to-link/{waiting[0]}/", {**sent(page, waiting[0]), "choice": "skip"}
    )

    assert answered.status_code == 303
    assert "2 of 3" in elifs.get(answered["Location"]).content.decode()


def test_linking_in_the_popover_lets_the_queue_go_on(
    elifs: Client, waiting: list[int], lobby_deal: Any
) -> None:
    answered = elifs.post(
        f"/inbox/{waiting[0]}/link/", {"item": f"deal-{lobby_deal.pk}"}, headers=HTMX
    )
    assert "queue:next" in answered["HX-Trigger"]

    drawn = elifs.get(f"/inbox/to-link/?at={waiting[0]}", headers=HTMX).content.decode()

    assert "Question 1" not in drawn
    assert "Question 2" in drawn


@pytest.mark.parametrize("who", ["mert", "deniz", "outsider"])
def test_nobody_elses_queue_is_shown_or_worked_on(
    who: str, request: Any, sign_in: Any, waiting: list[int]
) -> None:
    client = sign_in(request.getfixturevalue(who))
    given = {"choice": "archive", "number": "1", "total": "1"}

    assert "Nothing waits for a choice" in client.get("/inbox/to-link/").content.decode()
    answered = client.post(f"/inbox/to-link/{waiting[0]}/", given, headers=HTMX)
    assert answered.status_code in {403, 404}
    assert not MailboxConversation.objects.filter(in_archive=True).exists()


def test_an_empty_queue_leads_back(elifs: Client) -> None:
    assert "Nothing waits for a choice" in elifs.get("/inbox/to-link/").content.decode()
