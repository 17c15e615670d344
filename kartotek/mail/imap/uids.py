"""Sets of UIDs as IMAP writes them: `1:5,7,12:14`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

LARGEST_UID = 2**32 - 1
LONGEST_SET = 4000
MOST_UIDS = 5_000_000
LARGEST_BATCH = 200


def written(uids: Iterable[int]) -> str:
    """Return the set in ascending order, runs joined.

    Source: RFC 9051 section 9, sequence-set.
    """
    return ",".join(
        str(first) if first == last else f"{first}:{last}" for first, last in _runs(uids)
    )


def _runs(uids: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for uid in sorted(set(uids)):
        if uid == last + 1 and first:
            last = uid
            continue
        if first:
            yield first, last
        first = last = uid
    if first:
        yield first, last


def batches(uids: Sequence[int], size: int = LARGEST_BATCH) -> Iterator[list[int]]:
    """Yield the UIDs in the given order, a command's worth at a time."""
    batch: list[int] = []
    length = 0
    for uid in uids:
        length += len(str(uid)) + 1
        if len(batch) == size or length > LONGEST_SET:
            yield batch
            batch, length = [], len(str(uid)) + 1
        batch.append(uid)
    if batch:
        yield batch


def read(text: str) -> list[int]:
    """Return the UIDs of a written set, ascending.

    Raises:
        ValueError: it is no set, or larger than any folder we know of.
    """
    found: set[int] = set()
    for run in filter(None, text.split(",")):
        first, _, last = run.partition(":")
        low, high = sorted((int(first), int(last or first)))
        too_many = high - low + len(found) > MOST_UIDS
        if too_many or not 0 < low <= high <= LARGEST_UID:
            raise ValueError(f"No set of UIDs: {run[:40]}")
        found.update(range(low, high + 1))
    return sorted(found)
