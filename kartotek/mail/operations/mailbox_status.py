"""What a mailbox is doing, written down by whoever syncs it.

A mailbox that was disconnected meanwhile stays so: a late note does not wake it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from kartotek.mail.models import Mailbox
from kartotek.mail.models.mailbox import MailboxStatus

ASLEEP = (MailboxStatus.DISCONNECTED, MailboxStatus.OFFLINE)


def note_progress(*, mailbox_id: int, arrived_count: int, expected_count: int) -> bool:
    """Note how much of what is expected has arrived; return whether it is still connected."""
    return _note(
        mailbox_id,
        status=MailboxStatus.SYNCING,
        arrived_count=arrived_count,
        expected_count=max(arrived_count, expected_count),
    )


def note_good_sync(*, mailbox_id: int, at: datetime) -> bool:
    """Note that everything offered is here; return whether it is still connected."""
    return _note(
        mailbox_id,
        status=MailboxStatus.WATCHING,
        last_good_sync_at=at,
        expected_count=F("arrived_count"),
        next_try_at=None,
        failure_count=0,
        error_code="",
        error_facts={},
    )


def note_trouble(
    *,
    mailbox_id: int,
    code: str,
    facts: Mapping[str, str],
    next_try_at: datetime | None,
) -> bool:
    """Note what went wrong; return whether it is still connected.

    Args:
        mailbox_id: whose server misbehaved.
        code: of `mail/imap/errors.py`.
        facts: what the sentence about it names; never a secret.
        next_try_at: when it is tried again; None when its user must act first.
    """
    status = MailboxStatus.TROUBLED if next_try_at else MailboxStatus.NEEDS_YOU
    return _note(
        mailbox_id,
        status=status,
        error_code=code,
        error_facts=dict(facts),
        next_try_at=next_try_at,
        failure_count=F("failure_count") + 1,
    )


def _note(mailbox_id: int, **values: object) -> bool:
    awake = Mailbox.objects.filter(pk=mailbox_id).exclude(status__in=ASLEEP)
    return bool(awake.update(**values))
