"""Which network addresses are one place."""

from __future__ import annotations

import pytest

from kartotek.lib.networks import place_of


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("", ""),
        ("somewhere", ""),
    ],
)
def test_an_address_stands_for_its_place(address: str, place: str) -> None:
    assert place_of(address) == place
