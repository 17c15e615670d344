from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kartotek.mail.credentials import sealed
from kartotek.mail.models import Mailbox
from kartotek.users.models import User


@pytest.fixture(autouse=True)
def key_ring(settings: Any, tmp_path: Path) -> None:
    settings.KEY_RING = tmp_path / "keys"


@pytest.fixture
def as_elif(elif_: User) -> Client:
    client = Client()
    client.force_login(elif_)
    return client


@pytest.fixture
def account(elif_: User, now: datetime) -> Mailbox:
    """Elif's mailbox, up to date."""
    return Mailbox.objects.create(
        company=elif_.company,
        user=elif_,
        address=elif_.email,
        key=elif_.email,
        login=elif_.email,
        imap_host="imap.kuzeyisik.example",
        secret=sealed("kutu"),
        status="watching",
        is_default=True,
        last_good_sync_at=now,
        created_at=now,
    )
