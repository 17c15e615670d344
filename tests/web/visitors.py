"""Browsers of the cast: `elifs_browser.get(url)` as a page, `.get(url, headers=HTMX)` as a part."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

HTMX = {"HX-Request": "true"}


def browser_of(user: Any) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    """Return what a browser got."""
    return str(response.content.decode())


@pytest.fixture
def elifs_browser(elif_: Any) -> Client:
    return browser_of(elif_)


@pytest.fixture
def robins_browser(robin: Any) -> Client:
    return browser_of(robin)


@pytest.fixture
def outsiders_browser(outsider: Any) -> Client:
    return browser_of(outsider)
