"""One line for the parts of a postal address."""

from __future__ import annotations

import pytest

from kartotek.contacts.rules.postal import PARTS, followed_line, postal_line

PERA = {
    "street": "Şehbender Sok.",
    "house_number": "14",
    "district": "Beyoğlu",
    "postcode": "34430",
    "city": "İstanbul",
}


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({}, ""),
        (PERA, "Şehbender Sok. 14, Beyoğlu, 34430 İstanbul"),
        ({"city": "Singapore", "country": "Singapore"}, "Singapore"),
        ({"house_number": "14"}, "14"),
        (dict.fromkeys(PARTS, "x"), "x x, x, x x, x"),
    ],
)
def test_parts_make_a_line_from_the_door_to_the_country(parts: dict[str, str], line: str) -> None:
    assert postal_line(parts) == line


def test_the_line_follows_its_parts() -> None:
    moved = PERA | {"house_number": "16"}

    assert followed_line(postal_line(PERA), PERA, moved).startswith("Şehbender Sok. 16")
    assert followed_line("", {}, PERA) == postal_line(PERA)


def test_a_line_that_somebody_wrote_stays() -> None:
    assert followed_line("The yellow house", PERA, PERA | {"city": "İzmir"}) == "The yellow house"
