"""What is brought here, by what its user leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.mail.rules.admission import ADMISSION_TABLE, AdmitFacts, Blocklist, admit

SHOP, ZEYNEP = "news@shop.example", "z.karaca@marmaraotel.example"
BLOCKED = Blocklist.of(["shop.example"])


def code(*external: str, **more: Any) -> str:
    return admit(AdmitFacts(external=frozenset(external), **more)).code


CASES = [
    pytest.param({}, (ZEYNEP,), "ADMITTED", id="nothing is left out"),
    pytest.param({"blocked": BLOCKED}, (SHOP,), "BLOCKED", id="46: everybody is blocked"),
    pytest.param({"blocked": BLOCKED}, (SHOP, ZEYNEP), "ADMITTED", id="47: somebody is not"),
    pytest.param({"blocked": BLOCKED}, (), "ADMITTED", id="mail among colleagues"),
    pytest.param({"contacts_only": True}, (ZEYNEP,), "NO_CONTACT", id="nobody is a contact"),
    pytest.param({"contacts_only": True}, (), "NO_CONTACT", id="only colleagues"),
    pytest.param(
        {"contacts_only": True, "contacts": frozenset({ZEYNEP})},
        (SHOP, ZEYNEP),
        "ADMITTED",
        id="somebody is a contact",
    ),
    pytest.param(
        {"is_folder_excluded": True, "blocked": BLOCKED},
        (SHOP,),
        "EXCLUDED_FOLDER",
        id="the folder goes first",
    ),
]


@pytest.mark.parametrize(("chosen", "external", "expected"), CASES)
def test_each_row_decides(chosen: dict[str, Any], external: tuple[str, ...], expected: str) -> None:
    assert code(*external, **chosen) == expected


def test_every_row_has_a_case() -> None:
    assert {row.code for row in ADMISSION_TABLE} == {one.values[2] for one in CASES}


@pytest.mark.parametrize(
    ("line", "address", "is_blocked"),
    [
        ("news@shop.example", "news@shop.example", True),
        ("News@Shop.example", "news@shop.example", True),
        ("news@shop.example", "sales@shop.example", False),
        ("shop.example", "a@shop.example", True),
        ("@shop.example", "a@shop.example", True),
        ("shop.example", "a@news.shop.example", True),
        ("shop.example", "a@bookshop.example", False),
        ("  ", "a@shop.example", False),
    ],
)
def test_an_address_or_a_domain_is_blocked(line: str, address: str, is_blocked: bool) -> None:
    assert Blocklist.of([line]).holds(address) is is_blocked


PARTIES = st.frozensets(st.sampled_from([SHOP, ZEYNEP, "a@b.example"]))


@given(PARTIES)
def test_one_party_that_is_not_blocked_is_enough(parties: frozenset[str]) -> None:
    if any(not BLOCKED.holds(one) for one in parties):
        assert code(*parties, blocked=BLOCKED) == "ADMITTED"
