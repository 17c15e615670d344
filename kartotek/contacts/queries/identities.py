"""What tells people and organizations apart, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

from kartotek.contacts.models import (
    DuplicateRule,
    Organization,
    Person,
    PersonAddress,
    PersonPhone,
)
from kartotek.contacts.rules.blocking import own_domains, site_domain
from kartotek.contacts.rules.duplicates import Identity, Strictness
from kartotek.users.prepared import prepared

T = TypeVar("T")

AT_ONCE = 5_000

PARTS_OF_PLACE = (
    "address", "suite", "house_number", "street", "district", "city", "state", "region", "country",
    "postcode",
)  # fmt: skip


def strictness(on: str, *, company_id: int) -> Strictness:
    """Return what a company changed about the rules of the kind `on`."""
    rules = _rules(on=on, company_id=company_id)
    return Strictness(
        off=frozenset(rule.code for rule in rules if not rule.is_on),
        measures={rule.code: rule.measure for rule in rules if rule.measure is not None},
    )


@prepared
def _rules(*, on: str, company_id: int) -> QuerySet[DuplicateRule]:
    return DuplicateRule.objects.filter(company_id=company_id, on=on)


def identities(on: str, ids: Collection[int], *, company_id: int) -> dict[int, Identity]:
    """Return what tells the records apart, by id; those that are deleted are not there."""
    read = _people if on == "person" else _organizations
    found: dict[int, Identity] = {}
    for part in in_parts(sorted(ids)):
        found |= read(part, company_id)
    return found


def domains_of(ids: Collection[int], *, company_id: int) -> dict[int, set[str]]:
    """Return the domains of the people of organizations, those where everybody has mail aside."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for part in in_parts(sorted(ids)):
        rows = PersonAddress.objects.filter(
            company_id=company_id,
            person__organization_id__in=part,
            person__deleted_at=None,
        ).exclude(key="")
        for organization_id, key in rows.values_list("person__organization_id", "key"):
            found[organization_id] |= own_domains([key])
    return dict(found)


def in_parts(values: Sequence[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Return values in parts that fit into one question to a database."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def _people(ids: list[int], company_id: int) -> dict[int, Identity]:
    addresses = _grouped(_address_keys(ids=ids, company_id=company_id))
    phones = _grouped(_phone_keys(ids=ids, company_id=company_id))
    return {
        pk: Identity(
            name=name,
            addresses=addresses.get(pk, frozenset()),
            phones=phones.get(pk, frozenset()),
            organization=organization or "",
            organization_id=organization_id,
        )
        for pk, name, organization_id, organization in _alive(ids=ids, company_id=company_id)
    }


@prepared
def _address_keys(
    *, ids: Collection[int], company_id: int
) -> QuerySet[PersonAddress, tuple[int, str]]:
    written = PersonAddress.objects.filter(company_id=company_id, person_id__in=ids)
    return written.values_list("person_id", "key")


@prepared
def _phone_keys(*, ids: Collection[int], company_id: int) -> QuerySet[PersonPhone, tuple[int, str]]:
    called = PersonPhone.objects.filter(company_id=company_id, person_id__in=ids)
    return called.values_list("person_id", "e164")


@prepared
def _alive(*, ids: Collection[int], company_id: int) -> QuerySet[Person, Any]:
    people = Person.objects.alive().filter(company_id=company_id, pk__in=ids)
    return people.values_list("pk", "name", "organization_id", "organization__name")


def _organizations(ids: list[int], company_id: int) -> dict[int, Identity]:
    domains = domains_of(ids, company_id=company_id)
    known = Organization.objects.alive().filter(company_id=company_id, pk__in=ids)
    found: dict[int, Identity] = {}
    for pk, name, website, *parts in known.values_list("pk", "name", "website", *PARTS_OF_PLACE):
        site = frozenset({site_domain(website)} - {""})
        found[pk] = Identity(
            name=name, place=place_of(*parts), domains=site | domains.get(pk, set()), sites=site
        )
    return found


def place_of(address: str, *parts: str) -> str:
    """Return a postal address on one line: as it was written whole, or put together."""
    return address or " ".join(part for part in parts if part)


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, value in rows:
        if value:
            found[person_id].append(value)
    return {person_id: frozenset(values) for person_id, values in found.items()}
