"""Who is already here: the records that what somebody types may be (spec/contacts.md 12, 13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.queries.matches import Match, matches
from kartotek.contacts.queries.scopes import organization_shown
from kartotek.contacts.rules.blocking import site_domain
from kartotek.contacts.rules.duplicates import Identity
from kartotek.lib.addresses import address_key, is_well_formed
from kartotek.lib.phones import e164
from kartotek.users.models import Company
from kartotek.users.viewer import Viewer

# A name alone tells too little to say that somebody unseen is here.
TELLING = frozenset({"address", "family address", "phone and name", "phone"})


@dataclass(frozen=True)
class TypedPerson:
    """What somebody has typed so far of a person."""

    name: str = ""
    addresses: Iterable[str] = ()
    phones: Iterable[str] = ()
    organization: str = ""
    organization_id: int | None = None


@dataclass(frozen=True)
class Lookalike:
    """A record that what is typed may be, with the row and sentence that said so."""

    id: int
    name: str
    organization_name: str
    code: str
    sentence: str
    is_certain: bool


@dataclass(frozen=True)
class Hint:
    """The lookalikes the viewer sees, likeliest first, and whether there is one they do not."""

    lookalikes: list[Lookalike] = field(default_factory=list)
    has_hidden: bool = False


def likely_people(typed: TypedPerson, *, viewer: Viewer, limit: int = 3) -> Hint:
    """Return the people that what is typed may be; of those not visible only that one exists."""
    identity = person_identity(typed, company_id=viewer.company_id)
    found = matches("person", identity, company_id=viewer.company_id, is_typed=True)
    people = Person.objects.visible_to(viewer).filter(pk__in=[one.id for one in found])
    names = {pk: (name, "") for pk, name in people.values_list("pk", "name")}
    # Who sees a person need not see the organization they are in.
    there = people.filter(organization_shown(viewer))
    for pk, name, organization in there.values_list("pk", "name", "organization__name"):
        names[pk] = (name, organization)
    hidden = [one for one in found if one.id not in names and one.code in TELLING]
    return Hint(_shown(found, names, limit), bool(hidden))


def likely_organizations(
    name: str, *, viewer: Viewer, address: str = "", website: str = "", limit: int = 3
) -> Hint:
    """Return the organizations that may be meant; of those not visible only that one exists."""
    identity = organization_identity(name, address=address, website=website)
    found = matches("organization", identity, company_id=viewer.company_id, is_typed=True)
    known = Organization.objects.visible_to(viewer).filter(pk__in=[one.id for one in found])
    names = {pk: (called, city) for pk, called, city in known.values_list("pk", "name", "city")}
    hidden = [one for one in found if one.id not in names]
    return Hint(_shown(found, names, limit), bool(hidden))


def person_identity(typed: TypedPerson, *, company_id: int) -> Identity:
    """Return what is typed of a person in the form in which people are compared."""
    region = Company.objects.values_list("region", flat=True).get(pk=company_id)
    keys = {address_key(one) for one in typed.addresses if is_well_formed(one.strip())}
    numbers = {e164(one, region) for one in typed.phones if one.strip()}
    return Identity(
        name=typed.name,
        addresses=frozenset(keys),
        phones=frozenset(number for number in numbers if number),
        organization=typed.organization,
        organization_id=typed.organization_id,
    )


def organization_identity(
    name: str, *, address: str = "", website: str = "", domains: Iterable[str] = ()
) -> Identity:
    """Return what is typed of an organization in the form in which organizations are compared."""
    sites = frozenset({site_domain(website)} - {""})
    return Identity(name=name, place=address, sites=sites, domains=sites | frozenset(domains))


def _shown(found: list[Match], names: dict[int, tuple[str, str]], limit: int) -> list[Lookalike]:
    seen = [one for one in found if one.id in names][:limit]
    return [
        Lookalike(one.id, *names[one.id], one.code, one.sentence, one.is_certain) for one in seen
    ]
