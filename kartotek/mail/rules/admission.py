"""Whether a message is brought here at all, by what its user chose (spec/mail.md 4, 5, 10).

What stays out leaves a line that is counted, and not a byte. Nothing but the header is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kartotek.lib.addresses import address_key, domain_of
from kartotek.lib.decisions import Decision, Row, decide, otherwise
from kartotek.lib.domains import domain_key


class Admission(StrEnum):
    """What becomes of a message."""

    EXCLUDED_FOLDER = "EXCLUDED_FOLDER"
    BLOCKED = "BLOCKED"
    NO_CONTACT = "NO_CONTACT"
    ADMITTED = "ADMITTED"


@dataclass(frozen=True, slots=True)
class Blocklist:
    """Addresses and domains; a domain stands for everything below it too."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lines: Iterable[str]) -> Blocklist:
        """Return what the lines name: an address, or a domain with or without an @ before it."""
        words = [word for word in (line.strip() for line in lines) if word]
        domains = [word.removeprefix("@") for word in words if "@" not in word.removeprefix("@")]
        addresses = [word for word in words if "@" in word.removeprefix("@")]
        return cls(frozenset(map(address_key, addresses)), frozenset(map(domain_key, domains)))

    def holds(self, key: str) -> bool:
        """Return whether an address, by its key, is blocked."""
        labels = domain_of(key).split(".")
        above = {".".join(labels[place:]) for place in range(len(labels))}
        return key in self.addresses or not self.domains.isdisjoint(above)

    def __bool__(self) -> bool:
        """Whether anything is blocked."""
        return bool(self.addresses or self.domains)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitFacts:
    """What the header says, and what its user chose.

    Args:
        external: keys of everybody on it who is not of the company.
        contacts: those of them that are contacts; not looked for unless `contacts_only`.
    """

    external: frozenset[str]
    contacts: frozenset[str] = frozenset()
    blocked: Blocklist = Blocklist()
    contacts_only: bool = False
    is_folder_excluded: bool = False

    @property
    def is_blocked(self) -> bool:
        """Whether somebody outside is on it, and everybody outside is blocked."""
        return bool(self.external) and all(map(self.blocked.holds, self.external))


ADMISSION_TABLE: Final[tuple[Row[AdmitFacts, Admission], ...]] = (
    Row(
        Admission.EXCLUDED_FOLDER,
        lambda f: f.is_folder_excluded,
        Admission.EXCLUDED_FOLDER,
        "It lies in a folder that is left out.",
    ),
    Row(
        Admission.BLOCKED,
        lambda f: f.is_blocked,
        Admission.BLOCKED,
        "Everybody on it from outside the company is blocked.",
    ),
    Row(
        Admission.NO_CONTACT,
        lambda f: f.contacts_only and not f.contacts,
        Admission.NO_CONTACT,
        "Only mail with contacts is brought, and nobody on it is one.",
    ),
    Row(Admission.ADMITTED, otherwise, Admission.ADMITTED, "Nothing keeps it out."),
)


def admit(facts: AdmitFacts) -> Decision[Admission]:
    """Decide whether a message is brought here."""
    return decide(ADMISSION_TABLE, facts)
