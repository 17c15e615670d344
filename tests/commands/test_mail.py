"""Commands that bring mail and tell what became of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kartotek.flows.hold import hold
from kartotek.mail.credentials import sealed
from kartotek.mail.models import FolderEntry, Mailbox
from kartotek.users.models import User
from tests.commands.console import Console
from tests.servers.ports import free_port

pytestmark = pytest.mark.django_db

LETTER = (
    b"From: Zeynep Karaca <zeynep@marmaraotel.example>\r\n"
    b"To: elif@kuzeyisik.example\r\n"
    b"Subject: Lobi\r\n"
    b"Date: Thu, 12 Nov 2026 09:00:00 +0300\r\n"
    b"Message-ID: <lobi-1@marmaraotel.example>\r\n"
    b"\r\n"
    b"Merhaba Elif\r\n"
)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.BLOB_URL = (tmp_path / "mail").as_uri()


@pytest.fixture
def mailbox(elif_: User, now: datetime) -> Mailbox:
    return Mailbox.objects.create(
        company=elif_.company,
        user=elif_,
        address=elif_.email,
        key=elif_.email,
        status="offline",
        created_at=now,
    )


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "lobi.eml").write_bytes(LETTER)
    return folder


def imported(kartotek: Console, mailbox: Mailbox, letters: Path) -> Any:
    return kartotek("import_mail", str(letters), "--mailbox", str(mailbox.pk), "--json").facts


def test_mail_comes_from_a_folder(kartotek: Console, mailbox: Mailbox, letters: Path) -> None:
    assert imported(kartotek, mailbox, letters) == {
        "found": 1,
        "stored": 1,
        "known": 0,
        "done": 1,
        "held": 0,
    }


def test_what_is_imported_twice_is_known(
    kartotek: Console, mailbox: Mailbox, letters: Path
) -> None:
    imported(kartotek, mailbox, letters)

    assert imported(kartotek, mailbox, letters)["known"] == 1


def test_a_message_tells_its_way(kartotek: Console, mailbox: Mailbox, letters: Path) -> None:
    imported(kartotek, mailbox, letters)

    outcome = kartotek("trace_message", "<lobi-1@marmaraotel.example>")

    assert "stored, parsed, threaded, classified, matched, linked" in outcome.out
    assert "decision" in outcome.out


def test_a_trace_is_answered_in_json(kartotek: Console, mailbox: Mailbox, letters: Path) -> None:
    imported(kartotek, mailbox, letters)

    found = kartotek("trace_message", "lobi-1@marmaraotel.example", "--json").facts["messages"]

    assert [one["copies"][0]["reached"] for one in found] == ["noted"]


def test_a_message_nobody_has_is_not_found(kartotek: Console, mailbox: Mailbox) -> None:
    assert kartotek("trace_message", "nowhere@x.example").code == 1


def test_held_mail_is_listed_with_its_reason(
    kartotek: Console, mailbox: Mailbox, letters: Path, now: datetime
) -> None:
    imported(kartotek, mailbox, letters)
    hold(FolderEntry.objects.get(), "parsed", ValueError("no end"), at=now)

    held = kartotek("held_mail", "--json").facts["held"]

    assert [(one["stage"], one["reason"]) for one in held] == [("parsed", "ValueError: no end")]


def test_held_mail_is_tried_again(
    kartotek: Console, mailbox: Mailbox, letters: Path, now: datetime
) -> None:
    imported(kartotek, mailbox, letters)
    FolderEntry.objects.update(reached="linked", is_done=False)
    hold(FolderEntry.objects.get(), "indexed", ValueError("no end"), at=now)

    outcome = kartotek("held_mail", "--retry", "--json")

    assert (outcome.facts["tried"], outcome.facts["held"]) == (1, [])
    assert FolderEntry.objects.get().reached == "noted"


def test_held_mail_of_another_company_is_left_alone(
    kartotek: Console, mailbox: Mailbox, letters: Path, now: datetime, other_company: Any
) -> None:
    imported(kartotek, mailbox, letters)
    FolderEntry.objects.update(reached="linked", is_done=False)
    hold(FolderEntry.objects.get(), "indexed", ValueError("no end"), at=now)

    outcome = kartotek("held_mail", "--retry", "--company", str(other_company.pk), "--json")

    assert outcome.facts["tried"] == 0


@pytest.mark.django_db(transaction=True)
def test_a_mailbox_that_cannot_be_reached_says_why(kartotek: Console, mailbox: Mailbox) -> None:
    Mailbox.objects.update(
        status="new",
        imap_host="127.0.0.1",
        imap_port=free_port(),
        imap_security="none",
        secret=sealed("kutu"),
    )

    outcome = kartotek("sync_mail", "--once", "--json")

    assert outcome.code == 1
    assert outcome.facts["mailboxes"][0]["trouble"]


def test_nothing_to_sync_is_said(kartotek: Console, mailbox: Mailbox) -> None:
    outcome = kartotek("sync_mail", "--once")

    assert (outcome.code, outcome.out) == (0, "No mailbox is connected.\n")


def test_mail_is_read_again(kartotek: Console, mailbox: Mailbox, letters: Path) -> None:
    imported(kartotek, mailbox, letters)

    assert kartotek("reparse_mail", "--json").facts == {"read": 0, "failed": []}
    again = kartotek("reparse_mail", "--all", "--mailbox", str(mailbox.pk), "--json")
    assert again.facts == {"read": 1, "failed": []}


def test_mail_of_a_mailbox_that_is_not_there_is_not_read(kartotek: Console) -> None:
    assert kartotek("reparse_mail", "--mailbox", "4711").code == 1
