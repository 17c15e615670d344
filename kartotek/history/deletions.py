"""Who deleted a record, and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kartotek.history.models import Entry
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Deletion:
    """The last time a record was deleted; `who` is empty for the engine."""

    who: str
    at: datetime


def deletions_of(kind: str, ids: Collection[int], *, viewer: Viewer) -> dict[int, Deletion]:
    """Return who last deleted each of some records of a kind, which the caller has checked."""
    entries = Entry.objects.filter(
        company_id=viewer.company_id,
        subject_type=kind,
        subject_id__in=ids,
        kind=f"{kind}.deleted",
    ).select_related("user")
    # The newest of each comes last and stays.
    return {
        entry.subject_id: Deletion(entry.user.name if entry.user else "", entry.at)
        for entry in entries.order_by("at", "id")
    }
