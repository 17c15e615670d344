"""A new key for every password."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kartotek.errors import Corrupt
from kartotek.mail.credentials import password_of, ring, sealed
from kartotek.mail.models import Mailbox
from kartotek.mail.operations.keys import rotate_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key_ring(settings: Any, tmp_path: Path) -> Path:
    settings.KEY_RING = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def mailbox(elif_: Any, now: datetime) -> Mailbox:
    return Mailbox.objects.create(
        company=elif_.company,
        user=elif_,
        address="elif@kuzeyisik.example",
        key="elif@kuzeyisik.example",
        secret=sealed("kutu"),
        created_at=now,
    )


def test_a_rotation_keeps_every_password(mailbox: Mailbox) -> None:
    assert rotate_keys().secret_count == 1

    mailbox.refresh_from_db()
    assert password_of(mailbox) == "kutu"


def test_after_a_rotation_the_new_key_alone_is_enough(mailbox: Mailbox, key_ring: Path) -> None:
    rotate_keys(drop_old=True)

    mailbox.refresh_from_db()
    assert len(key_ring.read_text().split()) == 1
    assert password_of(mailbox) == "kutu"


def test_old_keys_stay_until_asked(mailbox: Mailbox, key_ring: Path) -> None:
    before = ring().encrypt("from a backup")

    rotate_keys()

    assert ring().decrypt(before) == "from a backup"
    assert len(key_ring.read_text().split()) == 2


def test_dropped_keys_open_nothing(mailbox: Mailbox) -> None:
    before = ring().encrypt("from a backup")

    rotate_keys(drop_old=True)

    with pytest.raises(Corrupt):
        ring().decrypt(before)


def test_no_key_is_dropped_while_a_password_cannot_be_read(
    mailbox: Mailbox, key_ring: Path
) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(secret="from another installation")

    with pytest.raises(Corrupt):
        rotate_keys(drop_old=True)

    assert len(key_ring.read_text().split()) == 2
