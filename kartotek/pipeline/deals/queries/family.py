"""The tree an organization stands in, with the open deals of each and of all below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from kartotek.contacts import queries as contacts
from kartotek.contacts.queries import FamilyMember
from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.shown import Money, sums
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OpenDeals:
    """How many deals are open, and what they are worth in each currency."""

    count: int = 0
    sums: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """An organization in the tree: how deep it hangs, its own open deals, and all below too."""

    id: int
    name: str
    sub: str
    depth: int
    is_self: bool
    has_daughters: bool
    own: OpenDeals
    whole: OpenDeals


# Of one organization and currency: how many, and how much.
Parts = Mapping[int, Sequence[tuple[str, int, Decimal]]]


def family_with_deals(organization_id: int, *, viewer: Viewer) -> list[FamilyRow]:
    """Return the tree of an organization line by line, each before those that hang below it.

    Only organizations and deals that the viewer sees; one with two parents stands below both
    and counts once in every sum.
    """
    tops = contacts.family_of(organization_id, viewer=viewer)
    parts = _parts({pk for top in tops for pk in _ids(top)}, viewer=viewer)
    return [row for top in tops for row in _rows(top, 0, organization_id, parts)]


def _rows(one: FamilyMember, depth: int, self_id: int, parts: Parts) -> Iterator[FamilyRow]:
    yield FamilyRow(
        id=one.id,
        name=one.name,
        sub=" · ".join(filter(None, (one.industry, one.city))),
        depth=depth,
        is_self=one.id == self_id,
        has_daughters=bool(one.daughters),
        own=_together([one.id], parts),
        whole=_together(set(_ids(one)), parts),
    )
    for daughter in one.daughters:
        yield from _rows(daughter, depth + 1, self_id, parts)


def _together(ids: Iterable[int], parts: Parts) -> OpenDeals:
    held = [part for pk in ids for part in parts.get(pk, ())]
    worth = sums((currency, amount) for currency, _count, amount in held)
    return OpenDeals(sum(count for _currency, count, _amount in held), worth)


def _ids(one: FamilyMember) -> Iterator[int]:
    yield one.id
    for daughter in one.daughters:
        yield from _ids(daughter)


def _parts(ids: set[int], *, viewer: Viewer) -> Parts:
    deals = Deal.objects.alive().visible_to(viewer)
    is_open = deals.filter(organization_id__in=ids, status=Outcome.OPEN, archived_at=None)
    groups = is_open.order_by().values_list("organization_id", "currency")
    found: dict[int, list[tuple[str, int, Decimal]]] = {}
    for pk, currency, count, amount in groups.annotate(count=Count("pk"), worth=Sum("amount")):
        found.setdefault(pk, []).append((currency, count, amount or Decimal(0)))
    return found
