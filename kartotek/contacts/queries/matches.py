"""The one matching service: which records are, or may be, the one somebody means.

    identity -> its keys -> the records that share one -> the decision table -> matches

Every door that meets a person or organization asks here: dialogs, the API, import, sync, mail.
Nobody's visibility is applied: who shows a match to somebody filters it first (duplicates.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from kartotek.contacts.models import MatchKey, PersonAddress, PersonPhone
from kartotek.contacts.queries.identities import identities, strictness
from kartotek.contacts.rules.blocking import CROWD, organization_keys, person_keys
from kartotek.contacts.rules.duplicates import Identity, Likeness, Pair, Strictness, compare
from kartotek.lib.addresses import is_no_reply, is_role
from kartotek.users.prepared import prepared

# While somebody types, a commoner name is looked through too.
CROWD_TYPED = 100


@dataclass(frozen=True)
class Match:
    """A record that is, or may be, the same; with the row that said so and what they share."""

    id: int
    code: str
    sentence: str
    is_certain: bool
    data: Mapping[str, Any] = field(default_factory=dict)


def matches(
    on: str,
    identity: Identity,
    *,
    company_id: int,
    own_id: int | None = None,
    is_typed: bool = False,
) -> list[Match]:
    """Return the living records of the kind `on` that an identity may be, certain ones first.

    Args:
        on: person or organization.
        identity: who is meant.
        company_id: whose records.
        own_id: of the record itself, where it is one already.
        is_typed: somebody is typing it, and similar names are worth a hint.
    """
    keys = keys_of(on, identity)
    ids, holders = _sharing(on, identity, keys, company_id, CROWD_TYPED if is_typed else CROWD)
    ids.discard(own_id or 0)
    if own_id is None:
        holders = {key: count + 1 for key, count in holders.items()}
    rules = strictness(on, company_id=company_id) if ids else Strictness()
    found: list[Match] = []
    for pk, known in identities(on, ids, company_id=company_id).items():
        pair = Pair(identity, known, rules, holders, is_typed)
        match = match_of(on, pk, pair)
        if match is not None:
            found.append(match)
    return sorted(found, key=lambda one: (not one.is_certain, one.id))


def match_of(on: str, pk: int, pair: Pair) -> Match | None:
    """Return what the table says of a pair whose known record is `pk`; None where they differ."""
    decision = compare(on, pair)
    if decision.outcome is Likeness.DIFFERENT:
        return None
    is_certain = decision.outcome is Likeness.CERTAIN
    return Match(pk, decision.code, decision.sentence, is_certain, shared(pair))


def shared(pair: Pair) -> dict[str, list[str]]:
    """Return what two records have in common, by what it is."""
    here, there = pair.typed, pair.known
    found = {
        "addresses": here.addresses & there.addresses,
        "phones": here.phones & there.phones,
        "domains": here.domains & there.domains,
    }
    return {name: sorted(values) for name, values in found.items() if values}


def keys_of(on: str, identity: Identity) -> set[str]:
    """Return the keys under which an identity lies."""
    if on == "person":
        return person_keys(identity.name, identity.organization_id)
    return organization_keys(identity.name, identity.domains)


def _sharing(
    on: str, identity: Identity, keys: Iterable[str], company_id: int, most: int
) -> tuple[set[int], dict[str, int]]:
    """Return who shares a key, and how many have each address and phone."""
    ids: set[int] = set()
    holders: Counter[str] = Counter()
    own = [key for key in identity.addresses if not (is_role(key) or is_no_reply(key))]
    if own:
        _note(_with_address(most, keys=own, company_id=company_id), ids, holders)
    if identity.phones:
        _note(_with_phone(most, keys=identity.phones, company_id=company_id), ids, holders)
    for key in keys:
        found = _with_key(most + 1, on=on, key=key, company_id=company_id)
        if len(found) <= most:
            ids.update(found)
    return ids, dict(holders)


@prepared
def _with_address(
    most: int, /, *, keys: Collection[str], company_id: int
) -> QuerySet[PersonAddress, tuple[str, int]]:
    rows = PersonAddress.objects.filter(company_id=company_id, key__in=keys)
    return rows.values_list("key", "person_id")[:most]


@prepared
def _with_phone(
    most: int, /, *, keys: Collection[str], company_id: int
) -> QuerySet[PersonPhone, tuple[str, int]]:
    rows = PersonPhone.objects.filter(company_id=company_id, e164__in=keys)
    return rows.values_list("e164", "person_id")[:most]


@prepared
def _with_key(most: int, /, *, on: str, key: str, company_id: int) -> QuerySet[MatchKey, int]:
    known = MatchKey.objects.filter(company_id=company_id, on=on, key=key)
    return known.order_by("subject_id").values_list("subject_id", flat=True)[:most]


def _note(rows: Iterable[tuple[str, int]], ids: set[int], holders: Counter[str]) -> None:
    for key, person_id in rows:
        ids.add(person_id)
        holders[key] += 1
