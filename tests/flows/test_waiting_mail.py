"""Mail that waits is found and taken on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from kartotek.flows.hold import hold
from kartotek.flows.waiting_mail import companies_with_waiting_mail, go_on
from kartotek.mail.inbound.store import Arrival, Cursor, store
from kartotek.mail.models import Folder, FolderEntry, Mailbox
from kartotek.users.models import User

pytestmark = pytest.mark.django_db

LETTER = (
    b"From: Zeynep Karaca <zeynep@marmaraotel.example>\r\n"
    b"To: elif@kuzeyisik.example\r\nSubject: Lobi\r\n"
    b"Message-ID: <lobi-1@marmaraotel.example>\r\n\r\nMerhaba\r\n"
)


@pytest.fixture
def waiting(elif_: User, now: datetime) -> FolderEntry:
    """A message that was stored, and nothing more."""
    mailbox = Mailbox.objects.create(
        company=elif_.company, user=elif_, address=elif_.email, key=elif_.email, created_at=now
    )
    folder = Folder.objects.create(
        company=elif_.company, mailbox=mailbox, name="INBOX", raw_name="INBOX", uidvalidity=1
    )
    arrival = Arrival(uid=1, raw=LETTER, is_read=False, internal_at=now)
    store(folder, [arrival], Cursor(high_uid=1, low_uid=0), at=now)
    return FolderEntry.objects.get()


@pytest.fixture
def clock(now: datetime) -> Callable[[], datetime]:
    return lambda: now


def test_stored_mail_waits(waiting: FolderEntry, now: datetime) -> None:
    assert companies_with_waiting_mail(at=now) == [waiting.company_id]


def test_waiting_mail_is_taken_all_the_way(
    waiting: FolderEntry, now: datetime, clock: Callable[[], datetime]
) -> None:
    assert go_on(at=now, clock=clock) == 1

    waiting.refresh_from_db()
    assert waiting.reached == "noted"
    assert companies_with_waiting_mail(at=now) == []


def test_held_mail_waits_until_its_next_try(waiting: FolderEntry, now: datetime) -> None:
    hold(waiting, "parsed", ValueError("no end"), at=now)

    assert companies_with_waiting_mail(at=now) == []
    assert companies_with_waiting_mail(at=now + timedelta(days=2)) == [waiting.company_id]


def test_a_company_without_mail_is_left_alone(company: Any, now: datetime) -> None:
    assert companies_with_waiting_mail(at=now) == []
