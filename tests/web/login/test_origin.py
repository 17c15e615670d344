"""Where a request comes from."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from kartotek.web.login.origin import origin_of


def origin(**meta: Any) -> str:
    return origin_of(RequestFactory().get("/login/", **meta))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("127.0.0.1", ""),
        ("", ""),
        ("somewhere", ""),
    ],
)
def test_a_browser_is_known_by_its_address(address: str, expected: str) -> None:
    assert origin(REMOTE_ADDR=address) == expected


def test_without_a_server_in_front_nobody_says_where_he_is(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = None

    assert origin(REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.1") == "203.0.113.7"


def test_behind_a_server_its_own_word_counts_and_no_other(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert origin(HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7") == "203.0.113.7"
    assert origin(REMOTE_ADDR="203.0.113.7") == ""
