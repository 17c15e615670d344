"""What a server says: one response, cut into its tag, its word and the rest.

The nested syntax of a FETCH response is left to IMAPClient's parser (items.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Record = bytes | tuple[bytes, bytes]
Records = tuple[Record, ...]

STATUS_WORDS = frozenset({"OK", "NO", "BAD", "BYE", "PREAUTH"})

_CODE = re.compile(rb"\[([^ \]]+)(?: ([^\]]*))?\] ?(.*)", re.DOTALL)


class Unreadable(ValueError):
    """A response breaks the grammar; says what was read."""


@dataclass(frozen=True, slots=True)
class News:
    """Something happened in the selected folder without being asked for.

    Args:
        number: how many messages there are now (`exists`), else the sequence number
            concerned; 0 when the server named UIDs instead.
    """

    kind: Literal["exists", "expunge", "flags"]
    number: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One response of the server.

    Args:
        tag: `*` for untagged, `+` for a continuation, else the command it ends.
        word: upper case, such as `FETCH` or `OK`; empty for a continuation.
        number: the number before the word, as in `* 12 EXISTS`.
        rest: all that follows; a pair is text that ends in a literal, and the literal.
        is_cut: a literal was too large and only its beginning was kept.
    """

    tag: bytes
    word: str
    number: int | None
    rest: Records
    is_cut: bool = False

    @property
    def text(self) -> bytes:
        """The rest up to its first literal."""
        first = self.rest[0] if self.rest else b""
        return first[0] if isinstance(first, tuple) else first

    @property
    def code(self) -> tuple[str, bytes]:
        """The response code in brackets and its argument; empty if there is none."""
        match = _CODE.match(self.text) if self.word in STATUS_WORDS else None
        if match is None:
            return "", b""
        return match[1].decode("ascii", "replace").upper(), match[2] or b""

    @property
    def said(self) -> bytes:
        """The words for a person, after the response code."""
        match = _CODE.match(self.text)
        return match[3] if match else self.text


def read_answer(records: list[Record], *, is_cut: bool = False) -> Answer:
    """Return the response made of these records.

    Raises:
        Unreadable: it is no response at all.

    Source: RFC 9051 section 7.
    """
    first = records[0]
    line = first[0] if isinstance(first, tuple) else first
    tag, _, after_tag = line.partition(b" ")
    if not tag:
        raise Unreadable(repr(line[:80]))
    if tag == b"+":
        return Answer(tag, "", None, (after_tag,))
    number, word, rest = _word(after_tag)
    start: Record = (rest, first[1]) if isinstance(first, tuple) else rest
    return Answer(tag, word, number, (start, *records[1:]), is_cut)


def _word(line: bytes) -> tuple[int | None, str, bytes]:
    word, _, rest = line.partition(b" ")
    number = None
    if word.isdigit() and len(word) < 20:
        number = int(word)
        word, _, rest = rest.partition(b" ")
    return number, word.decode("ascii", "replace").upper(), rest


def is_status(line: bytes) -> bool:
    """Whether a line is words for a person, in which `{5}` at the end is no literal."""
    return _word(line.partition(b" ")[2])[1] in STATUS_WORDS
