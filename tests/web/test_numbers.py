"""Numbers of records, as addresses and forms name them."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.web.numbers import record_number, record_numbers


@pytest.mark.parametrize("text", ["", "-1", "1.5", "one", "9" * 19, "9" * 5000])
def test_what_can_be_no_id_is_none(text: str) -> None:
    assert record_number(text) is None


def test_ids_come_in_order_and_once() -> None:
    assert record_numbers(["3", "x", "1", "3", "9" * 40]) == [3, 1]


@pytest.mark.parametrize(
    "url",
    [
        "/people/?view=" + "9" * 40,
        "/people/?panel=person-" + "9" * 40,
        "/timeline/?owner=" + "9" * 40,
        "/duplicates/merge/?kind=person&ids=1," + "9" * 40,
    ],
)
def test_a_number_that_fits_nowhere_breaks_no_page(client: Any, elif_: Any, url: str) -> None:
    client.force_login(elif_)

    assert client.get(url).status_code < 500
