"""When two records are probably one."""

from __future__ import annotations

import pytest

from kartotek.contacts.rules.duplicates import (
    ORGANIZATION_TABLE,
    PERSON_TABLE,
    Identity,
    Likeness,
    Pair,
    alike,
    is_same_organization,
    is_same_person,
)

ZEYNEP = Identity(
    name="Zeynep Karaca",
    addresses=frozenset({"z.karaca@marmaraotel.example"}),
    phones=frozenset({"+902125550142"}),
    organization="Marmara Otelcilik A.Ş.",
    organization_id=7,
)


def _code(**typed: object) -> str:
    return is_same_person(Pair(Identity(**typed), ZEYNEP)).code  # type: ignore[arg-type]


def test_an_address_in_common_is_the_same_person() -> None:
    decision = is_same_person(
        Pair(Identity(name="Z. K.", addresses=frozenset({"z.karaca@marmaraotel.example"})), ZEYNEP)
    )

    assert decision.code == "address"
    assert decision.outcome is Likeness.SAME


def test_a_desks_address_in_common_says_nothing() -> None:
    desk = Identity(name="A B", addresses=frozenset({"info@marmaraotel.example"}))
    other = Identity(name="C D", addresses=frozenset({"info@marmaraotel.example"}))

    assert is_same_person(Pair(desk, other)).outcome is Likeness.DIFFERENT


def test_a_phone_in_common_only_suggests() -> None:
    decision = is_same_person(
        Pair(Identity(name="A B", phones=frozenset({"+902125550142"})), ZEYNEP)
    )

    assert decision.code == "phone"
    assert decision.outcome is Likeness.SIMILAR


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"name": "Zeynep Karca", "organization": "Marmara Otelcilik"}, "name and organization"),
        ({"name": "zeynep karaca", "organization_id": 7}, "name and organization"),
        ({"name": "KARACA Zeynep", "organization_id": 8}, "otherwise"),
        ({"name": "Zeynep Karaca", "organization": "Brightwell"}, "otherwise"),
        ({"name": "Zeynep Karaca"}, "name"),
        ({"name": "Orhan Tunç", "organization_id": 7}, "otherwise"),
    ],
)
def test_names_count_with_their_organization(typed: dict[str, object], code: str) -> None:
    assert _code(**typed) == code


def test_what_is_empty_matches_nothing() -> None:
    assert is_same_person(Pair(Identity(), Identity())).outcome is Likeness.DIFFERENT


def test_the_same_organization_is_found_whatever_its_form_is_called() -> None:
    pair = Pair(Identity(name="marmara otelcilik as"), Identity(name="Marmara Otelcilik A.Ş."))

    assert is_same_organization(pair).code == "name"


def test_two_organizations_are_told_apart() -> None:
    pair = Pair(Identity(name="Ege Liman İşletmeleri"), Identity(name="Marmara Otelcilik A.Ş."))

    assert is_same_organization(pair).outcome is Likeness.DIFFERENT


def test_a_company_named_only_by_its_form_still_has_a_name() -> None:
    assert alike("San Tic", "San Tic")


def test_every_row_gives_its_reason() -> None:
    assert all(row.sentence.endswith(".") for row in (*PERSON_TABLE, *ORGANIZATION_TABLE))
