"""The header block of a message or part: fields by name, raw.

Lines that are no field are skipped while real fields still follow; otherwise the body begins
there. Values stay bytes: only who wants one pays for decoding it.

Source: RFC 5322 sections 2.2 and 4.5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kartotek.mail.mime.limits import MAX_HEADER_BYTES, MAX_HEADERS

_FIELD: Final = re.compile(rb"^([!-9;-~]++)[ \t]*+:(.*+(?:\n[ \t].*+)*+)", re.MULTILINE)
_KNOWN: Final = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|mime-version|received|return-path"
    rb"|content-[a-z-]+)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_ALWAYS_KEPT_BYTES: Final = 2_048
_NEWLINES: Final = re.compile(rb"\r?\n")
_NEWLINE: Final = ord("\n")


@dataclass(slots=True)
class Headers:
    """Fields of one header block, names in lower case, values raw and still folded."""

    fields: dict[bytes, list[bytes]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def first(self, name: bytes) -> bytes:
        """Return the first value of a field, unfolded and trimmed; empty without one."""
        values = self.fields.get(name)
        return unfold(values[0]) if values else b""

    def all(self, name: bytes) -> list[bytes]:
        """Return every value of a field, unfolded and trimmed."""
        return [unfold(value) for value in self.fields.get(name, ())]


def unfold(value: bytes) -> bytes:
    """Return a field's value on one line, trimmed."""
    return _NEWLINES.sub(b"", value).strip() if b"\n" in value else value.strip()


def read(raw: bytes, start: int, end: int) -> tuple[Headers, int]:
    """Return the headers that begin at `start`, and where the body begins."""
    stop, body = _block_end(raw, start, end)
    headers = Headers()
    is_cut = stop - start > MAX_HEADER_BYTES
    if is_cut:
        headers.problems.append("headers-too-long")
    rest = _collect(headers, raw, start, stop)
    if is_cut:
        _shorten(headers.fields)
    if not is_cut and raw[rest:stop].strip():
        body = rest
    return headers, body


def _block_end(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Return where the header block ends and where the body begins."""
    if raw.startswith((b"\n", b"\r\n"), start, end):
        return start, min(raw.index(b"\n", start) + 1, end)
    bare = raw.find(b"\n\n", start, end)
    full = raw.find(b"\n\r\n", start, end if bare < 0 else bare)
    if full >= 0:
        return full + 1, full + 3
    return (bare + 1, bare + 2) if bare >= 0 else (end, end)


def _collect(headers: Headers, raw: bytes, start: int, stop: int) -> int:
    """Fill in the fields; return where what follows is no field any more."""
    found = _FIELD.findall(raw, start, stop)
    if len(found) > MAX_HEADERS or not _is_all(found, raw, start, stop):
        return _collect_odd(headers, raw, start, stop)
    fields = headers.fields
    for name, value in found:
        fields.setdefault(name.lower(), []).append(value)
    return stop


def _is_all(found: Sequence[tuple[bytes, bytes]], raw: bytes, start: int, stop: int) -> bool:
    """Tell whether fields are all there is: every line of the block belongs to one."""
    lines = raw.count(b"\n", start, stop) + (stop > start and raw[stop - 1] != _NEWLINE)
    return lines == len(found) + b"".join([value for _, value in found]).count(b"\n")


def _collect_odd(headers: Headers, raw: bytes, start: int, stop: int) -> int:
    """Fill in the fields of a block in which there is more than fields, or too many."""
    fields = headers.fields
    expected, last_known = start, -1
    for count, match in enumerate(_FIELD.finditer(raw, start, stop)):
        begins, ends = match.span()
        if begins != expected:
            last_known = _last_known(raw, start, stop) if last_known < 0 else last_known
            if begins > last_known:
                return expected
        if count == MAX_HEADERS:
            headers.problems.append("too-many-headers")
            return stop
        expected = ends + 1
        name, value = match.groups()
        fields.setdefault(name.lower(), []).append(value)
    return expected


def _shorten(fields: dict[bytes, list[bytes]]) -> None:
    """Cut values to the limit of the block; what comes last still keeps its first bytes."""
    room = MAX_HEADER_BYTES
    for values in fields.values():
        for index, value in enumerate(values):
            values[index] = value[: max(room, _ALWAYS_KEPT_BYTES)]
            room -= len(values[index])


def _last_known(raw: bytes, start: int, stop: int) -> int:
    """Return where the last field stands that only a header block has; 0 without one."""
    return max((match.start() for match in _KNOWN.finditer(raw, start, stop)), default=0)
