"""Who may listen, and which page may read what is said."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kartotek.live.entry import House, viewer_of
from kartotek.users.models import User

HOUSE = House(("crm.firm.example", "localhost", "127.0.0.1"), 8000)


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return f"theme=dark; {settings.SESSION_COOKIE_NAME}={client.cookies['kartotek'].value}"


def test_a_session_of_the_pages_listens(elif_: User) -> None:
    viewer = viewer_of(cookie_of(elif_))

    assert viewer is not None
    assert (viewer.user_id, viewer.company_id) == (elif_.pk, elif_.company_id)


@pytest.mark.parametrize("cookies", ["", "kartotek=guessed", "theme=dark", "\x00;;=", "kartotek="])
def test_nobody_listens_without_a_session(db: None, cookies: str) -> None:
    assert viewer_of(cookies) is None


def test_somebody_who_left_does_not_listen(elif_: User) -> None:
    cookies = cookie_of(elif_)
    User.objects.filter(pk=elif_.pk).update(is_active=False)

    assert viewer_of(cookies) is None


def test_after_a_new_password_an_old_session_does_not_listen(elif_: User) -> None:
    cookies = cookie_of(elif_)
    elif_.set_password("yeni-lamba-43")
    elif_.save(update_fields=["password"])

    assert viewer_of(cookies) is None


def test_the_house_answers_to_its_own_names() -> None:
    assert HOUSE.answers_to("crm.firm.example:8001")


@pytest.mark.parametrize("host", ["", "evil.example:8001", "crm.firm.example.evil.example"])
def test_the_house_answers_to_no_other_name(host: str) -> None:
    assert not HOUSE.answers_to(host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("", "localhost:8001"),
        ("http://localhost:8000", "localhost:8001"),
        ("http://127.0.0.1:8000", "127.0.0.1:8001"),
        ("http://[::1]:8000", "[::1]:8001"),
    ],
)
def test_a_page_of_ours_may_read(origin: str, host: str) -> None:
    assert HOUSE.trusts(origin, host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://evil.example:8000", "localhost:8001"),
        ("http://localhost:3000", "localhost:8001"),
        ("http://localhost", "localhost:8001"),
        ("http://127.0.0.1:8000", "localhost:8001"),
        ("null", "localhost:8001"),
    ],
)
def test_no_other_page_may_read(origin: str, host: str) -> None:
    assert not HOUSE.trusts(origin, host)


def test_the_address_people_type_may_read() -> None:
    house = House(("*",), 8000, "https://crm.firm.example")

    assert house.trusts("https://crm.firm.example", "crm.firm.example")


def test_a_page_without_a_port_is_at_the_port_of_its_scheme() -> None:
    assert House(("*",), 443).trusts("https://crm.firm.example", "crm.firm.example:8443")


def test_sessions_are_kept_where_both_processes_see_them() -> None:
    engine: Any = settings.SESSION_ENGINE

    assert engine == "django.contrib.sessions.backends.db"
