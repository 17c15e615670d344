"""What became of a record that was merged, and which merges can still be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kartotek.contacts.models import Merge
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
        merges = Merge.objects.filter(company_id=company_id, on=on, undone_at=None)
        held = merges.filter(loser_id=found or record_id).values_list("survivor_id", flat=True)
        next_id = held.first()
        if next_id is None or next_id in seen:
            return found
        seen.add(next_id)
        found = next_id


def merged_into(on: str, record_id: int, *, company_id: int) -> dict[int, str]:
    """Return the ids and names of all that became part of a record, at whatever distance."""
    found: dict[int, str] = {}
    edge = [record_id]
    while edge:
        merges = Merge.objects.filter(
            company_id=company_id, on=on, undone_at=None, survivor_id__in=edge
        )
        losers = dict(merges.order_by("pk").values_list("loser_id", "loser_name"))
        edge = [pk for pk in losers if pk not in found]
        found |= losers
    return found


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
