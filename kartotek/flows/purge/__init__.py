"""What was deleted more than 30 days ago goes for good, and what was kept to undo acts with it.

    PURGES: comments, files, notes, activities -> items -> people, organizations -> fields
            -> what undoing needed

Each purge takes a batch a transaction, may run twice, and begins again where it was stopped.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from kartotek.flows.purge import comments, data_fields, records, undoing
from kartotek.flows.purge.step import Purge
from kartotek.search.deleted import KEPT_DAYS

BATCH = 200
# So many batches of each at a time: a worker has other chores, and comes back.
MOST_BATCHES = 50

PURGES: list[Purge] = [
    *comments.PURGES,
    *records.PURGES,
    *data_fields.PURGES,
    *undoing.PURGES,
]


def purge(*, at: datetime, batches: int = MOST_BATCHES) -> dict[str, int]:
    """Remove what is due, and return how many of each were removed.

    Args:
        at: now.
        batches: of each at most.
    """
    before = at - timedelta(days=KEPT_DAYS)
    removed: dict[str, int] = {}
    for one in PURGES:
        count = 0
        for _number in range(batches):
            done = one.run(before, at, BATCH)
            count += done
            if done < BATCH:
                break
        removed[one.name] = count
    return removed


def due(*, at: datetime) -> dict[str, int]:
    """Return how many of each would be removed now."""
    before = at - timedelta(days=KEPT_DAYS)
    return {one.name: one.count(before) for one in PURGES}


__all__ = ["PURGES", "Purge", "due", "purge"]
