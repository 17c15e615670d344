"""Stage 3: ask a server for what is not here yet, batch by batch, and hand it to the store.

    select -> list UIDs -> take away what is here -> fetch a batch -> store it with the cursor

Two directions: forward, what arrived since; backward, the chosen range of the past, newest
first. The forward cursor moves with each commit and never passes a UID that is not in it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from operator import attrgetter
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async

from kartotek.mail.imap.fetch import RawHeader, RawMessage
from kartotek.mail.imap.session import Session
from kartotek.mail.inbound import cursors
from kartotek.mail.inbound.admit import FIELDS, Contacts, admitted, choices_of
from kartotek.mail.inbound.store import Arrival, Cursor, store
from kartotek.mail.mime import headers, identifiers
from kartotek.mail.models import Folder
from kartotek.mail.rules.folders import batches
from kartotek.mail.rules.former import Marks, same

P = ParamSpec("P")
R = TypeVar("R")

SEEN = "\\Seen"
# A batch is stored before it holds more than this, however few messages it has.
MOST_BYTES = 32 * 1024 * 1024

Clock = Callable[[], datetime]
Stored = Callable[[int], Awaitable[None]]


@dataclass
class Fetching:
    """What one round of fetching works with: the session, the time, who hears of what came.

    `contacts` tells which addresses are contacts, where only mail with contacts is brought.
    """

    session: Session
    clock: Clock
    stored: Stored
    contacts: Contacts


async def in_thread(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what `work` returns, done in the thread that owns the database connection."""
    return await sync_to_async(partial(work, *args, **kwargs))()


async def open_folder(fetching: Fetching, folder: Folder) -> bool:
    """Select a folder, take over its state, and return whether its UIDs began anew."""
    selected = await fetching.session.select(folder.raw_name)
    return await in_thread(cursors.open_folder, folder, selected)


async def call_anew(fetching: Fetching, folder: Folder) -> int:
    """Recognise the messages of a folder whose UIDs began anew, and return how many there were.

    Nothing of them is fetched but what tells them apart. The folder is selected.
    """
    former = await in_thread(cursors.former, folder)
    if not former:
        return 0
    uids = await fetching.session.search_uids()
    listed = await fetching.session.fetch_fields(uids, "MESSAGE-ID")
    there = [(one.uid, _marks(one)) for one in sorted(listed, key=attrgetter("uid"))]
    found = same(former, [(uid, marks) for uid, marks in there if marks is not None])
    await in_thread(cursors.call_anew, folder, found)
    return len(found)


def _marks(header: RawHeader) -> Marks | None:
    """Return what tells a message from others; None where the server does not say."""
    if header.internal_date is None:
        return None
    fields, _body = headers.read(header.header, 0, len(header.header))
    message_id = identifiers.message_id(fields.first(b"message-id"))
    return Marks(message_id[:998], header.size, header.internal_date.astimezone(UTC))


async def forward(fetching: Fetching, folder: Folder) -> int:
    """Fetch what arrived after the forward cursor, oldest first; the folder is selected.

    What was listed before and not delivered is asked for again.
    """
    uids = await fetching.session.search_uids(above=folder.high_uid)
    uids = [*await in_thread(cursors.waiting_gaps, folder), *uids]
    wanted = await in_thread(cursors.unknown, folder, uids)
    count = 0
    for batch in batches(wanted, newest_first=False):
        count += await _fetch(fetching, folder, batch, is_forward=True)
    return count


async def missing(fetching: Fetching, folder: Folder, since: date | None) -> list[int]:
    """Return the UIDs received since a day that are not here; the folder is selected."""
    uids = await fetching.session.search_uids(since=since)
    return await in_thread(cursors.unknown, folder, uids)


async def backward(fetching: Fetching, folder: Folder, uids: Sequence[int]) -> int:
    """Fetch older messages, newest first; the folder is selected."""
    count = 0
    for batch in batches(uids, newest_first=True):
        count += await _fetch(fetching, folder, batch, is_forward=False)
    return count


async def _fetch(
    fetching: Fetching, folder: Folder, uids: Sequence[int], *, is_forward: bool
) -> int:
    """Fetch one batch and store it; in large pieces where it is heavy."""
    uids = await _admitted(fetching, folder, uids)
    arrivals: list[Arrival] = []
    size_bytes, count = 0, 0
    delivered: set[int] = set()
    async for message in fetching.session.fetch_bodies(uids):
        skipped = [uid for uid in uids if uid < message.uid and uid not in delivered]
        arrivals.append(_arrival(message, fetching.clock()))
        delivered.add(message.uid)
        size_bytes += len(message.raw)
        if size_bytes > MOST_BYTES:
            # Before the cursor passes them: a process killed in between asks for them again.
            await _note_absent(fetching, folder, skipped)
            count += await _store(fetching, folder, arrivals, is_forward=is_forward)
            arrivals, size_bytes = [], 0
    await _note_absent(fetching, folder, sorted(set(uids) - delivered))
    count += await _store(fetching, folder, arrivals, is_forward=is_forward)
    await in_thread(cursors.forget_gaps, folder, delivered)
    return count


async def _admitted(fetching: Fetching, folder: Folder, uids: Sequence[int]) -> list[int]:
    """Return those of the UIDs that their user wants here; a line is kept for each other."""
    choices = await in_thread(choices_of, folder)
    if not choices:
        return list(uids)
    found = await fetching.session.fetch_fields(uids, *FIELDS)
    wanted = await in_thread(
        admitted, folder, choices, found, contacts=fetching.contacts, at=fetching.clock()
    )
    # What the server did not answer for is asked for once more, as a whole.
    return sorted({*wanted, *(set(uids) - {one.uid for one in found})})


async def _note_absent(fetching: Fetching, folder: Folder, uids: Sequence[int]) -> None:
    if uids:
        await in_thread(cursors.note_gaps, folder, uids, at=fetching.clock())


async def _store(
    fetching: Fetching, folder: Folder, arrivals: Sequence[Arrival], *, is_forward: bool
) -> int:
    if not arrivals:
        return 0
    uids = [arrival.uid for arrival in arrivals]
    # Pieces of a forward batch come in ascending order, so all below the last one are stored.
    cursor = Cursor(
        high_uid=max(folder.high_uid, uids[-1]) if is_forward else folder.high_uid,
        low_uid=folder.low_uid if is_forward else min(folder.low_uid, uids[0] - 1),
    )
    count = await in_thread(store, folder, arrivals, cursor, at=fetching.clock())
    await fetching.stored(count)
    return count


def _arrival(message: RawMessage, now: datetime) -> Arrival:
    received = message.internal_date or now
    return Arrival(
        uid=message.uid,
        raw=message.raw,
        is_read=SEEN in message.flags,
        internal_at=received.astimezone(UTC),
    )


async def flags(fetching: Fetching, folder: Folder, modseq: int | None) -> int:
    """Take over what was read there since the last look; the folder is selected.

    Args:
        fetching: the round.
        folder: with the modseq of the last look, if the server keeps one.
        modseq: the folder's present one; None without CONDSTORE (RFC 7162).
    """
    if modseq is not None and modseq == folder.modseq:
        return 0
    changed_since = folder.modseq if modseq is not None else None
    found = await fetching.session.fetch_flags("1:*", changed_since)
    seen = {one.uid: SEEN in one.flags for one in found}
    return await in_thread(cursors.take_flags, folder, seen, modseq)
