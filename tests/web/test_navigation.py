"""The rail, and what the menus of the top bar hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path, resolve

from kartotek.users.models import User
from kartotek.web import navigation
from tests.web.fixtures import request_of


def _view(request: object) -> HttpResponse:
    return HttpResponse()


def _area(name: str, *pages: str) -> Any:
    return include(([path(f"{page}/", _view, name=page) for page in pages], name))


ADDRESSES = (
    path("inbox/", _area("inbox", "inbox")),
    path("organizations/", _area("organizations", "organizations")),
    path("people/", _area("people", "people")),
    path("settings/", _area("settings", "email_sync", "preferences", "company")),
)


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=ADDRESSES):
        yield


def shell(where: str, **cookies: str) -> navigation.Shell:
    request = request_of(where)
    request.user = User(name="Elif Aydın", email="elif@kuzeyisik.example")
    request.resolver_match = resolve(where)
    request.COOKIES.update(cookies)
    return navigation.shell(request)


def current(entries: list[navigation.Entry]) -> list[str]:
    return [str(entry.area.label) for entry in entries if entry.is_current]


def test_organizations_belong_to_contacts() -> None:
    assert current(shell("/organizations/organizations/").areas) == ["Contacts"]


def test_one_page_of_the_settings_is_current() -> None:
    drawn = shell("/settings/preferences/")

    assert current(drawn.settings) == ["Settings"]
    assert [current(group.entries) for group in drawn.settings_groups] == [
        ["Profile"],
        [],
    ]


def test_the_chosen_theme_is_known_before_the_page_is_drawn() -> None:
    assert shell("/inbox/inbox/", theme="dark").theme == "dark"
    assert shell("/inbox/inbox/", theme='"><script>').theme == ""


def test_live_news_are_for_who_is_signed_in() -> None:
    assert shell("/inbox/inbox/").live.endswith("/live/")
    assert navigation.shell(request_of("/inbox/inbox/")).live == ""


def test_what_the_bar_of_a_phone_leaves_out_stands_under_more() -> None:
    drawn = shell("/settings/preferences/")

    hidden = [entry for entry in [*drawn.areas, *drawn.settings] if not entry.area.narrow]
    assert [str(entry.area.label) for entry in drawn.more] == ["Settings"]
    assert drawn.more == hidden
