"""Domains say who an address belongs to, or that they cannot."""

import pytest

from kartotek.lib.domains import domain_key, is_free_mail, registrable


@pytest.mark.parametrize(
    ("domain", "registered"),
    [
        ("mail.marmara.com.tr", "marmara.com.tr"),
        ("marmara.example", "marmara.example"),
        ("MAIL.Marmara.Example.", "marmara.example"),
        ("posta.gün.com.tr", "xn--gn-xka.com.tr"),
    ],
)
def test_a_host_belongs_to_what_was_registered(domain: str, registered: str) -> None:
    assert registrable(domain) == registered


@pytest.mark.parametrize("suffix", ["com.tr", "tr", ""])
def test_a_bare_suffix_belongs_to_nobody(suffix: str) -> None:
    assert registrable(suffix) is None


@pytest.mark.parametrize("domain", ["gmail.com", "Hotmail.com.tr", "yandex.com.tr", "mynet.com"])
def test_free_mail_tells_no_organization(domain: str) -> None:
    assert is_free_mail(domain)


@pytest.mark.parametrize("domain", ["marmara.example", "notgmail.com", ""])
def test_an_own_domain_tells_an_organization(domain: str) -> None:
    assert not is_free_mail(domain)


def test_broken_punycode_stays_as_it_came() -> None:
    assert domain_key("XN--\u00fc.example").endswith(".example")
    assert domain_key("xn--99999999999999.example") == "xn--99999999999999.example"
