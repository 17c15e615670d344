"""The dialog that says what of an account stays out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.mail.models import Folder, LeftOut
from tests.letters import LATER, inbox_of


@pytest.fixture
def elifs(client: Client, elif_: Any) -> Client:
    client.force_login(elif_)
    return client


def _address(mailbox: Any) -> str:
    return f"/settings/email/accounts/{mailbox.pk}/admission/"


def test_what_is_blocked_is_kept_and_shown_again(elifs: Client, elifs_mailbox: Any) -> None:
    given = {"blocked": "news@shop.example\n\n shop2.example ", "contacts_only": "on"}

    answered = elifs.post(_address(elifs_mailbox), given)

    assert answered.status_code == 303
    elifs_mailbox.refresh_from_db()
    assert elifs_mailbox.blocked == "news@shop.example\nshop2.example"
    assert elifs_mailbox.contacts_only
    assert "news@shop.example\nshop2.example</textarea>" in elifs.get(
        _address(elifs_mailbox)
    ).content.decode().replace("\r", "")


def test_a_line_that_is_no_address_is_refused_beside_the_field(
    elifs: Client, elifs_mailbox: Any
) -> None:
    answered = elifs.post(
        _address(elifs_mailbox), {"blocked": "not an address"}, headers={"HX-Request": "true"}
    )

    assert answered.status_code == 422
    assert "not an address is neither an address nor a domain." in answered.content.decode()


def test_a_folder_whose_tick_is_taken_away_is_left_out(elifs: Client, elifs_mailbox: Any) -> None:
    archive = inbox_of(elifs_mailbox, "archive")

    elifs.post(_address(elifs_mailbox), {"blocked": "", "shown": archive.pk})
    assert Folder.objects.get(pk=archive.pk).is_excluded

    elifs.post(_address(elifs_mailbox), {"blocked": "", "shown": archive.pk, "folders": archive.pk})
    assert not Folder.objects.get(pk=archive.pk).is_excluded


def test_the_folders_say_how_many_messages_are_left_out(elifs: Client, elifs_mailbox: Any) -> None:
    folder = inbox_of(elifs_mailbox)
    LeftOut.objects.create(
        company=elifs_mailbox.company, folder=folder, uidvalidity=1, uid=9, code="BLOCKED", at=LATER
    )

    page = elifs.get(f"/settings/email/accounts/{elifs_mailbox.pk}/folders/").content.decode()

    assert '<td>1 <small class="muted">blocked</small></td>' in page
    assert "excluded by your settings" in page


def test_nobody_else_changes_it(client: Client, mert: Any, elifs_mailbox: Any) -> None:
    client.force_login(mert)

    assert client.post(_address(elifs_mailbox), {"blocked": "x.example"}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000])
def test_a_folder_that_nobody_has_is_left_out_of_what_is_sent(
    elifs: Client, elifs_mailbox: Any, number: str
) -> None:
    sent = {"folders": [number], "shown": [number]}

    assert elifs.post(_address(elifs_mailbox), sent).status_code < 500
