from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.pipeline.rules import LARGEST_AMOUNT, Flaw, flaw_of


@pytest.mark.parametrize(
    ("amount", "flaw"),
    [
        (Decimal(0), None),
        (Decimal("1.10"), None),
        (Decimal("1.100"), None),
        (LARGEST_AMOUNT, None),
        (Decimal("-0.01"), Flaw.NEGATIVE),
        (LARGEST_AMOUNT + Decimal("0.01"), Flaw.TOO_LARGE),
        (Decimal("1E+40"), Flaw.TOO_LARGE),
        (Decimal("0.001"), Flaw.TOO_FINE),
        (Decimal("NaN"), Flaw.NOT_A_NUMBER),
        (Decimal("Infinity"), Flaw.NOT_A_NUMBER),
    ],
)
def test_an_amount_says_what_is_wrong_with_it(amount: Decimal, flaw: Flaw | None) -> None:
    assert flaw_of(amount) is flaw


@given(st.decimals(min_value=0, max_value=LARGEST_AMOUNT, places=2))
def test_an_amount_that_passes_survives_a_double(amount: Decimal) -> None:
    assert flaw_of(amount) is None
    assert Decimal(repr(float(amount))) == amount
