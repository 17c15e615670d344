"""Amounts are read and written as people do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.lib.money import TooManyDigits, format_amount, is_currency, parse_amount


@pytest.mark.parametrize(
    ("typed", "language", "amount"),
    [
        ("480000", "tr", "480000"),
        ("1.234,50", "tr", "1234.50"),
        ("1.234,50", "en", "1234.50"),
        ("1,234.50", "en", "1234.50"),
        ("1,234.50", "tr", "1234.50"),
        ("1.250", "tr", "1250"),
        ("1.250", "en", "1.250"),
        ("1,250", "en", "1250"),
        ("1,250", "tr", "1.250"),
        ("0.001", "tr", "0.001"),
        ("1.234.567", "en", "1234567"),
        ("₺480.000", "tr", "480000"),
        ("480.000 TL", "tr", "480000"),
        ("TRY 5", "en", "5"),
        ("-5,5", "tr", "-5.5"),
        ("-$5.50", "en", "-5.5"),
        ("1\u00a0234,5", "tr", "1234.5"),
        ("12.", "en", "12"),
    ],
)
def test_an_amount_is_read_as_it_is_written(typed: str, language: str, amount: str) -> None:
    assert parse_amount(typed, language) == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["", "lots", "1,2,3", "1.23.45", "12,34.567", "1,234.567.89", "5 or 6"]
)
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match=r"1250\.50"):
        parse_amount(typed, "en")


def test_an_amount_that_no_column_holds_is_refused_as_that() -> None:
    with pytest.raises(TooManyDigits):
        parse_amount("9" * 16, "en")


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("480000", "TRY", "en", "₺480,000"),
        ("480000", "TRY", "tr", "₺480.000"),
        ("480000.5", "TRY", "tr", "₺480.000,50"),
        ("480000.00", "EUR", "en", "€480,000"),
        ("-12.5", "USD", "en", "-$12.50"),
        ("12.5", "EUR", "de", "12,50\u00a0€"),
        ("3", "CHF", "en", "CHF\u00a03"),
        ("3", "TRY", "xx-unknown", "₺3"),
    ],
)
def test_an_amount_is_written_as_its_reader_writes_it(
    amount: str, currency: str, language: str, written: str
) -> None:
    assert format_amount(Decimal(amount), currency, language) == written


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from(["tr", "en"]),
)
def test_an_amount_that_was_written_is_read_back(amount: Decimal, language: str) -> None:
    assert parse_amount(format_amount(amount, "TRY", language), language) == amount


@pytest.mark.parametrize("code", ["TRY", "EUR", "USD"])
def test_money_has_a_currency(code: str) -> None:
    assert is_currency(code)


@pytest.mark.parametrize("code", ["", "try", "TL", "QQQ", "₺"])
def test_other_letters_are_no_currency(code: str) -> None:
    assert not is_currency(code)
