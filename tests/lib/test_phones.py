"""A number is the same number however it is typed."""

import pytest

from kartotek.lib.phones import displayed, e164


@pytest.mark.parametrize(
    "typed", ["0532 123 45 67", "(532) 1234567", "+90 532 123 45 67", "0090 5321234567"]
)
def test_spellings_of_one_number_are_equal(typed: str) -> None:
    assert e164(typed, "TR") == "+905321234567"


@pytest.mark.parametrize("typed", ["", "ask Zeynep", "12", "0532 123 45 67 / 0212 345 67 89"])
def test_what_is_no_number_has_no_dialled_form(typed: str) -> None:
    assert e164(typed, "TR") is None


def test_a_number_without_prefix_needs_a_country() -> None:
    assert e164("0532 123 45 67", "") is None


def test_an_own_number_is_shown_without_its_country() -> None:
    assert displayed("+905321234567", "TR") == "0532 123 45 67"


def test_a_foreign_number_is_shown_with_its_country() -> None:
    assert displayed("+442079460958", "TR") == "+44 20 7946 0958"


def test_what_is_no_number_is_shown_as_typed() -> None:
    assert displayed(" ask Zeynep ", "TR") == "ask Zeynep"
