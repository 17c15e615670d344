"""Adding and removing one address."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn, add_address, remove_address
from kartotek.errors import Invalid


def _addresses(person: Any) -> list[tuple[str, bool]]:
    return [(row.address, row.is_primary) for row in person.addresses.order_by("id")]


def test_an_added_address_is_not_the_primary_one(zeynep: Any, by_elif: Any, now: Any) -> None:
    add_address(
        person_id=zeynep.pk, address=AddressIn("z@posta.example", "home"), by=by_elif, at=now
    )

    assert _addresses(zeynep) == [
        ("z.karaca@marmaraotel.example", True),
        ("z@posta.example", False),
    ]


def test_an_address_the_person_has_is_not_added_again(zeynep: Any, by_elif: Any, now: Any) -> None:
    add_address(
        person_id=zeynep.pk,
        address=AddressIn("Z.Karaca@MARMARAOTEL.example"),
        by=by_elif,
        at=now,
    )

    assert len(_addresses(zeynep)) == 1


def test_nothing_is_no_address(zeynep: Any, by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid):
        add_address(person_id=zeynep.pk, address=AddressIn("  "), by=by_elif, at=now)


def test_the_next_address_becomes_primary_when_the_primary_one_goes(
    zeynep: Any, by_elif: Any, now: Any
) -> None:
    add_address(person_id=zeynep.pk, address=AddressIn("z@posta.example"), by=by_elif, at=now)

    remove_address(person_id=zeynep.pk, address="z.karaca@marmaraotel.EXAMPLE", by=by_elif, at=now)

    assert _addresses(zeynep) == [("z@posta.example", True)]


def test_a_malformed_address_can_be_removed_too(tomas: Any, by_elif: Any, now: Any) -> None:
    add_address(person_id=tomas.pk, address=AddressIn("no address"), by=by_elif, at=now)
    add_address(person_id=tomas.pk, address=AddressIn("none either"), by=by_elif, at=now)

    remove_address(person_id=tomas.pk, address="no address", by=by_elif, at=now)

    assert [text for text, _primary in _addresses(tomas)] == ["tomas@novak.example", "none either"]
