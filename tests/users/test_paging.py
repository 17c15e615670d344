"""Pages by key."""

from __future__ import annotations

from kartotek.users.paging import Order, chosen

ORDERS = {"name": Order("sort_key"), "updated": Order("updated_at", is_descending=True)}


def test_an_order_is_chosen_by_its_name() -> None:
    assert chosen(ORDERS, "updated") == Order("updated_at", is_descending=True)


def test_a_minus_turns_an_order_round() -> None:
    assert chosen(ORDERS, "-name") == Order("sort_key", is_descending=True)
    assert chosen(ORDERS, "-updated") == Order("updated_at")


def test_an_unknown_order_is_the_first_one() -> None:
    assert chosen(ORDERS, "-shoe-size") == Order("sort_key")
