"""When two people, or two organizations, are one (spec/contacts.md 13 and 24).

What is empty matches nothing. A desk's address (info@, satis@) is shared by a whole company and
says nothing about who somebody is; so does an address or number that a crowd has.

    facts about two records -> the first row of a table that applies -> certain, likely, different
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kartotek.contacts.rules.blocking import own_domains
from kartotek.contacts.rules.likeness import (
    is_short_for,
    organization_words,
    person_words,
    same_place,
    same_words,
    similarity,
)
from kartotek.lib.addresses import is_no_reply, is_role
from kartotek.lib.decisions import Decision, Row, decide, otherwise


def N_(text: str) -> str:  # noqa: N802 -- the name extraction tools look for
    """Return the text as it is; marks it for translation, which the doors do."""
    return text


class Likeness(StrEnum):
    """Whether two records are one."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DIFFERENT = "different"


STANDARD: Mapping[str, int] = {
    "address": 5,
    "family address": 5,
    "phone and name": 5,
    "phone": 5,
    "name and organization": 90,
    "similar name": 90,
    "same name and address": 90,
    "similar name and domain": 80,
    "similar name and address": 85,
    "similar organization": 90,
}
"""What a row measures by, unless a company changed it: below 50 a number of records that may share
the same address or number, from 50 on how alike names must be, 100 being the same."""


@dataclass(frozen=True)
class Strictness:
    """What a company changed about the tables: rows that are off, and measures of its own."""

    off: frozenset[str] = frozenset()
    measures: Mapping[str, int] = field(default_factory=dict)

    def of(self, code: str) -> int:
        """Return what the row `code` measures by."""
        return self.measures.get(code, STANDARD[code])


@dataclass(frozen=True)
class Identity:
    """What tells a person or organization apart: comparable keys, never text as typed.

    `organization` and `organization_id` are those of a person; `place`, `domains` and `sites`
    those of an organization: one line of address, its own domains, and that of its website.
    """

    name: str = ""
    addresses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    organization: str = ""
    organization_id: int | None = None
    place: str = ""
    domains: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()

    @cached_property
    def person_words(self) -> tuple[str, ...]:
        """The words of a person's name."""
        return person_words(self.name)

    @cached_property
    def organization_words(self) -> tuple[str, ...]:
        """The words that tell an organization."""
        return organization_words(self.name)

    @cached_property
    def place_of_work(self) -> tuple[str, ...]:
        """The words that tell the organization a person belongs to."""
        return organization_words(self.organization)


@dataclass(frozen=True)
class Pair:
    """Two records, or what somebody types and a record it may be.

    `holders` says how many records have each address and phone the two share, where it is more
    than these two. `is_typed`: somebody is typing, and a hint costs them nothing.
    """

    typed: Identity
    known: Identity
    strictness: Strictness = Strictness()
    holders: Mapping[str, int] = field(default_factory=dict)
    is_typed: bool = False

    def shares_address(self, code: str) -> bool:
        """Whether an address of somebody, not of a desk or a crowd, is on both."""
        shared = self.typed.addresses & self.known.addresses
        own = {key for key in shared if not (is_role(key) or is_no_reply(key))}
        return self._is_of_few(own, code)

    def shares_phone(self, code: str) -> bool:
        """Whether a phone, not that of a crowd, is on both."""
        return self._is_of_few(self.typed.phones & self.known.phones, code)

    @property
    def has_same_name(self) -> bool:
        """Whether the names are of the same words."""
        return same_words(self.typed.person_words, self.known.person_words)

    @property
    def may_be_named_so(self) -> bool:
        """Whether one name is the other, has a slip of the pen, is cut short or not there yet."""
        here, there = self.typed.person_words, self.known.person_words
        if not here or not there:
            return True
        limit = self.strictness.of("name and organization")
        return is_short_for(here, there) or similarity(here, there) >= limit

    def has_similar_name(self, code: str) -> bool:
        """Whether the names are as alike as the row asks for."""
        here, there = self.typed.person_words, self.known.person_words
        return similarity(here, there) >= self.strictness.of(code)

    @property
    def has_same_organization(self) -> bool:
        """Whether both are in one organization, or in two that are named alike."""
        if self.typed.organization_id and self.known.organization_id == self.typed.organization_id:
            return True
        limit = self.strictness.of("similar organization")
        if similarity(self.typed.place_of_work, self.known.place_of_work) >= limit:
            return True
        return bool(own_domains(self.typed.addresses) & own_domains(self.known.addresses))

    @property
    def knows_organizations(self) -> bool:
        """Whether both say which organization they belong to."""
        there = self.known.organization or self.known.organization_id
        here = self.typed.organization or self.typed.organization_id
        return bool(here and there)

    @property
    def is_one_name(self) -> bool:
        """Whether two organizations are called the same, legal forms aside."""
        return same_words(self.typed.organization_words, self.known.organization_words)

    def is_called_alike(self, code: str) -> bool:
        """Whether two organizations are called as alike as the row asks for."""
        here, there = self.typed.organization_words, self.known.organization_words
        return similarity(here, there) >= self.strictness.of(code)

    @property
    def shares_domain(self) -> bool:
        """Whether both have mail or a website under a domain of their own."""
        return bool(self.typed.domains & self.known.domains)

    @property
    def shares_site(self) -> bool:
        """Whether both have the same website."""
        return bool(self.typed.sites & self.known.sites)

    def is_at_one_place(self, code: str) -> bool:
        """Whether both have the same postal address."""
        return same_place(self.typed.place, self.known.place, self.strictness.of(code))

    @property
    def is_told_apart(self) -> bool:
        """Whether the postal addresses, or else the domains, are two."""
        places = self.typed.place and self.known.place
        if places and not self.is_at_one_place("similar name and address"):
            return True
        domains = self.typed.domains and self.known.domains
        return bool(domains) and not self.shares_domain

    def _is_of_few(self, shared: frozenset[str] | set[str], code: str) -> bool:
        most = self.strictness.of(code)
        return any(self.holders.get(key, 2) <= most for key in shared)


PERSON_TABLE: tuple[Row[Pair, Likeness], ...] = (
    Row(
        "address",
        lambda pair: pair.shares_address("address") and pair.may_be_named_so,
        Likeness.CERTAIN,
        N_("Same email address"),
    ),
    Row(
        "phone and name",
        lambda pair: pair.shares_phone("phone and name") and pair.has_same_name,
        Likeness.CERTAIN,
        N_("Same name and phone number"),
    ),
    Row(
        "family address",
        lambda pair: pair.shares_address("family address"),
        Likeness.LIKELY,
        N_("Same email address, another name"),
    ),
    Row(
        "name and organization",
        lambda pair: pair.has_similar_name("name and organization") and pair.has_same_organization,
        Likeness.LIKELY,
        N_("Similar name at the same organization"),
    ),
    Row("phone", lambda pair: pair.shares_phone("phone"), Likeness.LIKELY, N_("Same phone number")),
    Row(
        "name",
        lambda pair: pair.has_same_name and not pair.knows_organizations,
        Likeness.LIKELY,
        N_("Same name"),
    ),
    Row(
        "similar name",
        lambda pair: (
            pair.is_typed and not pair.knows_organizations and pair.has_similar_name("similar name")
        ),
        Likeness.LIKELY,
        N_("Similar name"),
    ),
    Row("otherwise", otherwise, Likeness.DIFFERENT, N_("Nothing says that they are one")),
)

ORGANIZATION_TABLE: tuple[Row[Pair, Likeness], ...] = (
    Row(
        "same name and address",
        lambda pair: pair.is_one_name and pair.is_at_one_place("same name and address"),
        Likeness.CERTAIN,
        N_("Same name and address"),
    ),
    Row(
        "same name and domain",
        lambda pair: pair.is_one_name and pair.shares_domain and not pair.is_told_apart,
        Likeness.CERTAIN,
        N_("Same name and domain"),
    ),
    Row(
        "similar name and domain",
        lambda pair: pair.shares_domain and pair.is_called_alike("similar name and domain"),
        Likeness.LIKELY,
        N_("Similar name, same domain"),
    ),
    Row(
        "similar name and address",
        lambda pair: (
            pair.is_called_alike("similar name and address")
            and pair.is_at_one_place("similar name and address")
        ),
        Likeness.LIKELY,
        N_("Similar name, same address"),
    ),
    Row("website", lambda pair: pair.shares_site, Likeness.LIKELY, N_("Same website")),
    Row(
        "similar organization",
        lambda pair: pair.is_called_alike("similar organization") and not pair.is_told_apart,
        Likeness.LIKELY,
        N_("Similar name"),
    ),
    Row("otherwise", otherwise, Likeness.DIFFERENT, N_("Nothing says that they are one")),
)

TABLES: Mapping[str, tuple[Row[Pair, Likeness], ...]] = {
    "person": PERSON_TABLE,
    "organization": ORGANIZATION_TABLE,
}


def compare(on: str, pair: Pair) -> Decision[Likeness]:
    """Decide whether two records of the kind `on` are one; rows that are off are passed over."""
    off = pair.strictness.off
    table = TABLES[on] if not off else tuple(row for row in TABLES[on] if row.code not in off)
    return decide(table, pair)
