"""The keys under which records that may be one lie together, so that only those are compared.

Everybody who is compared shares a key with whom they are compared: a million people are never
looked through. Email addresses and phones are keys by themselves and need none of these.
"""

from __future__ import annotations

from collections.abc import Iterable

from kartotek.contacts.rules.likeness import organization_words, person_words, skeleton
from kartotek.lib.addresses import domain_of
from kartotek.lib.domains import is_free_mail, registrable

LONGEST_KEY = 120

# A key that more records share tells too little about any of them.
CROWD = 20


def person_keys(name: str, organization_id: int | None) -> set[str]:
    """Return the keys of a person.

    `n:` is the whole name without vowels, `f:` one name with the beginning of the other, so that
    an error in either is survived, `o:` the initials within an organization.
    """
    words = person_words(name)
    keys = _name_keys(words)
    if words and organization_id is not None:
        keys.add(f"o:{organization_id} {''.join(sorted(word[0] for word in words))}"[:LONGEST_KEY])
    return keys


def organization_keys(name: str, domains: Iterable[str]) -> set[str]:
    """Return the keys of an organization; `d:` are its own domains."""
    keys = _name_keys(organization_words(name))
    return keys | {f"d:{domain}"[:LONGEST_KEY] for domain in domains}


def own_domain(domain: str) -> str:
    """Return what was registered of a domain, or nothing where anybody can have an address."""
    found = registrable(domain) if domain else None
    return "" if found is None or is_free_mail(domain) else found


def site_domain(website: str) -> str:
    """Return the organization's own domain in the address of its website, or nothing."""
    bare = website.strip().partition("://")[2] or website.strip()
    host = bare.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0]
    return own_domain(host) if "." in host else ""


def own_domains(keys: Iterable[str]) -> set[str]:
    """Return the domains of address keys that belong to an organization."""
    found = {own_domain(domain_of(key)) for key in keys}
    return found - {""}


def _name_keys(words: tuple[str, ...]) -> set[str]:
    if not words:
        return set()
    keys = {f"n:{' '.join(sorted(skeleton(word) for word in words))}"}
    if len(words) > 1:
        first, last = words[0], words[-1]
        keys |= {f"f:{first} {skeleton(last)[:2]}", f"f:{last} {skeleton(first)[:2]}"}
    return {key[:LONGEST_KEY] for key in keys}
