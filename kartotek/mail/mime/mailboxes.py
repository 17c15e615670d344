"""Address fields: who wrote, to whom; also the ones no standard allows.

A field is cut into tokens, tokens into addresses; names are decoded last, so that a comma
inside an encoded word separates nothing.

Source: RFC 5322 sections 3.4 and 4.4 (groups, comments, routes), RFC 6532 (raw UTF-8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from kartotek.lib.addresses import Address
from kartotek.mail.mime.charsets import Hint, decode
from kartotek.mail.mime.limits import MAX_ADDRESS_CHARS, MAX_NAME_CHARS
from kartotek.mail.mime.words import ENCODED_WORD, text_of, tidy

_TOKEN: Final = re.compile(
    rb"(?P<word>"
    + ENCODED_WORD
    + rb")"
    + rb'|"(?P<quoted>[^"\\]*(?:\\.[^"\\]*)*)"'
    + rb"|<(?P<angle>[^<>]*)>?"
    + rb"|(?P<comment>\()"
    + rb"|(?P<mark>[,;:])"
    + rb'|(?P<atom>(?:\[[^\[\]]*\]|\\.|[^"<>(),;:\s\\])+)',
    re.DOTALL,
)
_PLAIN: Final = re.compile(rb"[A-Za-z0-9._+=-]{1,200}@[A-Za-z0-9.-]{1,200}[A-Za-z0-9]")
_PARENTHESIS: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPED: Final = re.compile(rb"\\(.)", re.DOTALL)
_OFTEN_BYTES: Final = 200
"""Values up to this length repeat from mail to mail."""


@dataclass(slots=True)
class _Segment:
    """What stands between two commas, so far."""

    pieces: list[bytes] = field(default_factory=list)
    angle: bytes | None = None
    comment: bytes = b""
    has_address: bool = False


@dataclass(slots=True)
class Reader:
    """Reads the address fields of one message.

    Args:
        room: how many more addresses are kept; those beyond are only counted.
    """

    hint: Hint
    room: int
    count: int = 0

    def read(self, values: Iterable[bytes]) -> tuple[Address, ...]:
        """Return the addresses in some unfolded values of one field.

        What has no @ is a name; its `addr_spec` is empty.
        """
        found: list[Address] = []
        for value in values:
            often = _read_often(value, self.hint) if len(value) <= _OFTEN_BYTES else None
            if often is not None and len(often.addresses) <= self.room:
                found += often.addresses
                self.room -= len(often.addresses)
                self.count += often.met_count
            else:
                self._read_one(value, found)
        return tuple(found)

    def _read_one(self, value: bytes, found: list[Address]) -> None:
        """Add the addresses of one value."""
        segment = _Segment()
        waiting: list[bytes] = []
        position = 0
        while match := _TOKEN.search(value, position):
            position = match.end()
            kind = match.lastgroup
            if kind == "comment":
                segment.comment, position = _comment(value, position)
            elif kind != "mark":
                _extend(segment, match)
            elif match["mark"] == b":" and not segment.has_address:
                segment = _Segment()
                waiting.clear()
            elif match["mark"] != b":":
                self._close(segment, waiting, found)
                segment = _Segment()
        self._close(segment, waiting, found)
        self._keep_lonely(waiting, found)

    def _close(self, segment: _Segment, waiting: list[bytes], found: list[Address]) -> None:
        """Add the address of a segment, or let its name wait for the address that may follow.

        `Karaca, Zeynep <z@…>` without quotes is one person, cut at the comma.
        """
        address, name = _split(segment)
        if not address:
            waiting += [name] if name else []
            return
        if waiting and name and segment.angle is not None:
            name = waiting.pop() + b", " + name
        self._keep_lonely(waiting, found)
        self._keep(name or segment.comment, address, found)

    def _keep_lonely(self, waiting: list[bytes], found: list[Address]) -> None:
        """Add names that stand without an address."""
        for name in waiting:
            self._keep(name, b"", found)
        waiting.clear()

    def _keep(self, name: bytes, address: bytes, found: list[Address]) -> None:
        """Add one address if there is room, and count it."""
        self.count += 1
        if self.room <= 0:
            return
        addr_spec = self._addr_spec(address)
        display_name = text_of(name, self.hint).strip("'\" ")[:MAX_NAME_CHARS] if name else ""
        if addr_spec or display_name:
            self.room -= 1
            found.append(Address(display_name=display_name, addr_spec=addr_spec))

    def _addr_spec(self, raw: bytes) -> str:
        """Return the bare address without blanks and routes; empty when it cannot be one."""
        if _PLAIN.fullmatch(raw):
            return raw.decode("ascii")
        text = text_of(raw, self.hint) if b"=?" in raw else tidy(decode(raw, self.hint.charset))
        if text.startswith("@"):
            text = text.rpartition(":")[2]
        text = text.removeprefix("mailto:").strip("'").rstrip(".")
        if '"' not in text:
            text = "".join(text.split())
        return text if len(text) <= MAX_ADDRESS_CHARS else ""


class _Often(NamedTuple):
    """The addresses in a value, and how many were met."""

    addresses: tuple[Address, ...]
    met_count: int


@lru_cache(maxsize=4096)
def _read_often(value: bytes, hint: Hint) -> _Often:
    """Return what is in a short value; the same people write and are written to all the time."""
    reader = Reader(hint, room=_OFTEN_BYTES)
    found: list[Address] = []
    reader._read_one(value, found)
    return _Often(tuple(found), reader.count)


def _extend(segment: _Segment, match: re.Match[bytes]) -> None:
    """Add a token to a segment; of several addresses in brackets the first counts."""
    segment.has_address = segment.has_address or b"@" in match[0]
    if match["angle"] is not None:
        segment.angle = segment.angle or match["angle"].strip()
    elif match["quoted"] is not None:
        quoted = _ESCAPED.sub(rb"\1", match["quoted"]).strip()
        follows = match.string[match.end() : match.end() + 1]
        segment.pieces.append(b'"' + quoted + b'"' if follows == b"@" else quoted)
    else:
        segment.pieces.append(match[0])


def _comment(value: bytes, position: int) -> tuple[bytes, int]:
    """Return a comment, which may hold others, and where it ends."""
    depth = 1
    for match in _PARENTHESIS.finditer(value, position):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            return value[position : match.start()].strip(), match.end()
    return value[position:].strip(), len(value)


def _split(segment: _Segment) -> tuple[bytes, bytes]:
    """Return the address and the name of a segment."""
    if segment.angle:
        return segment.angle, b" ".join(segment.pieces)
    pieces = segment.pieces
    for index, piece in enumerate(pieces):
        if b"@" in piece:
            first, last = index - piece.startswith(b"@"), index + piece.endswith(b"@")
            address = b"".join(pieces[max(first, 0) : last + 1])
            return address, b" ".join(pieces[: max(first, 0)] + pieces[last + 1 :])
    return b"", b" ".join(pieces)
