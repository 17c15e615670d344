"""The flags of many messages at once, or of those that changed.

Source: RFC 9051 section 2.3.2, RFC 7162 (CONDSTORE).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kartotek.mail.imap import uids as uid_sets
from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.items import flags_in, modseq_in, read_fetch


@dataclass(frozen=True, slots=True)
class MessageFlags:
    r"""A message's flags as the server holds them, such as `\Seen`."""

    uid: int
    flags: frozenset[str]
    modseq: int | None


async def fetch_flags(
    connection: Connection, uids: str | Iterable[int], changed_since: int | None = None
) -> tuple[MessageFlags, ...]:
    """Return the flags of the messages, ascending by UID.

    The UIDs are numbers, or a written set such as `1:*`. With a modseq only what changed after
    it is returned, where the server offers CONDSTORE.

    Raises:
        ServerTrouble: the connection failed or the server declined.
    """
    sets = [uids] if isinstance(uids, str) else _sets(uids)
    has_modseq = connection.offers("CONDSTORE") or connection.offers("QRESYNC")
    found: dict[int, MessageFlags] = {}
    for one_set in sets:
        parts = ["UID", "FETCH", one_set, "(UID FLAGS)"]
        if changed_since is not None and has_modseq:
            parts.append(f"(CHANGEDSINCE {changed_since})")
        for answer in (await connection.command(*parts)).of("FETCH"):
            items = read_fetch(connection, answer)
            uid = items.get(b"UID")
            if isinstance(uid, int) and b"FLAGS" in items:
                flags = flags_in(items[b"FLAGS"])
                found[uid] = MessageFlags(uid, flags, modseq_in(items))
    return tuple(found[uid] for uid in sorted(found))


def _sets(uids: Iterable[int]) -> list[str]:
    return [uid_sets.written(batch) for batch in uid_sets.batches(sorted(uids), 1000)]
