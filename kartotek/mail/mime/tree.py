"""An email as a tree of parts, each a span of the one raw text; nothing is copied.

The standard library's parser is not used: it has no limit on depth or parts, works line by
line, and copies each part. Here every level searches its own span for its own boundary, so
that the work is at most bytes times depth, and both are bounded.

Source: RFC 2046 section 5.1 (multipart) and 5.2.1 (message/rfc822).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kartotek.mail.mime import headers, parameters, transfer
from kartotek.mail.mime.headers import Headers
from kartotek.mail.mime.limits import MAX_DEPTH, MAX_PARTS, MAX_SEARCHES
from kartotek.mail.mime.parameters import Parameterized

_TEXT_BY_DEFAULT: Final = Parameterized("text/plain", {})
_MESSAGE_BY_DEFAULT: Final = Parameterized("message/rfc822", {})
_OPAQUE: Final = Parameterized("application/octet-stream", {})
_SMALL_BYTES: Final = 1024 * 1024
_AFTER_BOUNDARY: Final = b"\r\n\t -"
_SOME_BOUNDARY: Final = re.compile(
    rb"^--(\S[^\r\n]{0,200}?)[ \t]*\r?\ncontent-[a-z-]+:", re.MULTILINE | re.IGNORECASE
)


@dataclass(slots=True)
class Part:
    """One part: its headers, where its body lies in the raw text, and the parts within."""

    raw: bytes = field(repr=False)
    headers: Headers
    start: int
    end: int
    content_type: Parameterized
    index: int = 0
    parts: list[Part] = field(default_factory=list)
    is_rest: bool = False

    @property
    def type(self) -> str:
        """Return the content type without parameters, in lower case."""
        return self.content_type.value

    @property
    def disposition(self) -> Parameterized:
        """Return Content-Disposition."""
        return parameters.read(self.headers.first(b"content-disposition"))

    @property
    def has_name(self) -> bool:
        """Tell whether the sender named a file."""
        return any(key.startswith(b"filename") for key in self.disposition.parameters) or any(
            key.startswith(b"name") for key in self.content_type.parameters
        )

    def content(self) -> tuple[bytes, bool]:
        """Return the decoded bytes of the body, and whether they needed no repair."""
        encoding = _encoding(self.headers.first(b"content-transfer-encoding"))
        return transfer.decode(self.raw[self.start : self.end], encoding)

    def walk(self) -> Iterator[Part]:
        """Yield this part and all within, in the order they stand in the mail."""
        yield self
        for part in self.parts:
            yield from part.walk()


@lru_cache(maxsize=64)
def _encoding(value: bytes) -> str:
    """Return the name of an encoding in lower case; there are hardly five."""
    return value.decode("ascii", "replace").lower().partition(";")[0].strip()


@dataclass(slots=True)
class _Grower:
    """Grows a tree and counts what it holds."""

    raw: bytes
    problems: list[str]
    count: int = 0
    searched: int = 0

    def part(self, start: int, end: int, default: Parameterized, depth: int) -> Part:
        """Return the part in a span, with all within."""
        fields, body = headers.read(self.raw, start, end)
        self.problems += fields.problems
        part = Part(self.raw, fields, body, end, _content_type(fields, default), self.count)
        self.count += 1
        if part.type.startswith("multipart/"):
            self.divide(part, depth)
        return part

    def divide(self, part: Part, depth: int) -> None:
        """Fill in the parts within a multipart; one that cannot be divided becomes a leaf."""
        self.searched += part.end - part.start
        if depth >= MAX_DEPTH or self.searched > len(self.raw) * MAX_SEARCHES + _SMALL_BYTES:
            self.problems.append("too-deep")
            part.content_type, part.is_rest = _OPAQUE, True
            return
        spans = self.spans(part)
        if not spans:
            self.problems.append("no-boundary")
            part.content_type = Parameterized("text/plain", part.content_type.parameters)
            return
        digest = part.type == "multipart/digest"
        default = _MESSAGE_BY_DEFAULT if digest else _TEXT_BY_DEFAULT
        for start, end in spans:
            if self.count >= MAX_PARTS:
                self.problems.append("too-many-parts")
                part.parts.append(self.rest(start, part.end))
                return
            part.parts.append(self.part(start, end, default, depth + 1))

    def rest(self, start: int, end: int) -> Part:
        """Return all that lies beyond the limit as one opaque part."""
        self.count += 1
        return Part(self.raw, Headers(), start, end, _OPAQUE, self.count - 1, is_rest=True)

    def spans(self, part: Part) -> list[tuple[int, int]]:
        """Return where the parts of a multipart begin and end; one more than allowed at most."""
        boundary = part.content_type.parameters.get(b"boundary", b"").rstrip()
        found = _spans(self.raw, part.start, part.end, boundary) if boundary else []
        if not found:
            guess = _SOME_BOUNDARY.search(self.raw, part.start, part.end)
            found = _spans(self.raw, part.start, part.end, guess[1]) if guess else []
        return found


def grow(raw: bytes, problems: list[str]) -> Part:
    """Return the tree of a message; what is odd is added to `problems`."""
    return _Grower(raw, problems).part(_beginning(raw), len(raw), _TEXT_BY_DEFAULT, 0)


def _beginning(raw: bytes) -> int:
    """Return where the headers begin: some servers put blank lines in front of them."""
    return len(raw) - len(raw.lstrip(b"\r\n")) if raw[:1] in {b"\r", b"\n"} else 0


def _content_type(fields: Headers, default: Parameterized) -> Parameterized:
    """Return the content type of a part; a missing or unreadable one is the default."""
    value = fields.first(b"content-type")
    if not value:
        return default
    found = parameters.read(value)
    return found if "/" in found.value else Parameterized("text/plain", found.parameters)


def _spans(raw: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    """Return the spans between the boundary lines; the line end before a boundary is its own."""
    needle = b"--" + boundary
    spans: list[tuple[int, int]] = []
    opened = -1
    for at, after, is_last in _delimiters(raw, start, end, needle):
        if opened >= 0:
            spans.append((opened, max(opened, _before_newline(raw, at))))
        opened = -1 if is_last else after
        if is_last or len(spans) > MAX_PARTS:
            break
    if opened >= 0:
        spans.append((opened, end))
    return spans


def _delimiters(raw: bytes, start: int, end: int, needle: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield boundary lines: where each begins, where the next line begins, and if it closes."""
    length = len(needle)
    at = start if raw.startswith(needle, start, end) else _next_line(raw, start, end, needle)
    while at >= 0:
        after = at + length
        # A boundary may begin like another one; most of what is found then ends here.
        if after >= end or raw[after] in _AFTER_BOUNDARY:
            line_end = raw.find(b"\n", after, end)
            next_line = end if line_end < 0 else line_end + 1
            tail = raw[after : min(next_line, after + 80)]
            is_last = tail.startswith(b"--") and not tail[2:3].isalnum()
            if is_last or not tail.strip():
                yield at, next_line, is_last
        at = _next_line(raw, after, end, needle)


def _next_line(raw: bytes, start: int, end: int, needle: bytes) -> int:
    """Return where the next line begins that begins with a text; -1 if there is none."""
    return raw.find(b"\n" + needle, max(start - 1, 0), end) + 1 or -1


def _before_newline(raw: bytes, at: int) -> int:
    """Return where the line before `at` ends, without its line end."""
    if raw[at - 1 : at] == b"\n":
        at -= 1
    return at - 1 if raw[at - 1 : at] == b"\r" else at
