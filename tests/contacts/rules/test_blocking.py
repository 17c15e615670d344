"""The keys that records which may be one have in common."""

from __future__ import annotations

import pytest

from kartotek.contacts.rules.blocking import (
    organization_keys,
    own_domain,
    own_domains,
    person_keys,
    site_domain,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zeynep Karaca", "Zeynap Karaca"),
        ("Zeynep Karaca", "Karaca, Zeynep"),
        ("Zeynep Karaca", "Zeynep Kartal Karaca"),
        ("Işıl İpek", "ISIL IPEK"),
    ],
)
def test_names_that_may_be_one_share_a_key(one: str, other: str) -> None:
    assert person_keys(one, None) & person_keys(other, None)


def test_colleagues_with_the_same_initials_share_a_key() -> None:
    assert person_keys("Zeynep Karaca", 7) & person_keys("Zerrin Kartal", 7) == {"o:7 kz"}
    assert not person_keys("Zeynep Karaca", 7) & person_keys("Zerrin Kartal", 8)


def test_no_name_has_no_key() -> None:
    assert person_keys("", 7) == set()
    assert organization_keys("", []) == set()


def test_a_name_of_500_letters_still_fits() -> None:
    assert all(len(key) <= 120 for key in person_keys("bcdfg" * 100 + " " + "hjklm" * 100, 7))


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.marmaraotel.com.tr/tr/?x=1", "marmaraotel.com.tr"),
        ("marmaraotel.com.tr", "marmaraotel.com.tr"),
        ("http://gmail.com", ""),
        ("on request", ""),
        ("", ""),
    ],
)
def test_a_website_tells_the_domain(website: str, domain: str) -> None:
    assert site_domain(website) == domain


def test_free_mail_is_nobodys_own_domain() -> None:
    assert own_domain("gmail.com") == ""
    assert own_domain("") == ""
    assert own_domains(["a@gmail.com", "b@mail.marmaraotel.com.tr", "broken"]) == {
        "marmaraotel.com.tr"
    }


def test_an_organization_lies_under_its_domains() -> None:
    assert "d:marmaraotel.example" in organization_keys("Marmara", ["marmaraotel.example"])
