"""The keys of records, kept in line with what the records say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from kartotek.contacts.models import MatchKey, Organization, Person
from kartotek.contacts.queries.identities import domains_of, in_parts
from kartotek.contacts.rules.blocking import organization_keys, person_keys, site_domain
from kartotek.users.prepared import prepared


def keep_keys(on: str, ids: Collection[int], *, company_id: int) -> None:
    """Give records the keys that follow from what they say now; doing so twice changes nothing.

    Args:
        on: person or organization.
        ids: of the records, deleted ones included: they may come back.
        company_id: whose records.
    """
    for part in in_parts(sorted(ids)):
        wanted = _people(part, company_id) if on == "person" else _organizations(part, company_id)
        _bring_in_line(on, part, wanted, company_id)


def keep_all_keys(*, company_id: int) -> None:
    """Give the keys to every record of a company that was written without them."""
    for on, model in (("person", Person), ("organization", Organization)):
        ids = model._default_manager.filter(company_id=company_id).values_list("pk", flat=True)
        with_keys = MatchKey.objects.filter(company_id=company_id, on=on)
        known = set(with_keys.values_list("subject_id", flat=True).distinct().iterator())
        keep_keys(on, [pk for pk in ids.iterator() if pk not in known], company_id=company_id)


def _people(ids: list[int], company_id: int) -> dict[int, set[str]]:
    return {
        pk: person_keys(name, organization_id)
        for pk, name, organization_id in _named(ids=ids, company_id=company_id)
    }


@prepared
def _named(*, ids: Collection[int], company_id: int) -> QuerySet[Person, Any]:
    people = Person.objects.filter(company_id=company_id, pk__in=ids)
    return people.values_list("pk", "name", "organization_id")


def _organizations(ids: list[int], company_id: int) -> dict[int, set[str]]:
    domains = domains_of(ids, company_id=company_id)
    known = Organization.objects.filter(company_id=company_id, pk__in=ids)
    return {
        pk: organization_keys(name, (domains.get(pk, set()) | {site_domain(website)}) - {""})
        for pk, name, website in known.values_list("pk", "name", "website")
    }


@prepared
def _kept(
    *, on: str, ids: Collection[int], company_id: int
) -> QuerySet[MatchKey, tuple[int, int, str]]:
    rows = MatchKey.objects.filter(company_id=company_id, on=on, subject_id__in=ids)
    return rows.values_list("pk", "subject_id", "key")


def _bring_in_line(
    on: str, ids: Iterable[int], wanted: dict[int, set[str]], company_id: int
) -> None:
    rows = _kept(on=on, ids=list(ids), company_id=company_id)
    known: defaultdict[int, set[str]] = defaultdict(set)
    stale: list[int] = []
    for row_id, subject_id, key in rows:
        if key in wanted.get(subject_id, ()) and key not in known[subject_id]:
            known[subject_id].add(key)
        else:
            stale.append(row_id)
    if stale:
        MatchKey.objects.filter(company_id=company_id, pk__in=stale).delete()
    MatchKey.objects.bulk_create(
        [
            MatchKey(company_id=company_id, on=on, key=key, subject_id=subject_id)
            for subject_id, keys in wanted.items()
            for key in sorted(keys - known[subject_id])
        ],
        batch_size=2_000,
    )
