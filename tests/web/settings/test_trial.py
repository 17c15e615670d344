"""Test connection, against servers that work and servers that do not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from kartotek.flows import lease
from kartotek.mail.credentials import sealed
from kartotek.mail.models import Mailbox
from tests.servers.fixtures import ImapAccount
from tests.servers.ports import LOOPBACK, free_port

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])


def tried(client: Client, headers: dict[str, str] | None = None, **typed: Any) -> Any:
    given = {
        "address": "elif@kuzeyisik.example",
        "password": "kutu",
        "imap_host": LOOPBACK,
        "imap_security": "none",
        **typed,
    }
    return client.post("/settings/email/trial/", given, headers=headers or HTMX)


def at(account: ImapAccount) -> dict[str, Any]:
    return {"imap_port": account.server.port, "login": account.login, "password": account.password}


@BOTH
def test_a_port_nobody_listens_at_is_said_plainly(as_elif: Client, headers: dict[str, str]) -> None:
    port = free_port()

    shown = tried(as_elif, headers, imap_port=port).content.decode()

    assert "Not everything works yet" in shown
    assert f"The server 127.0.0.1 does not listen at port {port}." in shown
    assert "Check the port" in shown


@BOTH
def test_only_one_connection_is_tested_at_a_time(as_elif: Client, headers: dict[str, str]) -> None:
    with lease.held("connection-test", clock=lambda: datetime.now(UTC)) as is_ours:
        assert is_ours()
        meanwhile = tried(as_elif, headers, imap_port=free_port())
    afterwards = tried(as_elif, headers, imap_port=free_port())

    assert meanwhile.status_code == 409
    assert "Another connection is being tested just now." in meanwhile.content.decode()
    assert afterwards.status_code == 200


@BOTH
def test_without_a_password_nothing_is_tried(as_elif: Client, headers: dict[str, str]) -> None:
    answer = tried(as_elif, headers, imap_port=free_port(), password="")

    assert answer.status_code == 422
    assert "Enter the password." in answer.content.decode()


@pytest.mark.servers
def test_a_server_that_works_shows_every_step(as_elif: Client, imap_account: ImapAccount) -> None:
    shown = tried(as_elif, **at(imap_account)).content.decode()

    assert "Everything works" in shown
    for label in ("Server name", "Connection", "Encryption", "Sign-in", "Folders"):
        assert label in shown
    assert "Not encrypted" in shown


@pytest.mark.servers
def test_a_wrong_password_is_the_step_that_failed(
    as_elif: Client, imap_account: ImapAccount
) -> None:
    shown = tried(as_elif, **{**at(imap_account), "password": "wrong"}).content.decode()

    assert "refused the login or the password" in shown
    assert "Folders" not in shown


@pytest.mark.servers
def test_a_certificate_nobody_trusts_is_said_before_the_password_is_sent(
    as_elif: Client, imap_account: ImapAccount
) -> None:
    port = imap_account.server.tls_port

    shown = tried(as_elif, imap_port=port, imap_security="tls").content.decode()

    assert "The certificate of 127.0.0.1 is not trusted" in shown


@pytest.mark.servers
def test_the_password_we_have_is_tried_where_none_is_typed(
    as_elif: Client, account: Mailbox, imap_account: ImapAccount
) -> None:
    Mailbox.objects.update(
        imap_host=LOOPBACK, imap_security="none", secret=sealed(imap_account.password)
    )

    shown = tried(
        as_elif, **{**at(imap_account), "password": "", "mailbox": str(account.pk)}
    ).content.decode()

    assert "Everything works" in shown
