"""Who looks at what they were told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.flows import tell_users, written_changes
from kartotek.notifications.models import Notification
from tests.web.visitors import browser_of, elifs_browser, outsiders_browser

__all__ = ["elifs_browser", "outsiders_browser"]


@pytest.fixture
def merts_browser(mert: Any) -> Client:
    return browser_of(mert)


@pytest.fixture
def told(zeynep: Any, by_elif: Any, mert: Any, now: Any) -> Any:
    """Mert was told that Elif mentioned him."""
    tell_users.go_on(at=now)
    written_changes.create_note(
        by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya, <b>12 m</b>"
    )
    tell_users.go_on(at=now)
    return Notification.objects.get()
