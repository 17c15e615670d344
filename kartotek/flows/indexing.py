"""Search follows what changed: after a commit, the records' words are indexed again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kartotek.search import operations


def reindex(kind: str, ids: Iterable[int], *, company_id: int, at: datetime) -> None:
    """Bring the searchable words of records in line with what they say now.

    Args:
        kind: person, organization, deal, lead, project, note, activity or file.
        ids: of records that were written or deleted.
        company_id: whose they are.
        at: now.
    """
    operations.reindex(kind, list(ids), company_id=company_id, at=at)
