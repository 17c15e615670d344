"""When two people, or two organizations, are probably one (spec/contacts.md 13).

What is empty matches nothing. A desk's address (info@, satis@) is shared by a whole company and
says nothing about who somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from kartotek.lib.addresses import is_role
from kartotek.lib.decisions import Decision, Row, decide, otherwise
from kartotek.lib.text import tokens

# Below it, different people of one company with similar names begin to match.
SIMILAR_NAMES = 90.0

COMPANY_FORMS = frozenset({
    "as", "ltd", "sti", "inc", "llc", "gmbh", "ag", "sa", "sarl", "bv", "nv", "oy", "ab", "plc",
    "co", "corp", "san", "tic", "ve", "limited", "sirketi",
})  # fmt: skip


def N_(text: str) -> str:  # noqa: N802 -- the name extraction tools look for
    """Return the text as it is; marks it for translation, which the doors do."""
    return text


class Likeness(StrEnum):
    """How much alike two records are."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Identity:
    """What tells a person or organization apart: comparable keys, never text as typed.

    `organization` is the name of a person's organization.
    """

    name: str = ""
    addresses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    organization: str = ""
    organization_id: int | None = None


@dataclass(frozen=True)
class Pair:
    """What is typed, and a record it may be."""

    typed: Identity
    known: Identity

    @property
    def shares_address(self) -> bool:
        """Whether an address of somebody, not of a desk, is on both."""
        return any(not is_role(key) for key in self.typed.addresses & self.known.addresses)

    @property
    def shares_phone(self) -> bool:
        """Whether a phone is on both."""
        return bool(self.typed.phones & self.known.phones)

    @property
    def has_similar_name(self) -> bool:
        """Whether the names are alike, whatever the order of their words."""
        return alike(self.typed.name, self.known.name)

    @property
    def has_same_organization(self) -> bool:
        """Whether both are in one organization, or in two of similar names."""
        if self.typed.organization_id is not None:
            return self.typed.organization_id == self.known.organization_id
        return alike(self.typed.organization, self.known.organization)

    @property
    def knows_organizations(self) -> bool:
        """Whether both say which organization they belong to."""
        there = self.known.organization or self.known.organization_id
        here = self.typed.organization or self.typed.organization_id
        return bool(here and there)


PERSON_TABLE: tuple[Row[Pair, Likeness], ...] = (
    Row("address", lambda pair: pair.shares_address, Likeness.SAME, N_("Has this email address.")),
    Row("phone", lambda pair: pair.shares_phone, Likeness.SIMILAR, N_("Has this phone number.")),
    Row(
        "name and organization",
        lambda pair: pair.has_similar_name and pair.has_same_organization,
        Likeness.SIMILAR,
        N_("Has a similar name at the same organization."),
    ),
    Row(
        "name",
        lambda pair: pair.has_similar_name and not pair.knows_organizations,
        Likeness.SIMILAR,
        N_("Has a similar name."),
    ),
    Row("otherwise", otherwise, Likeness.DIFFERENT, N_("Nothing tells that they are one.")),
)

ORGANIZATION_TABLE: tuple[Row[Pair, Likeness], ...] = (
    Row("name", lambda pair: pair.has_similar_name, Likeness.SIMILAR, N_("Has a similar name.")),
    Row("otherwise", otherwise, Likeness.DIFFERENT, N_("Nothing tells that they are one.")),
)


def is_same_person(pair: Pair) -> Decision[Likeness]:
    """Decide whether what is typed is a person who is already here."""
    return decide(PERSON_TABLE, pair)


def is_same_organization(pair: Pair) -> Decision[Likeness]:
    """Decide whether what is typed is an organization that is already here."""
    return decide(ORGANIZATION_TABLE, pair)


def alike(first: str, second: str) -> bool:
    """Return whether two names are alike: marks, order and company forms make no difference."""
    here, there = _words(first), _words(second)
    if not here or not there:
        return False
    return fuzz.token_sort_ratio(here, there) >= SIMILAR_NAMES


def _words(name: str) -> str:
    # "A.Ş." is one word, not two.
    words = tokens(name.replace(".", ""))
    telling = [word for word in words if word not in COMPANY_FORMS]
    return " ".join(telling or words)
