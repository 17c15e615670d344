"""Content-Type and Content-Disposition: the token and its parameters.

Source: RFC 2045 section 5.1, RFC 2183, RFC 2231 (parts and charsets of values), and what
mailers send: encoded words and raw bytes in file names, missing quotes, missing semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from kartotek.mail.mime.charsets import Hint, decode
from kartotek.mail.mime.limits import MAX_FILENAME_CHARS, MAX_PARAMETERS, MAX_TOKEN_CHARS
from kartotek.mail.mime.words import text_of

_PARAMETER: Final = re.compile(
    rb'(?:\A|[;\s])([^\s=;"()<>@,:\\/\[\]?]+)\s*=\s*'
    rb'(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^;"]*))',
    re.DOTALL,
)
_ESCAPED: Final = re.compile(rb"\\(.)", re.DOTALL)
_SECTION: Final = re.compile(rb"(.+?)\*(?:(\d{1,4})(\*)?)?\Z", re.DOTALL)
_TOKEN: Final = re.compile(r"[^\s;,\"()<>]+")
_UNFIT_IN_NAMES: Final = re.compile(r"[/\\:\x00-\x1f]+")
_OFTEN_BYTES: Final = 60
"""Values up to this length repeat from mail to mail; longer ones hold boundaries and names."""


class Parameterized(NamedTuple):
    """A token in lower case and its parameters, still bytes, by name in lower case."""

    value: str
    parameters: Mapping[bytes, bytes]

    def text(self, name: bytes) -> str:
        """Return a parameter that is a token by its nature, in lower case."""
        value = self.parameters.get(name)
        return _as_token(value) if value else ""


@lru_cache(maxsize=512)
def _as_token(value: bytes) -> str:
    """Return a value as a token in lower case; the same few are met all the time."""
    return decode(value).strip().lower()[:MAX_TOKEN_CHARS]


def read(value: bytes) -> Parameterized:
    """Return the token and at most 100 parameters of an unfolded header value."""
    return _read_often(value) if len(value) <= _OFTEN_BYTES else _read_lately(value)


def _read(value: bytes) -> Parameterized:
    """Return the token and parameters of a value."""
    head, _, tail = value.partition(b";")
    token = _TOKEN.match(decode(head).strip().lower())
    parameters: dict[bytes, bytes] = {}
    for number, match in enumerate(_PARAMETER.finditer(tail)):
        if number == MAX_PARAMETERS:
            break
        parameters.setdefault(match[1].lower(), _value(match[2], match[3]))
    return Parameterized(token[0][:MAX_TOKEN_CHARS] if token else "", parameters)


_read_often = lru_cache(maxsize=512)(_read)
# Each part of a message is asked for its own several times.
_read_lately = lru_cache(maxsize=16)(_read)


def _value(quoted: bytes | None, bare: bytes | None) -> bytes:
    """Return a parameter's value without its quotes."""
    if quoted is not None:
        return _ESCAPED.sub(rb"\1", quoted) if b"\\" in quoted else quoted
    return (bare or b"").strip()


def filename(disposition: Parameterized, content_type: Parameterized, hint: Hint) -> str:
    """Return the file name of a part, fit to be saved under; empty when it has none."""
    for parameters, name in (
        (disposition.parameters, b"filename"),
        (content_type.parameters, b"name"),
    ):
        found = _joined(parameters, name, hint) if parameters else ""
        if found:
            return fit(found)
    return ""


def _joined(parameters: Mapping[bytes, bytes], name: bytes, hint: Hint) -> str:
    """Return a parameter's text, put together from its numbered sections (RFC 2231)."""
    sections: dict[int, tuple[bytes, bool]] = {}
    for key, value in parameters.items():
        match = _SECTION.match(key)
        if match and match[1] == name:
            is_encoded = match[3] is not None or match[2] is None
            sections.setdefault(int(match[2] or 0), (value, is_encoded))
    if sections:
        return _decoded([sections[number] for number in sorted(sections)], hint)
    return text_of(parameters.get(name, b""), hint)


def _decoded(sections: list[tuple[bytes, bool]], hint: Hint) -> str:
    """Return the text of sections; the first may name the charset as in `utf-8'tr'...`."""
    label = ""
    first, is_encoded = sections[0]
    if is_encoded and first.count(b"'") >= 2:
        charset, _, first = first.split(b"'", 2)
        label = charset.decode("ascii", "replace")
        sections = [(first, True), *sections[1:]]
    if not label and not any(is_encoded for _, is_encoded in sections):
        return text_of(b"".join(value for value, _ in sections), hint)
    data = b"".join(unquote_to_bytes(value) if encoded else value for value, encoded in sections)
    return text_of(decode(data, label or hint.charset, hint.language).encode())


def fit(name: str) -> str:
    """Return a file name that is one path element everywhere, its ending kept."""
    name = _UNFIT_IN_NAMES.sub("_", name).strip(". ")
    if len(name) <= MAX_FILENAME_CHARS:
        return name
    stem, dot, ending = name.rpartition(".")
    kept = MAX_FILENAME_CHARS - len(ending) - 1
    return f"{stem[:kept]}.{ending}" if dot and len(ending) < 20 else name[:MAX_FILENAME_CHARS]
