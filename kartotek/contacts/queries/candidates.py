"""Which records of a whole company are worth comparing: those that share a key.

The database groups along its indexes and answers only groups of two and more, so what is read
grows with the number of duplicates, not with the company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Count, QuerySet

from kartotek.contacts.models import MatchKey, PersonAddress, PersonPhone
from kartotek.contacts.queries.identities import in_parts
from kartotek.contacts.rules.blocking import CROWD
from kartotek.lib.addresses import is_no_reply, is_role

# What a person is found by beside address and phone: the whole name, and within an organization.
PERSON_KEYS = ("n:", "o:")


@dataclass
class Candidates:
    """Pairs of ids, the smaller first, and how many have each address and phone."""

    pairs: set[tuple[int, int]] = field(default_factory=set)
    holders: dict[str, int] = field(default_factory=dict)

    @property
    def ids(self) -> set[int]:
        """The ids of all that are compared."""
        return {pk for pair in self.pairs for pk in pair}

    def add(self, blocks: dict[str, set[int]]) -> None:
        """Take up every pair within each block."""
        for ids in blocks.values():
            self.pairs.update(combinations(sorted(ids), 2))


def candidates(on: str, *, company_id: int) -> Candidates:
    """Return the pairs of records of the kind `on` that share a key that no crowd has."""
    found = Candidates()
    keys = MatchKey.objects.filter(company_id=company_id, on=on)
    if on == "organization":
        found.add(_blocks(keys, "key", "subject_id"))
        return found
    for prefix in PERSON_KEYS:
        inside = keys.filter(key__startswith=prefix)
        found.add(_blocks(inside, "key", "subject_id"))
    addresses = PersonAddress.objects.filter(company_id=company_id).exclude(key="")
    by_address = {
        key: ids
        for key, ids in _blocks(addresses, "key", "person_id").items()
        if not (is_role(key) or is_no_reply(key))
    }
    phones = PersonPhone.objects.filter(company_id=company_id).exclude(e164="")
    for blocks in (by_address, _blocks(phones, "e164", "person_id")):
        found.add(blocks)
        found.holders |= {key: len(ids) for key, ids in blocks.items()}
    return found


def _blocks(rows: QuerySet, key: str, subject: str) -> dict[str, set[int]]:  # type: ignore[type-arg]
    """Return the records under each key that two or more, but no crowd, share."""
    groups = rows.order_by().values(key).annotate(records=Count("pk"))
    shared = groups.filter(records__gt=1, records__lte=CROWD).values_list(key, flat=True)
    return _members(rows, key, subject, list(shared.iterator()))


def _members(
    rows: QuerySet,  # type: ignore[type-arg]
    key: str,
    subject: str,
    shared: Iterable[str],
) -> dict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for part in in_parts(list(shared), 900):
        for value, pk in rows.filter(**{f"{key}__in": part}).order_by().values_list(key, subject):
            found[value].add(pk)
    return dict(found)
