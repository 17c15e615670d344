"""Headers and whole messages.

Whole messages are asked for without their structure: a server that must compute BODYSTRUCTURE
is slower than one that sends the bytes, and we read the structure ourselves.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kartotek.mail.imap import uids as uid_sets
from kartotek.mail.imap.answers import Answer
from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.items import Items, flags_in, read_fetch

ABOUT = "UID FLAGS INTERNALDATE RFC822.SIZE"


@dataclass(frozen=True, slots=True)
class RawHeader:
    """A message's header block, and what the server knows of the message.

    Args:
        internal_date: when the server received it, UTC; None when it does not say.
        size: of the whole message, in bytes, as the server counts.
    """

    uid: int
    flags: frozenset[str]
    internal_date: datetime | None
    size: int
    header: bytes


@dataclass(frozen=True, slots=True)
class RawMessage:
    """A whole message as it lies on the server.

    Args:
        internal_date: when the server received it, UTC; None when it does not say.
        size: in bytes, as the server counts; may differ from what came.
        is_cut: it was too large, and `raw` is only its beginning.
    """

    uid: int
    flags: frozenset[str]
    internal_date: datetime | None
    size: int
    raw: bytes
    is_cut: bool = False


async def fetch_headers(connection: Connection, uids: Sequence[int]) -> tuple[RawHeader, ...]:
    """Return the headers of the messages, ascending by UID within a batch.

    Messages that are gone by now are absent.

    Raises:
        ServerTrouble: the connection failed or the server declined.
    """
    found: list[RawHeader] = []
    async for _, items, header in _fetch(connection, uids, b"BODY[HEADER]"):
        found.append(RawHeader(*_about(items), header))
    return tuple(found)


async def fetch_fields(
    connection: Connection, uids: Sequence[int], names: Sequence[str]
) -> tuple[RawHeader, ...]:
    """Return some fields of the headers of the messages, ascending by UID within a batch.

    Messages that are gone by now are absent.

    Raises:
        ServerTrouble: the connection failed or the server declined.
    """
    section = f"BODY[HEADER.FIELDS ({' '.join(names)})]".upper().encode()
    found: list[RawHeader] = []
    async for _, items, fields in _fetch(connection, uids, section):
        found.append(RawHeader(*_about(items), fields))
    return tuple(found)


async def fetch_bodies(
    connection: Connection, uids: Sequence[int]
) -> AsyncGenerator[RawMessage, None]:
    """Yield the messages, batch by batch in the order given, ascending within a batch.

    Messages that are gone by now are absent; one that is too large is cut and says so.
    Reading does not mark a message as seen.

    Raises:
        ServerTrouble: the connection failed or the server declined.
    """
    async for answer, items, raw in _fetch(connection, uids, b"BODY[]"):
        yield RawMessage(*_about(items), raw, is_cut=answer.is_cut)


async def _fetch(
    connection: Connection, uids: Sequence[int], section: bytes
) -> AsyncGenerator[tuple[Answer, Items, bytes], None]:
    peek = section.decode().replace("BODY", "BODY.PEEK", 1)
    for batch in uid_sets.batches(uids):
        wanted = set(batch)
        command = ("UID", "FETCH", uid_sets.written(batch), f"({ABOUT} {peek})")
        async for answer in connection.answers(*command):
            if answer.word != "FETCH" or answer.tag != b"*":
                continue
            items = read_fetch(connection, answer)
            body = _section_in(items, section)
            # Unasked-for flags come without a body; so does, with NIL, a message just expunged.
            if isinstance(body, bytes) and items.get(b"UID") in wanted:
                wanted.discard(items[b"UID"])
                yield answer, items, body


def _section_in(items: Items, section: bytes) -> object:
    """Return what came of a section; servers write the names of fields as they like."""
    if section in items:
        return items[section]
    begin = b"BODY[HEADER.FIELDS"
    if not section.startswith(begin):
        return None
    return next((held for name, held in items.items() if name.startswith(begin)), None)


def _about(items: Items) -> tuple[int, frozenset[str], datetime | None, int]:
    size = items.get(b"RFC822.SIZE")
    return (
        items[b"UID"],
        flags_in(items.get(b"FLAGS")),
        _in_utc(items.get(b"INTERNALDATE")),
        size if isinstance(size, int) else 0,
    )


def _in_utc(received: Any) -> datetime | None:
    if not isinstance(received, datetime):
        return None
    aware = received if received.tzinfo else received.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return None
