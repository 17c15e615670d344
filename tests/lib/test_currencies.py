from __future__ import annotations

from kartotek.lib.currencies import currencies_in_use, currency_names


def test_currencies_in_use_leave_out_those_of_the_past() -> None:
    assert {"EUR", "GBP", "TRY", "USD"} <= set(currencies_in_use())
    assert "DEM" not in currencies_in_use()


def test_currencies_are_called_as_the_language_calls_them() -> None:
    assert ("TRY", "Turkish Lira (TRY)") in currency_names("en")
    assert ("TRY", "Türk lirası (TRY)") in currency_names("tr")
