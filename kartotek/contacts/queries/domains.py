"""Which organizations have mail or a website under a domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from kartotek.contacts.models import MatchKey, Organization
from kartotek.contacts.rules.blocking import own_domain
from kartotek.users.viewer import Viewer

MOST_AT_DOMAIN = 3


@dataclass(frozen=True, slots=True)
class AtDomain:
    """An organization as a name to choose."""

    id: int
    name: str


def organizations_at(
    domains: Collection[str], *, viewer: Viewer
) -> dict[str, tuple[AtDomain, ...]]:
    """Return the organizations the viewer sees at each of some domains, three at most.

    The one with most people comes first. A domain where anybody can have an address has none.

    Args:
        domains: as they stand behind the @ of an address key.
        viewer: who is asking.
    """
    registered = {domain: own for domain in domains if (own := own_domain(domain))}
    if not registered:
        return {}
    keys = MatchKey.objects.filter(
        company_id=viewer.company_id,
        on="organization",
        key__in={f"d:{own}" for own in registered.values()},
    ).values_list("key", "subject_id")
    at_key: dict[str, set[int]] = defaultdict(set)
    for key, pk in keys:
        at_key[key].add(pk)
    seen = (
        Organization.objects.alive()
        .visible_to(viewer)
        .filter(pk__in={pk for ids in at_key.values() for pk in ids})
        .order_by("-people_count", "pk")
        .values_list("pk", "name")
    )
    named = [AtDomain(pk, name) for pk, name in seen]
    found = {
        domain: tuple(one for one in named if one.id in at_key[f"d:{own}"])[:MOST_AT_DOMAIN]
        for domain, own in registered.items()
    }
    return {domain: there for domain, there in found.items() if there}
