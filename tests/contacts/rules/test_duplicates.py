"""When two records are probably one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kartotek.contacts.rules.duplicates import (
    ORGANIZATION_TABLE,
    PERSON_TABLE,
    STANDARD,
    Identity,
    Likeness,
    Pair,
    Strictness,
    compare,
)

ADDRESS, NUMBER = "z.karaca@marmaraotel.example", "+902125550142"
ZEYNEP = Identity(
    name="Zeynep Karaca",
    addresses=frozenset({ADDRESS}),
    phones=frozenset({NUMBER}),
    organization="Marmara Otelcilik A.Ş.",
    organization_id=7,
)
MARMARA = Identity(
    name="Marmara Otelcilik A.Ş.",
    place="Meşrutiyet Cad. 12, Beyoğlu",
    domains=frozenset({"marmaraotel.example"}),
    sites=frozenset({"marmaraotel.example"}),
)


def _person(pair: Pair) -> tuple[str, Likeness]:
    decision = compare("person", pair)
    return decision.code, decision.outcome


def _code(**typed: object) -> str:
    return compare("person", Pair(Identity(**typed), ZEYNEP, is_typed=True)).code  # type: ignore[arg-type]


def _organization(**known: object) -> str:
    return compare("organization", Pair(MARMARA, Identity(**known))).code  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Zeynep Karaca", "Z. Karaca", "Zeynep", "Zeynap Karaca", ""])
def test_an_address_in_common_is_the_same_person(name: str) -> None:
    typed = Identity(name=name, addresses=frozenset({ADDRESS}))

    assert _person(Pair(typed, ZEYNEP)) == ("address", Likeness.CERTAIN)


def test_a_couple_with_one_address_is_only_likely() -> None:
    typed = Identity(name="Mehmet Karaca", addresses=frozenset({ADDRESS}))

    assert _person(Pair(typed, ZEYNEP)) == ("family address", Likeness.LIKELY)


@pytest.mark.parametrize("address", ["info@marmaraotel.example", "no-reply@marmaraotel.example"])
def test_a_desks_address_in_common_says_nothing(address: str) -> None:
    desk = Identity(name="A B", addresses=frozenset({address}), organization_id=1)
    other = Identity(name="C D", addresses=frozenset({address}), organization_id=2)

    assert compare("person", Pair(desk, other)).outcome is Likeness.DIFFERENT


def test_a_phone_in_common_only_suggests() -> None:
    typed = Identity(name="Orhan Tunç", phones=frozenset({NUMBER}))

    assert _person(Pair(typed, ZEYNEP)) == ("phone", Likeness.LIKELY)


def test_the_same_name_with_the_same_phone_is_the_same_person() -> None:
    typed = Identity(name="karaca zeynep", phones=frozenset({NUMBER}))

    assert _person(Pair(typed, ZEYNEP)) == ("phone and name", Likeness.CERTAIN)


@pytest.mark.parametrize("shared", [ADDRESS, NUMBER])
def test_what_a_crowd_has_says_nothing(shared: str) -> None:
    typed = Identity(
        name="Orhan Tunç",
        addresses=frozenset({ADDRESS}),
        phones=frozenset({NUMBER}),
        organization_id=8,
    )
    holders = {ADDRESS: 6, NUMBER: 6}

    assert compare("person", Pair(typed, ZEYNEP, holders=holders)).code == "otherwise"
    assert compare("person", Pair(typed, ZEYNEP, holders=holders | {shared: 5})).code != "otherwise"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"name": "Zeynep Karca", "organization": "Marmara Otelcilik"}, "name and organization"),
        ({"name": "zeynep karaca", "organization_id": 7}, "name and organization"),
        ({"name": "KARACA Zeynep", "organization_id": 8}, "otherwise"),
        ({"name": "Zeynep Karaca", "organization": "Brightwell"}, "otherwise"),
        ({"name": "Zeynep Karaca"}, "name"),
        ({"name": "Zeynap Karaca"}, "similar name"),
        ({"name": "Orhan Tunç", "organization_id": 7}, "otherwise"),
    ],
)
def test_names_count_with_their_organization(typed: dict[str, object], code: str) -> None:
    assert _code(**typed) == code


def test_colleagues_by_their_addresses_are_at_one_organization() -> None:
    typed = Identity(name="Zeynep Karaca", addresses=frozenset({"zk@marmaraotel.example"}))
    known = replace(ZEYNEP, organization="", organization_id=None)

    assert compare("person", Pair(typed, known)).code == "name and organization"


def test_a_similar_name_is_a_hint_and_no_pair() -> None:
    assert compare("person", Pair(Identity(name="Zeynap Karaca"), ZEYNEP)).code == "otherwise"


@pytest.mark.parametrize("on", ["person", "organization"])
def test_what_is_empty_matches_nothing(on: str) -> None:
    pair = Pair(Identity(), Identity(), is_typed=True)

    assert compare(on, pair).outcome is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"name": "marmara otelcilik", "place": "Mesrutiyet Caddesi 12 Beyoglu"},
         "same name and address"),
        ({"name": "Marmara Otelcilik", "domains": frozenset({"marmaraotel.example"})},
         "same name and domain"),
        ({"name": "Marmara Otel", "domains": frozenset({"marmaraotel.example"})},
         "similar name and domain"),
        ({"name": "Marmara Otelcilk", "place": "Meşrutiyet Cad. No 12, Beyoğlu"},
         "similar name and address"),
        ({"name": "Pera Suites", "sites": frozenset({"marmaraotel.example"})}, "website"),
        ({"name": "Marmara Otelcilik"}, "similar organization"),
        ({"name": "Marmara Otelcilik", "place": "Atatürk Bulvarı 3, Bodrum"}, "otherwise"),
        ({"name": "Marmara Otelcilik", "domains": frozenset({"marmara.example"})}, "otherwise"),
        ({"name": "Ege Liman", "domains": frozenset({"marmaraotel.example"})}, "otherwise"),
    ],
)  # fmt: skip
def test_organizations_are_told_by_name_place_and_domain(
    known: dict[str, object], code: str
) -> None:
    assert _organization(**known) == code


def test_a_branch_of_the_same_name_and_domain_elsewhere_is_only_likely() -> None:
    branch = Identity(
        name="Marmara Otelcilik", place="Atatürk Bulvarı 3, Bodrum", domains=MARMARA.domains
    )

    decision = compare("organization", Pair(MARMARA, branch))

    assert decision.outcome is Likeness.LIKELY


def test_a_row_that_is_off_is_passed_over() -> None:
    strictness = Strictness(off=frozenset({"address"}))
    pair = Pair(ZEYNEP, replace(ZEYNEP, phones=frozenset()), strictness)

    assert compare("person", pair).code == "family address"


def test_a_company_may_be_stricter_about_names() -> None:
    pair = Pair(Identity(name="Zeynap Karaca", organization_id=7), ZEYNEP)
    strict = Strictness(measures={"name and organization": 100})

    assert compare("person", pair).code == "name and organization"
    assert compare("person", replace(pair, strictness=strict)).code == "otherwise"


def test_every_row_gives_its_reason_as_a_chip_shows_it() -> None:
    rows = (*PERSON_TABLE, *ORGANIZATION_TABLE)

    assert all(row.sentence and not row.sentence.endswith(".") for row in rows)


def test_every_measure_belongs_to_a_row() -> None:
    assert set(STANDARD) <= {row.code for row in (*PERSON_TABLE, *ORGANIZATION_TABLE)}
