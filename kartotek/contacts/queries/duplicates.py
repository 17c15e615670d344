"""Who is already here: the records that what somebody types may be (spec/contacts.md 12, 13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import Q, QuerySet

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.contacts.rules.duplicates import (
    Identity,
    Likeness,
    Pair,
    is_same_organization,
    is_same_person,
)
from kartotek.lib.addresses import address_key, is_well_formed
from kartotek.lib.phones import e164
from kartotek.lib.text import tokens
from kartotek.users.models import Company
from kartotek.users.viewer import Viewer

# A word of two letters is in too many names to look at them all.
SHORTEST_WORD = 3
MOST_WORDS = 4
MOST_LOOKED_AT = 200


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
    is_same: bool


@dataclass(frozen=True)
class Hint:
    """The lookalikes the viewer sees, likeliest first, and whether there is one they do not."""

    lookalikes: list[Lookalike] = field(default_factory=list)
    has_hidden: bool = False


def likely_people(typed: TypedPerson, *, viewer: Viewer, limit: int = 3) -> Hint:
    """Return the people that what is typed may be; of those not visible only that one exists."""
    identity = _identity(typed, viewer=viewer)
    known = list(_people_like(identity, viewer=viewer))
    seen = _seen(Person.objects.visible_to(viewer), known)
    found: list[Lookalike] = []
    has_hidden = False
    for person in known:
        decision = is_same_person(Pair(identity, _identity_of(person)))
        if decision.outcome is Likeness.DIFFERENT:
            continue
        if person.pk not in seen:
            # A name alone tells too little to say that somebody unseen is here.
            has_hidden = has_hidden or decision.code in {"address", "phone"}
            continue
        organization = person.organization.name if person.organization else ""
        is_same = decision.outcome is Likeness.CERTAIN
        found.append(
            Lookalike(
                person.pk, person.name, organization, decision.code, decision.sentence, is_same
            )
        )
    found.sort(key=attrgetter("is_same"), reverse=True)
    return Hint(found[:limit], has_hidden)


def likely_organizations(name: str, *, viewer: Viewer, limit: int = 3) -> Hint:
    """Return the organizations that may be meant by a name."""
    typed = Identity(name=name)
    known = list(_named(Organization.objects.alive(), name, viewer=viewer))
    seen = _seen(Organization.objects.visible_to(viewer), known)
    found: list[Lookalike] = []
    has_hidden = False
    for organization in known:
        decision = is_same_organization(Pair(typed, Identity(name=organization.name)))
        if decision.outcome is Likeness.DIFFERENT:
            continue
        if organization.pk not in seen:
            has_hidden = True
            continue
        found.append(
            Lookalike(
                organization.pk,
                organization.name,
                "",
                decision.code,
                decision.sentence,
                is_same=False,
            )
        )
    return Hint(found[:limit], has_hidden)


def _identity(typed: TypedPerson, *, viewer: Viewer) -> Identity:
    region = Company.objects.values_list("region", flat=True).get(pk=viewer.company_id)
    keys = {address_key(one) for one in typed.addresses if is_well_formed(one.strip())}
    numbers = {e164(one, region) for one in typed.phones if one.strip()}
    return Identity(
        name=typed.name,
        addresses=frozenset(keys),
        phones=frozenset(number for number in numbers if number),
        organization=typed.organization,
        organization_id=typed.organization_id,
    )


def _identity_of(person: Person) -> Identity:
    return Identity(
        name=person.name,
        addresses=frozenset(row.key for row in person.addresses.all() if row.key),
        phones=frozenset(row.e164 for row in person.phones.all() if row.e164),
        organization=person.organization.name if person.organization else "",
        organization_id=person.organization_id,
    )


def _people_like(typed: Identity, *, viewer: Viewer) -> QuerySet[Person]:
    """Return the people worth a closer look: one key or one word of the name in common."""
    reached = Q(
        id__in=PersonAddress.objects.filter(
            company_id=viewer.company_id, key__in=typed.addresses
        ).values("person_id")
    ) | Q(
        id__in=PersonPhone.objects.filter(
            company_id=viewer.company_id, e164__in=typed.phones
        ).values("person_id")
    )
    people = Person.objects.alive().filter(company_id=viewer.company_id)
    people = people.filter(reached | _has_word_of(typed.name))
    return (
        people.select_related("organization")
        .prefetch_related("addresses", "phones")
        .order_by("id")[:MOST_LOOKED_AT]
    )


def _named(known: QuerySet[Organization], name: str, *, viewer: Viewer) -> QuerySet[Organization]:
    found = known.filter(_has_word_of(name), company_id=viewer.company_id)
    return found.order_by("id")[:MOST_LOOKED_AT]


def _has_word_of(name: str) -> Q:
    """Return the condition of having a long word of a name; nothing has that of no name."""
    words = sorted(tokens(name), key=len, reverse=True)[:MOST_WORDS]
    condition = Q(pk__in=())
    for word in words:
        if len(word) >= SHORTEST_WORD:
            condition |= Q(folded__contains=word)
    return condition


def _seen(visible: QuerySet, known: list) -> set[int]:  # type: ignore[type-arg]
    ids = [one.pk for one in known]
    return set(visible.filter(pk__in=ids).values_list("pk", flat=True))
