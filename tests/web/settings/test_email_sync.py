"""Email sync: the accounts of one user, and nobody else's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kartotek.flows import accounts
from kartotek.mail.connection.endpoint import Endpoint
from kartotek.mail.credentials import password_of
from kartotek.mail.discovery import Settings
from kartotek.mail.models import Folder, Mailbox
from kartotek.mail.operations.account import Account
from kartotek.users.models import User

HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])

TYPED = {
    "address": "satis@kuzeyisik.example",
    "password": "kutu-2",
    "imap_host": "imap.kuzeyisik.example",
    "imap_port": "993",
    "imap_security": "tls",
    "history": "1y",
    "automatic_linking": "on",
}
FOUND = Settings(
    Endpoint("imap.found.example", 993),
    Endpoint("smtp.found.example", 587, "starttls"),
    "satis@kuzeyisik.example",
    "app_password",
    "announced",
)


@pytest.fixture
def nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name service knows nothing, as in a machine without a network."""
    monkeypatch.setattr(accounts, "find_settings", lambda address: None)


@pytest.fixture
def all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "find_settings", lambda address: FOUND)


def page_of(client: Client) -> str:
    return client.get("/settings/email/").content.decode()


def path(account: Mailbox, what: str = "") -> str:
    return f"/settings/email/accounts/{account.pk}/{what}"


def test_what_was_typed_of_a_server_is_not_written_over_by_what_is_found() -> None:
    typed = Account("satis@kuzeyisik.example", smtp_host="smtp.own.example", smtp_port=465)

    full = accounts.with_servers(typed, FOUND)

    assert (full.imap_host, full.smtp_host) == ("imap.found.example", "smtp.own.example")
    assert (full.smtp_port, full.smtp_security) == (465, "tls")


def test_without_an_account_the_page_says_what_to_do(as_elif: Client) -> None:
    page = page_of(as_elif)

    assert "No account yet" in page
    assert "/settings/email/accounts/add/" in page


def test_an_account_says_how_it_is(as_elif: Client, account: Mailbox) -> None:
    page = page_of(as_elif)

    assert ("elif@kuzeyisik.example" in page, "Up to date" in page) == (True, True)


def test_progress_is_shown(as_elif: Client, account: Mailbox) -> None:
    Mailbox.objects.update(status="syncing", arrived_count=620, expected_count=1000)

    page = page_of(as_elif)

    assert "Fetching, 62%" in page
    assert "620 of 1,000 messages" in page


def test_trouble_is_told_in_three_parts(as_elif: Client, account: Mailbox) -> None:
    Mailbox.objects.update(
        status="needs you",
        error_code="login_refused",
        error_facts={"host": "imap.kuzeyisik.example", "said": "bad password"},
    )

    page = page_of(as_elif)

    assert "The server imap.kuzeyisik.example refused the login or the password." in page
    assert "It said: “bad password”." in page
    assert "The mail that is here is kept." in page
    assert "Enter the password again" in page


def test_what_is_tried_again_says_when(as_elif: Client, account: Mailbox, now: datetime) -> None:
    Mailbox.objects.update(
        status="troubled", error_code="no_answer", next_try_at=now + timedelta(minutes=4)
    )

    assert "It is tried again:" in page_of(as_elif)


def test_the_page_holds_no_password(as_elif: Client, account: Mailbox) -> None:
    page = page_of(as_elif)

    assert (account.secret in page, "kutu" in page) == (False, False)


def test_htmx_gets_the_accounts_alone(as_elif: Client, account: Mailbox) -> None:
    part = as_elif.get("/settings/email/", headers=HTMX).content.decode()

    assert part.lstrip().startswith('<div id="accounts"')


def test_more_accounts_take_no_more_queries(
    as_elif: Client, account: Mailbox, now: datetime, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        Mailbox.objects.create(
            company=account.company,
            user=account.user,
            address=f"{number}@x.example",
            key=f"{number}@x.example",
            created_at=now,
        )

    with django_assert_max_num_queries(7):
        page_of(as_elif)


@pytest.mark.parametrize("name", ["mert", "deniz", "robin", "outsider"])
def test_nobody_else_sees_or_touches_an_account(
    account: Mailbox, name: str, request: pytest.FixtureRequest
) -> None:
    other = Client()
    other.force_login(request.getfixturevalue(name))

    assert account.address not in page_of(other)
    assert other.get(path(account)).status_code == 404
    assert other.post(path(account), TYPED).status_code == 404
    assert other.get(path(account, "connection/")).status_code == 404
    assert other.post(path(account, "connection/"), {"wanted": "off"}).status_code == 404
    assert other.post(path(account, "sync/")).status_code == 404
    assert other.get(path(account, "folders/")).status_code == 404
    choice = {"history": "1y", "shares_by_default": "no"}
    assert other.post(path(account, "choices/"), choice).status_code == 404
    trial = {**TYPED, "password": "", "mailbox": str(account.pk)}
    assert other.post("/settings/email/trial/", trial).status_code == 404


@BOTH
def test_an_account_is_added(as_elif: Client, elif_: User, headers: dict[str, str]) -> None:
    answer = as_elif.post("/settings/email/accounts/add/", TYPED, headers=headers)

    mailbox = Mailbox.objects.get(user=elif_)
    assert answer.headers.get("Location", answer.headers.get("HX-Redirect")) == "/settings/email/"
    assert (mailbox.imap_host, mailbox.history, mailbox.automatic_linking) == (
        "imap.kuzeyisik.example",
        "1y",
        True,
    )
    assert password_of(mailbox) == "kutu-2"


def test_automatic_linking_can_be_declined_in_the_dialog(as_elif: Client, elif_: User) -> None:
    typed = {name: value for name, value in TYPED.items() if name != "automatic_linking"}

    as_elif.post("/settings/email/accounts/add/", typed)

    assert not Mailbox.objects.get(user=elif_).automatic_linking


def test_the_dialog_offers_automatic_linking_as_on(as_elif: Client) -> None:
    dialog = as_elif.get("/settings/email/accounts/add/", headers=HTMX).content.decode()

    assert 'name="automatic_linking" checked' in dialog


@BOTH
def test_a_mistake_shows_the_dialog_again(as_elif: Client, headers: dict[str, str]) -> None:
    answer = as_elif.post(
        "/settings/email/accounts/add/", {**TYPED, "imap_port": "99999"}, headers=headers
    )

    assert answer.status_code == 422
    assert 'id="field-imap_port-error"' in answer.content.decode()
    assert 'value="satis@kuzeyisik.example"' in answer.content.decode()
    assert not Mailbox.objects.exists()


def test_servers_that_were_not_typed_are_found(
    as_elif: Client, elif_: User, all_found: None
) -> None:
    as_elif.post("/settings/email/accounts/add/", {**TYPED, "imap_host": ""})

    mailbox = Mailbox.objects.get(user=elif_)
    assert (mailbox.imap_host, mailbox.smtp_host, mailbox.smtp_port) == (
        "imap.found.example",
        "smtp.found.example",
        587,
    )


def test_servers_nobody_finds_must_be_typed(as_elif: Client, nothing_found: None) -> None:
    answer = as_elif.post("/settings/email/accounts/add/", {**TYPED, "imap_host": ""})

    assert answer.status_code == 422
    assert "No server was found for this address." in answer.content.decode()


@BOTH
def test_found_servers_fill_the_fields(
    as_elif: Client, all_found: None, headers: dict[str, str]
) -> None:
    shown = as_elif.get(
        "/settings/email/servers/?address=satis@kuzeyisik.example", headers=headers
    ).content.decode()

    assert 'value="imap.found.example"' in shown
    assert "Your domain announces these servers." in shown
    assert "app password" in shown


def test_an_unknown_domain_is_said_to_be_unknown(as_elif: Client, nothing_found: None) -> None:
    shown = as_elif.get("/settings/email/servers/?address=x@y.example", headers=HTMX)

    assert "No servers were found for this address." in shown.content.decode()


@BOTH
def test_an_account_is_disconnected(
    as_elif: Client, account: Mailbox, headers: dict[str, str]
) -> None:
    answer = as_elif.post(path(account, "connection/"), {"wanted": "off"}, headers=headers)

    account.refresh_from_db()
    assert (answer.status_code, account.status) == (200 if headers else 303, "disconnected")


@BOTH
def test_reconnecting_asks_for_the_password_only(
    as_elif: Client, account: Mailbox, headers: dict[str, str]
) -> None:
    Mailbox.objects.update(status="disconnected", secret="")
    dialog = as_elif.get(path(account, "connection/"), headers=headers).content.decode()
    assert dialog.count('class="input"') == 1

    as_elif.post(
        path(account, "connection/"), {"wanted": "on", "password": "yeni"}, headers=headers
    )

    account.refresh_from_db()
    assert (account.status, password_of(account)) == ("new", "yeni")


@BOTH
def test_reconnecting_without_a_password_is_refused(
    as_elif: Client, account: Mailbox, headers: dict[str, str]
) -> None:
    answer = as_elif.post(path(account, "connection/"), {"wanted": "on"}, headers=headers)

    assert answer.status_code == 422
    assert "Enter the password." in answer.content.decode()


@BOTH
def test_the_server_settings_are_changed(
    as_elif: Client, account: Mailbox, headers: dict[str, str]
) -> None:
    typed = {**TYPED, "imap_host": "posta.kuzeyisik.example"}
    as_elif.post(path(account), typed, headers=headers)

    account.refresh_from_db()
    assert (account.address, account.imap_host) == (
        "elif@kuzeyisik.example",
        "posta.kuzeyisik.example",
    )


def test_another_server_is_not_told_the_password_we_have(as_elif: Client, account: Mailbox) -> None:
    typed = {**TYPED, "imap_host": "posta.evil.example", "password": ""}

    assert as_elif.post(path(account), typed).status_code == 422
    trial = {**typed, "mailbox": str(account.pk)}
    assert as_elif.post("/settings/email/trial/", trial).status_code == 422

    account.refresh_from_db()
    assert account.imap_host == "imap.kuzeyisik.example"


def test_the_same_server_keeps_the_password(as_elif: Client, account: Mailbox) -> None:
    as_elif.post(path(account), {**TYPED, "imap_port": "1993", "password": ""})

    account.refresh_from_db()
    assert (account.imap_port, password_of(account)) == (1993, "kutu")


@BOTH
def test_choices_are_kept(as_elif: Client, account: Mailbox, headers: dict[str, str]) -> None:
    typed = {"history": "2y", "shares_by_default": "no"}
    as_elif.post(path(account, "choices/"), typed, headers=headers)

    account.refresh_from_db()
    assert (account.history, account.shares_by_default, account.automatic_linking) == (
        "2y",
        False,
        True,
    )


@BOTH
def test_automatic_linking_is_switched_for_every_account(
    as_elif: Client, account: Mailbox, headers: dict[str, str]
) -> None:
    as_elif.post("/settings/email/automatic-linking/", headers=headers)
    account.refresh_from_db()
    assert not account.automatic_linking

    as_elif.post("/settings/email/automatic-linking/", {"automatic_linking": "on"}, headers=headers)

    account.refresh_from_db()
    assert account.automatic_linking


@BOTH
def test_an_account_is_synced_on_request(
    as_elif: Client, account: Mailbox, headers: dict[str, str]
) -> None:
    as_elif.post(path(account, "sync/"), headers=headers)

    account.refresh_from_db()
    assert account.next_try_at is not None


@pytest.mark.parametrize(("headers", "status"), [({}, 409), (HTMX, 409)])
def test_a_disconnected_account_is_not_synced(
    as_elif: Client, account: Mailbox, headers: dict[str, str], status: int
) -> None:
    Mailbox.objects.update(status="disconnected")

    assert as_elif.post(path(account, "sync/"), headers=headers).status_code == status


@BOTH
def test_folders_say_what_is_there_and_what_is_here(
    as_elif: Client, account: Mailbox, headers: dict[str, str]
) -> None:
    Folder.objects.create(
        company=account.company,
        mailbox=account,
        name="Gelen Kutusu",
        raw_name="INBOX",
        there_count=4218,
    )

    shown = as_elif.get(path(account, "folders/"), headers=headers).content.decode()

    assert ("Gelen Kutusu" in shown, "4,218" in shown) == (True, True)
