"""A new key for the passwords of all mailboxes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kartotek.mail.credentials import ring, turning
from kartotek.mail.models import Mailbox


@dataclass(frozen=True)
class Rotation:
    """What a rotation did."""

    secret_count: int
    are_old_dropped: bool


def rotate_keys(*, drop_old: bool = False) -> Rotation:
    """Put a new key in front, write every password again with it, and say what was done.

    A crash in between leaves every password readable, because the old keys stay on the ring
    until they are dropped.

    Args:
        drop_old: whether the older keys go at the end; then the passwords in older backups of
            the database cannot be read any more.

    Raises:
        Corrupt: a password cannot be read with any key; no key was dropped.
    """
    with turning():
        ring().add_key()
        secret_count = _write_again()
        if drop_old:
            ring().drop_old_keys()
    return Rotation(secret_count, are_old_dropped=drop_old)


@transaction.atomic
def _write_again() -> int:
    keys = ring()
    mailboxes = list(Mailbox.objects.select_for_update().exclude(secret="").order_by("pk"))
    for mailbox in mailboxes:
        mailbox.secret = keys.encrypt(keys.decrypt(mailbox.secret))
    Mailbox.objects.bulk_update(mailboxes, ["secret"], batch_size=500)
    return len(mailboxes)
