"""What follows from a merge and from its undoing: keys, pairs, counters and words of search."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations.keys import keep_keys
from kartotek.contacts.operations.pairs import refresh_pairs
from kartotek.flows.counters import organization_renamed, recount
from kartotek.flows.indexing import reindex
from kartotek.notifications.operations import recount_told


def bring_in_line(
    kind: str, ids: Collection[int], people: Collection[int], *, company_id: int, at: datetime
) -> None:
    """Bring what is derived from records in line with what they say now.

    Args:
        kind: person or organization.
        ids: of the survivor and the loser.
        people: of a merged organization, who are in the survivor now, or back.
        company_id: whose records.
        at: now.
    """
    if kind == "person":
        homes = Person.objects.filter(company_id=company_id, pk__in=ids)
        found = homes.filter(organization__isnull=False).values_list("organization_id", flat=True)
        keep_keys("organization", sorted(set(found)), company_id=company_id)
        recount(company_id=company_id, person_ids=ids)
    else:
        keep_keys("person", people, company_id=company_id)
        for one in Organization.objects.filter(company_id=company_id, pk__in=ids):
            organization_renamed(one.pk, company_id=company_id)
        recount(company_id=company_id, organization_ids=ids)
        reindex("person", people, company_id=company_id, at=at)
    keep_keys(kind, ids, company_id=company_id)
    refresh_pairs(kind, ids, company_id=company_id, at=at)
    reindex(kind, ids, company_id=company_id, at=at)
    recount_told(kind, ids, company_id=company_id)
