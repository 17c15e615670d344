"""Looking into a folder: its state, and which messages it holds.

Source: RFC 9051 sections 6.3.3 (EXAMINE), 6.3.11 (STATUS), 6.4.4 (SEARCH); RFC 4731 (ESEARCH).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kartotek.mail.imap import uids as uid_sets
from kartotek.mail.imap.answers import Answer
from kartotek.mail.imap.connection import Connection, Reply
from kartotek.mail.imap.errors import FolderGone, Garbled, ServerSaidNo, words_of
from kartotek.mail.imap.folders import decoded
from kartotek.mail.imap.wire import Part, Text

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_FIGURES = re.compile(rb"\(([^()]*)\)\s*$")
_PAIR = re.compile(rb"([A-Za-z]+) (\d{1,19})")
_ALL = re.compile(rb"\bALL ([0-9:,]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selected:
    """A folder's state when it was opened.

    Args:
        uidnext: the UID the next message will get; 0 when the server does not say.
        highestmodseq: None when the server keeps no change numbers for this folder.
    """

    uidvalidity: int
    uidnext: int
    exists: int
    highestmodseq: int | None


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """A folder's figures, asked for without opening it."""

    uidvalidity: int
    uidnext: int
    messages: int
    unseen: int
    highestmodseq: int | None


async def select(connection: Connection, raw_name: str) -> Selected:
    """Open a folder for reading and return its state; nothing in it is changed by reading.

    Raises:
        FolderGone: there is no such folder.
        ServerTrouble: the connection failed or the server declined.
    """
    with_modseq = ("(CONDSTORE)",) if connection.offers("CONDSTORE") else ()
    name = Text.of(raw_name)
    try:
        reply = await connection.command("EXAMINE", name, *with_modseq)
    except ServerSaidNo as refusal:
        raise _folder_trouble(refusal, raw_name) from refusal
    # What SELECT itself reports is the state, not news.
    connection.news.clear()
    codes = dict(answer.code for answer in (*reply.of("OK"), reply.end))
    exists = [answer.number or 0 for answer in reply.of("EXISTS")]
    return Selected(
        uidvalidity=_number(codes.get("UIDVALIDITY")),
        uidnext=_number(codes.get("UIDNEXT")),
        exists=exists[-1] if exists else 0,
        # 0 is what some servers say when they mean NOMODSEQ.
        highestmodseq=_number(codes.get("HIGHESTMODSEQ")) or None,
    )


async def status(connection: Connection, raw_name: str) -> FolderStatus:
    """Return a folder's figures without opening it.

    Raises:
        FolderGone: there is no such folder.
        ServerTrouble: the connection failed or the server declined.
    """
    more = " HIGHESTMODSEQ" if connection.offers("CONDSTORE") else ""
    wanted = f"(MESSAGES UNSEEN UIDNEXT UIDVALIDITY{more})"
    try:
        reply = await connection.command("STATUS", Text.of(raw_name), wanted)
    except ServerSaidNo as refusal:
        raise _folder_trouble(refusal, raw_name) from refusal
    figures = _figures(connection, reply)
    return FolderStatus(
        uidvalidity=figures.get("UIDVALIDITY", 0),
        uidnext=figures.get("UIDNEXT", 0),
        messages=figures.get("MESSAGES", 0),
        unseen=figures.get("UNSEEN", 0),
        highestmodseq=figures.get("HIGHESTMODSEQ") or None,
    )


def _figures(connection: Connection, reply: Reply) -> dict[str, int]:
    for answer in reply.of("STATUS"):
        last = answer.rest[-1]
        figures = _FIGURES.search(last if isinstance(last, bytes) else b"")
        if figures:
            pairs = _PAIR.findall(figures[1])
            return {name.decode().upper(): int(number) for name, number in pairs}
    raise Garbled(**connection.facts, said="STATUS")


def _folder_trouble(refusal: ServerSaidNo, raw_name: str) -> ServerSaidNo:
    facts = dict(refusal.facts, folder=words_of(decoded(raw_name.encode())))
    said = facts["said"].lower()
    is_gone = facts["answer_code"] in {"NONEXISTENT", "TRYCREATE"} or "doesn't exist" in said
    return FolderGone(**facts) if is_gone else ServerSaidNo(**facts)


async def search_uids(
    connection: Connection,
    *criteria: Part,
    since: date | None = None,
    above: int | None = None,
) -> list[int]:
    """Return the UIDs of the messages that fit, ascending; all messages without criteria.

    Criteria are bare words of IMAP, foreign text wrapped in `Text`. `since` compares the
    server's day of receipt, so ask for one day more.

    Raises:
        ServerTrouble: the connection failed or the server declined.
    """
    if above is not None and above >= uid_sets.LARGEST_UID:
        return []
    asked: list[Part] = list(criteria)
    if since is not None:
        asked += ["SINCE", f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"]
    if above is not None:
        asked += ["UID", f"{above + 1}:*"]
    head: tuple[Part, ...] = ("UID", "SEARCH")
    if connection.offers("ESEARCH"):
        head += ("RETURN", "(ALL)")
    if any(isinstance(part, Text) and not part.value.isascii() for part in criteria):
        head += ("CHARSET", "UTF-8")
    reply = await connection.command(*head, *(asked or ["ALL"]))
    # `501:*` always holds the last message, even when that is number 20.
    return [uid for uid in _found(connection, reply) if uid > (above or 0)]


def _found(connection: Connection, reply: Reply) -> list[int]:
    try:
        uids = {uid for answer in reply.of("ESEARCH") for uid in _of_esearch(answer)}
        for answer in reply.of("SEARCH"):
            uids.update(int(word) for word in answer.text.partition(b"(")[0].split())
    except ValueError as failure:
        raise Garbled(**connection.facts, said=words_of(str(failure))) from failure
    return sorted(uids)


def _of_esearch(answer: Answer) -> list[int]:
    match = _ALL.search(answer.text)
    return uid_sets.read(match[1].decode()) if match else []


def _number(value: bytes | None) -> int:
    return int(value) if value is not None and value.isdigit() and len(value) < 20 else 0
