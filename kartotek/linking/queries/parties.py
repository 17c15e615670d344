"""The people on a conversation as its page shows them, known or not (spec/linking.md 33, 34)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kartotek.contacts.models import Person
from kartotek.contacts.queries import AtDomain, organizations_at
from kartotek.lib.addresses import address_key, domain_of
from kartotek.lib.domains import is_free_mail
from kartotek.linking.rules import OrganizationLink, PersonFacts, organization_of
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on a message; `person_id` is the contact, where there is one to see."""

    name: str
    address: str
    role: str
    is_own: bool
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person on the conversation, as a card shows it.

    `offered` are organizations of the address's domain, where the person has none (row 34).
    """

    id: int
    name: str
    job_title: str
    organization: str
    offered: tuple[AtDomain, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """An address on the conversation that is no contact's.

    `offered` are organizations of its domain (row 34).
    """

    name: str
    address: str
    offered: tuple[AtDomain, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A record as a link."""

    id: int
    name: str


class Offers:
    """The organizations that people on a conversation look like belonging to (row 34)."""

    def __init__(self, parties: Mapping[int, list[Party]], viewer: Viewer) -> None:
        """Read which organizations have mail under the domains of the addresses."""
        everybody = [one for people in parties.values() for one in people if not one.is_own]
        self.addresses: dict[int | None, list[str]] = defaultdict(list)
        for one in everybody:
            self.addresses[one.person_id].append(one.address)
        domains = {domain_of(address_key(one.address)) for one in everybody}
        self.at_domain = organizations_at(domains, viewer=viewer)

    def to(self, address: str, *, has_organization: bool) -> tuple[AtDomain, ...]:
        """Return what is offered for an address."""
        domain = domain_of(address_key(address))
        facts = PersonFacts(
            has_organization=has_organization,
            knows_domain=domain in self.at_domain,
            is_free_mail=is_free_mail(domain),
        )
        link, _code = organization_of(facts)
        return self.at_domain[domain] if link is OrganizationLink.OFFERED else ()

    def to_person(self, person: Person) -> tuple[AtDomain, ...]:
        """Return what is offered for a contact, by the addresses he uses here."""
        has_organization = person.organization_id is not None
        offered = [
            one
            for address in self.addresses[person.pk]
            for one in self.to(address, has_organization=has_organization)
        ]
        return tuple(dict.fromkeys(offered))


def contact_of(person: Person, organizations: Iterable[Named], offers: Offers) -> Contact:
    """Return a contact as a card shows him."""
    names = {one.id: one.name for one in organizations}
    return Contact(
        id=person.pk,
        name=person.name,
        job_title=person.job_title,
        organization=names.get(person.organization_id or 0, ""),
        offered=offers.to_person(person),
    )


def unknown_of(parties: Mapping[int, list[Party]], offers: Offers) -> tuple[Unknown, ...]:
    """Return the addresses that are neither ours nor a contact's, each once."""
    once: dict[str, Unknown] = {}
    for people in parties.values():
        is_stood_for = any(one.role == "stand_in" for one in people)
        for one in people:
            if one.role == "from" and is_stood_for:
                continue
            if not one.is_own and one.person_id is None:
                name = one.name if one.name != one.address else ""
                key = one.address.casefold()
                if key not in once or (name and not once[key].name):
                    offered = offers.to(one.address, has_organization=False)
                    once[key] = Unknown(name, one.address, offered)
    return tuple(once.values())
