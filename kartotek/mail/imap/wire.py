"""Lines and literals, joined into whole responses; strings made fit to be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kartotek.mail.connection.stream import Stream
from kartotek.mail.imap.answers import Answer, Record, Unreadable, is_status, read_answer
from kartotek.mail.imap.errors import Garbled, words_of

LARGEST_LITERAL_BYTES = 100 << 20
KEPT_OF_TOO_LARGE_BYTES = 256 << 10
MOST_LITERALS = 10_000

_LITERAL = re.compile(rb"~?\{(\d{1,19})\+?\}$")
_QUOTABLE = re.compile(rb"[\x20-\x7e]{0,900}")


@dataclass(frozen=True, slots=True)
class Text:
    """A string to be sent quoted, or as a literal where quotes do not do."""

    value: bytes

    @classmethod
    def of(cls, text: str) -> Text:
        """Return the string in UTF-8."""
        return cls(text.encode())


Part = str | Text


def pieces(parts: tuple[Part, ...], capabilities: frozenset[str]) -> list[bytes]:
    """Return a command's bytes, cut after each literal that the server must first allow.

    Raises:
        ValueError: a bare word holds a line end; a caller must wrap foreign text in `Text`.

    Source: RFC 9051 section 4.3, RFC 7888 (literals that need no leave).
    """
    out = [b""]
    for count, part in enumerate(parts):
        space = b" " if count else b""
        if isinstance(part, str):
            out[-1] += space + _bare(part)
        elif _QUOTABLE.fullmatch(part.value):
            out[-1] += space + _quoted(part.value)
        else:
            _add_literal(out, space, part.value, capabilities)
    out[-1] += b"\r\n"
    return out


def _bare(word: str) -> bytes:
    if any(char in word for char in "\r\n\0"):
        raise ValueError("A line end in a command")
    return word.encode("ascii")


def _quoted(value: bytes) -> bytes:
    return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _add_literal(
    out: list[bytes], space: bytes, value: bytes, capabilities: frozenset[str]
) -> None:
    at_once = "LITERAL+" in capabilities or ("LITERAL-" in capabilities and len(value) <= 4096)
    out[-1] += space + b"{%d%s}\r\n" % (len(value), b"+" if at_once else b"")
    if at_once:
        out[-1] += value
    else:
        out.append(value)


async def read_response(stream: Stream, within_seconds: float | None = None) -> Answer:
    """Return the server's next response, with its literals.

    A literal above LARGEST_LITERAL_BYTES is read to its end, but only its first
    KEPT_OF_TOO_LARGE_BYTES are kept: enough to show whose message it is. Waiting for the
    beginning, for as long as is said, may be cancelled.

    Raises:
        NoAnswer: silence.
        ConnectionLost: the server went away.
        Garbled: no response at all, or too much of one.
    """
    line = await stream.line(within_seconds)
    records: list[Record] = []
    is_cut = False
    may_hold_literals = not is_status(line)
    while may_hold_literals and (literal := _LITERAL.search(line)):
        size = int(literal[1])
        _check_room(stream, records, line)
        cut = size > LARGEST_LITERAL_BYTES
        is_cut = is_cut or cut
        block = await stream.block(size, KEPT_OF_TOO_LARGE_BYTES if cut else size)
        records.append((b"%s{%d}" % (line[: literal.start()], len(block)), block))
        line = await _next_line(stream)
    records.append(line)
    try:
        return read_answer(records, is_cut=is_cut)
    except Unreadable as failure:
        raise _garbled(stream, str(failure)) from failure


async def _next_line(stream: Stream) -> bytes:
    try:
        return await stream.line()
    except BaseException:
        # Left in the middle of a response, nobody could tell where the next one begins.
        stream.abort()
        raise


def _check_room(stream: Stream, records: list[Record], line: bytes) -> None:
    if len(records) >= MOST_LITERALS:
        stream.abort()
        raise _garbled(stream, words_of(line[:80]))


def _garbled(stream: Stream, said: str) -> Garbled:
    return Garbled(**stream.endpoint.facts, said=words_of(said))
