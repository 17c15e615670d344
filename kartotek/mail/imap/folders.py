"""The folders of an account and what each is for.

Source: RFC 9051 section 6.3.9 (LIST), RFC 6154 (special use), RFC 3501 section 5.1.3
(modified UTF-7).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from imapclient import imap_utf7

from kartotek.mail.imap.answers import Answer, Record, Unreadable
from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.errors import Garbled, words_of
from kartotek.mail.imap.names import KNOWN_NAMES
from kartotek.mail.imap.wire import Text

SPECIAL_USES = ("sent", "drafts", "archive", "junk", "trash", "all", "flagged")

# Folders that some servers put everything else under.
ROOTS = frozenset({"", "inbox", "[gmail]", "[google mail]"})

# Not IMAPClient's parser: it gives up on a whole list for one bare name with a bracket in it.
_QUOTED = re.compile(rb'"(?:\\.|[^"\\])*"')
_ESCAPED = re.compile(rb"\\(.)")
_LISTED = re.compile(rb'\(([^)]*)\) (NIL|"(?:\\.|[^"\\])*") (.*)', re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder as the server lists it.

    Args:
        name: as people read it.
        raw_name: as the server spells it; what is sent to select it.
        delimiter: between levels; empty when there are none.
        special_use: inbox, sent, drafts, archive, junk, trash, all, flagged, or empty.
    """

    name: str
    raw_name: str
    delimiter: str
    special_use: str
    is_selectable: bool


async def list_folders(connection: Connection) -> tuple[RemoteFolder, ...]:
    """Return every folder, the inbox first, then by name.

    Raises:
        ServerTrouble: the connection failed or the server declined.
    """
    # Some servers tell the special use only when asked; the others may not understand the ask.
    asks = connection.offers("SPECIAL-USE") and connection.offers("LIST-EXTENDED")
    more = ("RETURN", "(SPECIAL-USE)") if asks else ()
    reply = await connection.command("LIST", '""', Text(b"*"), *more)
    try:
        listed = [_folder(answer) for answer in reply.of("LIST")]
    except (Unreadable, ValueError) as failure:
        raise Garbled(**connection.facts, said=words_of(str(failure))) from failure
    folders = {folder.raw_name: folder for folder in listed}.values()
    return tuple(sorted(with_guesses(folders), key=_inbox_first))


def _folder(answer: Answer) -> RemoteFolder:
    line = _LISTED.match(answer.text)
    if line is None:
        raise Unreadable(answer.text[:80].decode("utf-8", "replace"))
    raw_name = _raw_name(line[3], answer.rest[0])
    marks = set(line[1].lower().split())
    name = decoded(raw_name)
    special = "inbox" if name.upper() == "INBOX" else _special_use(marks)
    is_utf8 = raw_name.decode("utf-8", "replace").encode() == raw_name
    return RemoteFolder(
        name=name,
        raw_name=raw_name.decode("utf-8", "replace"),
        delimiter=_unquoted(line[2]).decode("ascii", "replace"),
        special_use=special,
        # A name in no known encoding cannot be sent back.
        is_selectable=is_utf8 and not marks & {b"\\noselect", b"\\nonexistent"},
    )


def _raw_name(written: bytes, record: Record) -> bytes:
    if isinstance(record, tuple):
        return record[1]
    quoted = _QUOTED.match(written)
    # More about the folder may follow a bare name after a space.
    return _unquoted(quoted[0]) if quoted else written.partition(b" ")[0]


def _unquoted(text: bytes) -> bytes:
    if text.upper() == b"NIL":
        return b""
    return _ESCAPED.sub(rb"\1", text[1:-1]) if text.startswith(b'"') else text


def _special_use(marks: set[bytes]) -> str:
    return next((use for use in SPECIAL_USES if f"\\{use}".encode() in marks), "")


def decoded(raw_name: bytes) -> str:
    """Return a folder's name as people read it.

    Servers that send bare UTF-8, or a lone `&`, are taken at their word.
    """
    if not raw_name.isascii():
        return raw_name.decode("utf-8", "replace")
    try:
        return str(imap_utf7.decode(raw_name))
    except (UnicodeError, ValueError):
        return raw_name.decode("ascii")


def encoded(name: str) -> str:
    """Return a folder's name as the server spells it."""
    return str(imap_utf7.encode(name), "ascii")


def with_guesses(folders: Iterable[RemoteFolder]) -> list[RemoteFolder]:
    """Return the folders, those the server did not mark being recognised by well-known names.

    A use that the server gave to one folder is not given to another; nor is a folder deep
    inside others taken for the account's own.
    """
    known = list(folders)
    taken = {folder.special_use for folder in known}
    for index, folder in enumerate(known):
        use = _guess(folder)
        if use and use not in taken:
            taken.add(use)
            known[index] = replace(folder, special_use=use)
    return known


def _guess(folder: RemoteFolder) -> str:
    if folder.special_use or not folder.is_selectable:
        return ""
    parent, last = "", folder.name
    if folder.delimiter:
        parent, _, last = folder.name.rpartition(folder.delimiter)
    return _USE_OF_NAME.get(folded(last), "") if folded(parent) in ROOTS else ""


def folded(name: str) -> str:
    """Return a name without case, accents, and the difference of dotted and dotless i."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("İ", "i"))
    return "".join(c for c in plain.casefold() if not unicodedata.combining(c))


_USE_OF_NAME = {folded(name): use for use, names in KNOWN_NAMES.items() for name in names}


def _inbox_first(folder: RemoteFolder) -> tuple[bool, str]:
    return folder.special_use != "inbox", folder.name.casefold()
