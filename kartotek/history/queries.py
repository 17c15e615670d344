"""Reading history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from kartotek.history.models import Entry
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Line:
    """One line of history, ready to be told."""

    id: int
    kind: str
    subject_type: str
    subject_id: int
    at: datetime
    who: str
    source: str
    data: dict[str, Any]


def of_records(
    subjects: Iterable[tuple[str, int]], *, viewer: Viewer, limit: int = 100
) -> list[Line]:
    """Return the newest lines of the records, which the caller has checked are visible.

    Args:
        subjects: pairs of type and id.
        viewer: who is asking; only the company is used here.
        limit: how many lines at most.
    """
    wanted = Q()
    for kind, record_id in subjects:
        wanted |= Q(subject_type=kind, subject_id=record_id)
    if not wanted:
        return []
    entries = (
        Entry.objects.filter(wanted, company_id=viewer.company_id)
        .select_related("user")
        .order_by("-at", "-id")[:limit]
    )
    return [
        Line(
            id=entry.pk,
            kind=entry.kind,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
            at=entry.at,
            who=entry.user.name if entry.user else "",
            source=entry.source,
            data=entry.data,
        )
        for entry in entries
    ]
