"""Which organizations belong together, as far as the viewer sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Q

from kartotek.contacts.models import Organization, OrganizationRelation
from kartotek.users.viewer import Viewer

Word = Literal["parent", "daughter", "related", "sister"]

# The order of the sidebar: whoever is above comes first, what only follows comes last.
PLACES: dict[str, int] = {"parent": 0, "daughter": 1, "sister": 2, "related": 3}

Edges = list[tuple[int, int]]


@dataclass(frozen=True)
class RelatedOrganization:
    """Another organization and what it is to this one; sisters are worked out, not kept."""

    id: int
    name: str
    relation: Word
    industry: str
    city: str

    @property
    def is_kept(self) -> bool:
        """Whether somebody said so, and can take it back."""
        return self.relation != "sister"


@dataclass
class FamilyMember:
    """An organization in the tree of its family; `daughters` hang below it, by name."""

    id: int
    name: str
    industry: str
    city: str
    daughters: list[FamilyMember] = field(default_factory=list)


def related_organizations(organization_id: int, *, viewer: Viewer) -> list[RelatedOrganization]:
    """Return the parents, daughters, sisters and related organizations that the viewer sees.

    A sister whose common parent the viewer does not see is none to them. Three queries.
    """
    kept = OrganizationRelation.objects.filter(company_id=viewer.company_id)
    held = kept.filter(Q(first_id=organization_id) | Q(second_id=organization_id))
    said: dict[int, Word] = {}
    for first_id, second_id, is_parent in held.values_list("first_id", "second_id", "is_parent"):
        other_id = second_id if first_id == organization_id else first_id
        said[other_id] = _word(is_parent=is_parent, is_first=first_id == organization_id)
    parents = {pk for pk, word in said.items() if word == "parent"}
    pairs = list(
        kept.filter(is_parent=True, first_id__in=parents).values_list("first_id", "second_id")
    )
    seen = _seen({*said, *(second for _first, second in pairs)}, viewer=viewer)
    for parent_id, sister_id in pairs:
        if parent_id in seen and sister_id != organization_id:
            said.setdefault(sister_id, "sister")
    rows = [
        RelatedOrganization(pk, seen[pk].name, word, seen[pk].industry, seen[pk].city)
        for pk, word in said.items()
        if pk in seen
    ]
    return sorted(rows, key=lambda row: (PLACES[row.relation], seen[row.id].sort_key, row.id))


def family_of(organization_id: int, *, viewer: Viewer) -> list[FamilyMember]:
    """Return the trees an organization stands in: from the topmost above it, all the way down.

    Whoever the viewer does not see is left out, with what hangs only below it. An organization
    with two parents stands below both.
    """
    everything = _whole_family(organization_id, company_id=viewer.company_id)
    seen = _seen({pk for edge in everything for pk in edge} | {organization_id}, viewer=viewer)
    edges = [(above, below) for above, below in everything if above in seen and below in seen]
    below_of: dict[int, list[int]] = {}
    above_of: dict[int, list[int]] = {}
    for above, below in edges:
        below_of.setdefault(above, []).append(below)
        above_of.setdefault(below, []).append(above)
    return [_grown(pk, below_of, seen) for pk in _tops(organization_id, above_of, seen)]


def _tops(start: int, above_of: dict[int, list[int]], seen: dict[int, Organization]) -> list[int]:
    """Return the topmost organizations above one, itself where nothing is above it."""
    tops: set[int] = set()
    reached, edge = {start}, [start]
    while edge:
        pk = edge.pop()
        parents = above_of.get(pk, [])
        if not parents and pk in seen:
            tops.add(pk)
        edge += [one for one in parents if one not in reached]
        reached.update(parents)
    return sorted(tops, key=lambda pk: (seen[pk].sort_key, pk))


def _grown(pk: int, below_of: dict[int, list[int]], seen: dict[int, Organization]) -> FamilyMember:
    one = seen[pk]
    daughters = sorted(below_of.get(pk, []), key=lambda other: (seen[other].sort_key, other))
    return FamilyMember(
        pk, one.name, one.industry, one.city, [_grown(other, below_of, seen) for other in daughters]
    )


def _whole_family(organization_id: int, *, company_id: int) -> Edges:
    """Return who is above whom, up from an organization and down from all that are above it."""
    kept = OrganizationRelation.objects.filter(company_id=company_id, is_parent=True)
    reached, edge = {organization_id}, {organization_id}
    while edge:
        edge = set(kept.filter(second_id__in=edge).values_list("first_id", flat=True)) - reached
        reached |= edge
    pairs: set[tuple[int, int]] = set()
    edge = reached
    while edge:
        found = set(kept.filter(first_id__in=edge).values_list("first_id", "second_id"))
        edge = {below for _above, below in found - pairs} - {above for above, _below in pairs}
        pairs |= found
    return sorted(pairs)


def _seen(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Organization]:
    found: dict[int, Organization] = (
        Organization.objects.alive().visible_to(viewer).in_bulk(list(ids))
    )
    return found


def _word(*, is_parent: bool, is_first: bool) -> Word:
    if not is_parent:
        return "related"
    return "daughter" if is_first else "parent"
