"""The Sales Inbox in a browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kartotek.mail.models import MailboxConversation
from tests.letters import LATER, UNKNOWN, deliver, letter, message

HTMX = {"HX-Request": "true"}


def _page(client: Client, address: str = "/inbox/", **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_an_inbox_without_accounts_offers_to_add_one(elifs: Client) -> None:
    drawn = _page(elifs)

    assert "Add account" in drawn
    assert "/settings/email/accounts/add/" in drawn


def test_an_empty_inbox_says_so(elifs: Client, elifs_mailbox: Any) -> None:
    assert "The inbox is empty" in _page(elifs)


def test_a_row_names_its_deal(elifs: Client, linked: int) -> None:
    drawn = _page(elifs)

    assert f'id="conversation-{linked}"' in drawn
    assert "Lobby lighting, Pera" in drawn


def test_a_row_without_item_says_why_and_leads_to_the_decision(
    elifs: Client, elifs_mailbox: Any
) -> None:
    deliver(elifs_mailbox, letter("odd@x", sender=UNKNOWN))
    drawn = _page(elifs)

    assert "Unknown address" in drawn
    why = f"/inbox/{message('odd@x').conversation_id}/why/"
    assert f'<a class="reason-chip" href="{why}" hx-get="{why}"' in drawn


def test_the_tab_says_how_much_is_unread(elifs: Client, linked: int) -> None:
    assert "<title>(1) Inbox · Kartotek</title>" in _page(elifs)


def test_news_bring_rows_counters_and_the_tabs_title(elifs: Client, linked: int) -> None:
    drawn = _page(elifs, "/inbox/?news=1", **HTMX)

    assert "<html" not in drawn
    for target in ("#conversations", "#inbox_folders", "#inbox_count", "title"):
        assert f'hx-target="{target}"' in drawn


def test_news_keep_the_ticks(elifs: Client, linked: int) -> None:
    drawn = _page(elifs, f"/inbox/?news=1&ids={linked}", **HTMX)

    assert f'value="{linked}" checked' in drawn


def test_older_rows_come_without_the_page(elifs: Client, elifs_mailbox: Any) -> None:
    deliver(
        elifs_mailbox,
        *(
            letter(
                f"m{n}@x",
                subject=f"Subject {n:03}",
                sender=f"P <p{n}@far.example>",
                body=f"Text {n}.",
                at=LATER - timedelta(minutes=n),
            )
            for n in range(51)
        ),
    )
    first = elifs.get("/inbox/").content.decode()
    assert "1–50 of 51" in first
    address = first.split('hx-get="/inbox/?after=')[1].split('"')[0]

    more = _page(elifs, "/inbox/?rows=1&after=" + address.replace("&amp;", "&"), **HTMX)

    assert "Subject 050" in more
    assert "Subject 049" not in more
    assert "<html" not in more


def test_what_matches_no_filter_offers_to_clear_them(elifs: Client, linked: int) -> None:
    drawn = _page(elifs, "/inbox/?files=1&unread=1")

    assert "No conversation matches these 2 filters." in drawn
    assert 'href="/inbox/"' in drawn


def test_an_account_that_is_not_ones_own_shows_nothing(
    elifs: Client, linked: int, robins_mailbox: Any
) -> None:
    assert "conversation-row" not in _page(elifs, f"/inbox/?account={robins_mailbox.pk}")


@pytest.mark.parametrize(
    "address", ["?folder=x", "?after=x", "?account=x", "?start=-1", "?shown=99999999999999999999"]
)
def test_an_odd_address_is_read_as_far_as_it_makes_sense(
    elifs: Client, linked: int, address: str
) -> None:
    assert "Lobby chandelier" in _page(elifs, f"/inbox/{address}")


def test_archiving_a_row_takes_it_away_and_undo_brings_it_back(elifs: Client, linked: int) -> None:
    response = elifs.post(f"/inbox/{linked}/archive/", headers=HTMX)
    drawn = response.content.decode()

    assert f'hx-target="#conversation-{linked}"' in drawn
    assert response["HX-Trigger"] == "inbox:changed"
    assert f"/inbox/unarchive/?id={linked}" in drawn
    assert f"conversation-{linked}" not in _page(elifs)
    elifs.post(f"/inbox/unarchive/?id={linked}", headers=HTMX)
    assert f"conversation-{linked}" in _page(elifs)


def test_ticked_rows_are_read_and_archived_together(elifs: Client, elifs_mailbox: Any) -> None:
    deliver(
        elifs_mailbox,
        letter("a@x", subject="First", body="One text."),
        letter("b@x", subject="Second", body="Another.", sender=UNKNOWN),
    )
    ids = list(MailboxConversation.objects.values_list("conversation_id", flat=True))

    elifs.post("/inbox/read/", {"ids": ids}, headers=HTMX)
    unread = MailboxConversation.objects.filter(unread_count__gt=0).count()
    elifs.post("/inbox/archive/", {"ids": ids}, headers=HTMX)

    assert unread == 0
    assert MailboxConversation.objects.filter(in_inbox=True).count() == 0


def test_one_that_is_not_ones_own_stops_the_whole_act(
    elifs: Client, linked: int, robins_mailbox: Any, robin: Any
) -> None:
    deliver(robins_mailbox, letter("r@x", sender=UNKNOWN, to=robin.email, subject="Robin's"))
    other = message("r@x").conversation_id

    response = elifs.post("/inbox/archive/", {"ids": [linked, other]})

    assert response.status_code == 404
    assert MailboxConversation.objects.filter(in_archive=True).count() == 0


def test_without_scripts_an_act_leads_back_to_the_inbox(elifs: Client, linked: int) -> None:
    response = elifs.post(f"/inbox/{linked}/archive/")

    assert (response.status_code, response["Location"]) == (303, "/inbox/")


def test_the_page_asks_as_often_for_many_rows_as_for_few(
    elifs: Client, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, letter("one@x"))
    with CaptureQueriesContext(connection) as few:
        _page(elifs)
    deliver(
        elifs_mailbox,
        *(letter(f"k{n}@x", subject=f"K {n}", body=f"Text {n}.") for n in range(20)),
    )
    with CaptureQueriesContext(connection) as many:
        _page(elifs)

    assert len(many) == len(few)
    assert len(many) <= 22


def test_the_badge_says_how_many_emails_have_arrived(elifs: Client, elifs_mailbox: Any) -> None:
    elifs_mailbox.status = "syncing"
    elifs_mailbox.arrived_count, elifs_mailbox.expected_count = 1200, 4000
    elifs_mailbox.save()

    drawn = _page(elifs, "/inbox/state/", **HTMX)

    assert "1,200 of 4,000 emails" in drawn
    assert 'max="4000" value="1200"' in drawn
