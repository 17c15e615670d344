"""What became of a record that was merged, and which merges can still be undone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kartotek.contacts.models import Merge
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

UNDONE_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class MergeRow:
    """A merge as the list of merges shows it; `act` undoes it, with those made together."""

    id: int
    on: str
    act: UUID
    survivor_id: int
    survivor_name: str
    loser_name: str
    merged_at: datetime
    who: str


def survivor_of(on: str, record_id: int, *, company_id: int) -> int | None:
    """Return what a merged record is part of now, through any number of merges, or None."""
    found: int | None = None
    seen = {record_id}
    while True:
        held = _survivor(on=on, loser_id=found or record_id, company_id=company_id)
        if not held or held[0] in seen:
            return found
        found = held[0]
        seen.add(found)


def merged_into(on: str, record_id: int, *, company_id: int) -> dict[int, str]:
    """Return the ids and names of all that became part of a record, at whatever distance."""
    found: dict[int, str] = {}
    edge = [record_id]
    while edge:
        losers = dict(_losers(on=on, survivor_ids=edge, company_id=company_id))
        edge = [pk for pk in losers if pk not in found]
        found |= losers
    return found


@prepared
def _survivor(*, on: str, loser_id: int, company_id: int) -> QuerySet[Merge, int]:
    merges = Merge.objects.filter(company_id=company_id, on=on, undone_at=None, loser_id=loser_id)
    return merges.order_by("pk").values_list("survivor_id", flat=True)[:1]


@prepared
def _losers(
    *, on: str, survivor_ids: Collection[int], company_id: int
) -> QuerySet[Merge, tuple[int, str]]:
    merges = Merge.objects.filter(company_id=company_id, on=on, undone_at=None)
    found = merges.filter(survivor_id__in=survivor_ids)
    return found.order_by("pk").values_list("loser_id", "loser_name")


def recent_merges(on: str, *, viewer: Viewer, at: datetime, limit: int = 50) -> list[MergeRow]:
    """Return the newest merges that can still be undone; admins see all, others their own."""
    merges = Merge.objects.filter(
        company_id=viewer.company_id, on=on, undone_at=None, merged_at__gt=at - UNDONE_WITHIN
    )
    if not viewer.is_admin:
        merges = merges.filter(user_id=viewer.own_id)
    found = merges.select_related("user").order_by("-merged_at", "-id").defer("journal")[:limit]
    return [
        MergeRow(
            merge.pk,
            merge.on,
            merge.act,
            merge.survivor_id,
            merge.survivor_name,
            merge.loser_name,
            merge.merged_at,
            merge.user.name if merge.user else "",
        )
        for merge in found
    ]
