"""Elif's inbox, and who else may knock at its door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.letters import deliver, letter, message

SignIn = Callable[[Any], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """Return what opens a browser for a user."""

    def browser(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


@pytest.fixture
def elifs(sign_in: SignIn, elif_: Any) -> Client:
    return sign_in(elif_)


@pytest.fixture
def linked(elifs_mailbox: Any, lobby_deal: Any) -> int:
    """A conversation of Elif's that is linked to the lobby deal and shared."""
    deliver(elifs_mailbox, letter("first@x"))
    return int(message("first@x").conversation_id or 0)
