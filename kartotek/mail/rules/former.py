"""Which messages of a folder whose UIDs began anew are the ones that were there before.

A server that counts its UIDs anew (RFC 9051 section 2.3.1.1) rarely has other messages. What
has the same date of receipt, size and Message-ID is the same message, and need not be fetched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells a message from the others of a folder without reading it.

    Args:
        message_id: without brackets; empty where it has none.
        size_bytes: of the whole message.
        received_at: when the server received it.
    """

    message_id: str
    size_bytes: int
    received_at: datetime


def same(former: Iterable[tuple[int, Marks]], there: Iterable[tuple[int, Marks]]) -> dict[int, int]:
    """Return by its new UID each message that was here before, by what it was called.

    Copies that cannot be told apart are paired in their order, and only if there are as many as
    before; without a Message-ID there must be one of them only.

    Args:
        former: what each message here is called, with its marks, in the order of former UIDs.
        there: each new UID with the marks of its message, in the order of UIDs.
    """
    before, now = _by_marks(former), _by_marks(there)
    found: dict[int, int] = {}
    for marks, names in before.items():
        uids = now.get(marks, [])
        is_told_apart = bool(marks.message_id) or len(names) == 1
        if is_told_apart and len(uids) == len(names):
            found |= dict(zip(uids, names, strict=True))
    return found


def _by_marks(named: Iterable[tuple[int, Marks]]) -> dict[Marks, list[int]]:
    found: dict[Marks, list[int]] = defaultdict(list)
    for name, marks in named:
        found[marks].append(name)
    return found
