"""Where live news are, and what a browser asks that cannot hold the stream."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client, RequestFactory

from kartotek.flows.models import Announcement
from kartotek.users.models import User
from kartotek.web.live.address import address, origin


def asked(host: str, **more: Any) -> Any:
    return RequestFactory().get("/", headers={"host": host}, **more)


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8001/live/"),
        ("crm.firm.example", "http://crm.firm.example:8001/live/"),
        ("[::1]:8000", "http://[::1]:8001/live/"),
    ],
)
def test_news_are_at_the_live_port_of_the_same_host(settings: Any, host: str, where: str) -> None:
    settings.LIVE_PORT, settings.LIVE_URL = 8001, ""

    assert address(asked(host)) == where


@pytest.mark.parametrize("given", ["/live", "/live/", "https://crm.firm.example/live/"])
def test_behind_a_web_server_news_are_where_it_passes_them_on(settings: Any, given: str) -> None:
    settings.LIVE_URL = given
    request = asked("crm.firm.example", secure=True)

    assert address(request) == "https://crm.firm.example/live/"
    assert origin(request) == "https://crm.firm.example"


def test_a_page_may_connect_to_its_news(settings: Any, client: Client, db: None) -> None:
    settings.LIVE_PORT, settings.LIVE_URL = 8001, ""

    policy = client.get("/login/")["Content-Security-Policy"]

    assert "connect-src 'self' http://testserver:8001;" in policy


def test_the_version_grows_with_news(client: Client, elif_: User, now: datetime) -> None:
    client.force_login(elif_)
    before = int(client.get("/live/version/").content)

    Announcement.objects.create(company=elif_.company, event="inbox:changed", at=now)

    assert int(client.get("/live/version/").content) > before


def test_asking_for_the_version_takes_few_queries(
    client: Client, elif_: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(elif_)

    with django_assert_max_num_queries(4):
        client.get("/live/version/")


def test_nobody_asks_without_signing_in(client: Client, elif_: User) -> None:
    assert client.get("/live/version/").status_code == 302
