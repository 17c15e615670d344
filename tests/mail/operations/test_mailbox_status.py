"""What whoever syncs a mailbox writes down about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from kartotek.mail.models import Mailbox
from kartotek.mail.operations.mailbox_status import note_good_sync, note_progress, note_trouble

pytestmark = pytest.mark.django_db

FACTS = {"host": "imap.kuzeyisik.example", "port": "993"}


@pytest.fixture
def mailbox(elif_: Any, now: datetime) -> Mailbox:
    return Mailbox.objects.create(
        company=elif_.company,
        user=elif_,
        address="elif@kuzeyisik.example",
        key="elif@kuzeyisik.example",
        imap_host="imap.kuzeyisik.example",
        created_at=now,
    )


def test_progress_is_counted(mailbox: Mailbox) -> None:
    note_progress(mailbox_id=mailbox.pk, arrived_count=120, expected_count=400)

    mailbox.refresh_from_db()
    assert (mailbox.status, mailbox.arrived_count, mailbox.expected_count) == ("syncing", 120, 400)


def test_more_may_arrive_than_was_expected(mailbox: Mailbox) -> None:
    note_progress(mailbox_id=mailbox.pk, arrived_count=12, expected_count=10)

    mailbox.refresh_from_db()
    assert mailbox.expected_count == 12


def test_trouble_is_tried_again(mailbox: Mailbox, now: datetime) -> None:
    later = now + timedelta(minutes=1)

    note_trouble(mailbox_id=mailbox.pk, code="no_answer", facts=FACTS, next_try_at=later)

    mailbox.refresh_from_db()
    assert (mailbox.status, mailbox.error_code, mailbox.error_facts) == (
        "troubled",
        "no_answer",
        FACTS,
    )
    assert (mailbox.next_try_at, mailbox.failure_count) == (later, 1)


def test_a_refused_password_waits_for_its_user(mailbox: Mailbox) -> None:
    note_trouble(mailbox_id=mailbox.pk, code="login_refused", facts=FACTS, next_try_at=None)

    mailbox.refresh_from_db()
    assert mailbox.status == "needs you"


def test_a_good_sync_forgets_the_trouble(mailbox: Mailbox, now: datetime) -> None:
    note_trouble(mailbox_id=mailbox.pk, code="no_answer", facts=FACTS, next_try_at=now)

    note_good_sync(mailbox_id=mailbox.pk, at=now)

    mailbox.refresh_from_db()
    assert (mailbox.status, mailbox.error_code, mailbox.failure_count) == ("watching", "", 0)
    assert mailbox.last_good_sync_at == now


def test_a_late_note_does_not_wake_a_disconnected_mailbox(mailbox: Mailbox, now: datetime) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(status="disconnected")

    assert not note_good_sync(mailbox_id=mailbox.pk, at=now)
    assert not note_progress(mailbox_id=mailbox.pk, arrived_count=1, expected_count=1)
    assert not note_trouble(mailbox_id=mailbox.pk, code="x", facts={}, next_try_at=now)

    mailbox.refresh_from_db()
    assert mailbox.status == "disconnected"
