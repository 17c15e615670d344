"""Which folders are synced when nobody chose, and how far back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

# Spam and bin are never read unless somebody asks; drafts are not mail yet.
LEFT_OUT = frozenset({"junk", "trash", "drafts", "flagged"})
# Where one folder holds everything, the others but these two only repeat it.
BESIDE_ALL = frozenset({"inbox", "sent", "all"})
FIRST = {"inbox": 0, "sent": 1, "all": 2, "archive": 3}

RANGES: dict[str, timedelta] = {
    "3d": timedelta(days=3),
    "1m": timedelta(days=31),
    "3m": timedelta(days=92),
    "6m": timedelta(days=183),
    "1y": timedelta(days=366),
    "2y": timedelta(days=731),
}
RECENT = timedelta(days=3)


def synced(folders: Sequence[tuple[str, str, bool]]) -> list[str]:
    """Return the names of the folders to sync, the inbox first.

    Args:
        folders: name, special use (RFC 6154) and whether it can be opened, of each.
    """
    uses = {use for _, use, is_selectable in folders if is_selectable}
    kept = [
        (name, use)
        for name, use, is_selectable in folders
        if is_selectable and use not in LEFT_OUT and ("all" not in uses or use in BESIDE_ALL)
    ]
    return [name for name, _ in sorted(kept, key=lambda one: (FIRST.get(one[1], 9), one[0]))]


def since(history: str, today: date) -> date | None:
    """Return the first day of the chosen range, or None for everything.

    A day is added because the server compares its own days (RFC 9051 section 6.4.4).
    """
    if history not in RANGES:
        return None
    return today - RANGES[history] - timedelta(days=1)


def recent_since(today: date) -> date:
    """Return the first day of what is brought at once."""
    return today - RECENT - timedelta(days=1)


def batches(uids: Sequence[int], *, newest_first: bool) -> list[list[int]]:
    """Cut UIDs into batches: a small one first, so that something shows at once.

    Args:
        uids: ascending.
        newest_first: whether the last UIDs come in the first batch; within a batch they ascend.
    """
    found: list[list[int]] = []
    rest = list(uids)
    size = 25
    while rest:
        if newest_first:
            found.append(rest[-size:])
            rest = rest[:-size]
        else:
            found.append(rest[:size])
            rest = rest[size:]
        size = min(size * 2, 200)
    return found
