"""An email read from its bytes: the door to this package.

Nothing that a server accepted is refused: what cannot be read is left out, and `problems`
says so. The same bytes always give the same values.

Source: RFC 5322, RFC 2045 to 2049, RFC 3834 section 5 (Auto-Submitted), RFC 2919 (List-Id),
RFC 2369 (List-Unsubscribe), MS-OXCMAIL (X-Auto-Response-Suppress, Thread-Topic).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final, NamedTuple

from kartotek.errors import Corrupt
from kartotek.lib.addresses import Address
from kartotek.mail.mime import (
    bodies,
    dates,
    fingerprints,
    identifiers,
    parameters,
    quotes,
    subjects,
    tree,
)
from kartotek.mail.mime.bodies import Bodies
from kartotek.mail.mime.charsets import Hint
from kartotek.mail.mime.headers import Headers
from kartotek.mail.mime.limits import (
    MAX_ADDRESS_CHARS,
    MAX_HEADER_BYTES,
    MAX_MESSAGE_BYTES,
    MAX_QUOTED_LINES,
    MAX_RECIPIENTS,
    MAX_SUBJECT_CHARS,
    MAX_TOKEN_CHARS,
    SNIPPET_CHARS,
    STUB_BYTES,
)
from kartotek.mail.mime.mailboxes import Reader
from kartotek.mail.mime.quotes import Reading
from kartotek.mail.mime.tree import Part
from kartotek.mail.mime.values import Body, ParsedMessage, PartContent
from kartotek.mail.mime.words import text_of, tidy

_ANGLE: Final = re.compile(r"<([^<>]*)>")
_MAX_PROBLEMS: Final = 12
_END_OF_TOKEN: Final = re.compile(r"[\s;(,]")


def parse(raw: bytes, *, language: str = "", reads_all: bool = True) -> ParsedMessage:
    """Return everything that is known about an email.

    Args:
        raw: as it came from the server; CRLF or LF line ends.
        language: two letters, the language the company works in; breaks ties of charsets.
        reads_all: without it, what threading and linking mostly do without is left out: HTML
            that stands beside a text, and where the header names what is answered, all but the
            first fingerprint of what is quoted.

    Raises:
        Corrupt: there is nothing in it at all.
    """
    problems: list[str] = []
    is_too_large = len(raw) > MAX_MESSAGE_BYTES
    root = _grow(raw[: MAX_HEADER_BYTES + STUB_BYTES] if is_too_large else raw, problems)
    hint = bodies.hint_of(root, language)
    found = bodies.read(root, hint, problems, reads_html=reads_all)
    if is_too_large:
        problems.insert(0, "too-large")
        found.attachments.clear()
        found.body_hash = sha256(raw[root.start :].replace(b"\r\n", b"\n")).hexdigest()[:32]
    rest = _Rest(found, hint, problems, len(raw))
    return _message(root.headers, rest, reads_all=reads_all)


def part(raw: bytes, index: int, *, language: str = "") -> PartContent:
    """Return one part, decoded.

    Args:
        index: of an Attachment of this very message.

    Raises:
        Corrupt: there is no such part.
    """
    root = _grow(raw, [])
    found = bodies.content(root, index, bodies.hint_of(root, language))
    if found is None:
        message = f"The message has no part {index}."
        raise Corrupt(message)
    return found


def read_body(raw: bytes, *, language: str = "") -> Body:
    """Return the text of a message in both forms, for showing it.

    Raises:
        Corrupt: there is nothing in it at all.
    """
    cut = raw[: MAX_HEADER_BYTES + STUB_BYTES] if len(raw) > MAX_MESSAGE_BYTES else raw
    root = _grow(cut, [])
    found = bodies.read_texts(root, bodies.hint_of(root, language))
    return Body(found.text, found.html)


def _grow(raw: bytes, problems: list[str]) -> Part:
    """Return the tree of a message; old Macintosh line ends are made line feeds."""
    if not raw.strip(b"\0 \t\r\n"):
        message = "There is nothing in this message."
        raise Corrupt(message)
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return tree.grow(raw, problems)


class _People(NamedTuple):
    """Everybody named in the header."""

    from_: tuple[Address, ...]
    sender: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    recipient_count: int


def _people(fields: Headers, hint: Hint) -> _People:
    """Return everybody named; of two From fields only the first is believed."""
    reader = Reader(hint, MAX_RECIPIENTS)
    from_ = reader.read(fields.all(b"from")[:1])
    sender, reply_to = (reader.read(fields.all(name)) for name in (b"sender", b"reply-to"))
    before = reader.count
    to, cc, bcc = (reader.read(fields.all(name)) for name in (b"to", b"cc", b"bcc"))
    return _People(from_, sender, reply_to, to, cc, bcc, reader.count - before)


class _Rest(NamedTuple):
    """What was found of a message beside its header."""

    found: Bodies
    hint: Hint
    problems: list[str]
    size_bytes: int


def _message(fields: Headers, rest: _Rest, *, reads_all: bool) -> ParsedMessage:
    """Return the values of a message from its headers and bodies."""
    found, hint, problems, size_bytes = rest
    in_reply_to = identifiers.references(fields.all(b"in-reply-to"))
    references = identifiers.references(fields.all(b"references"))
    people = _people(fields, hint)
    subject = text_of(fields.first(b"subject"), hint)[:MAX_SUBJECT_CHARS]
    about = subjects.read(subject)
    content_type = parameters.read(fields.first(b"content-type"))
    reading = quotes.read(found.text)
    is_placed = not reads_all and bool(references or in_reply_to)
    own_lines, quoted_lines = fingerprints.of(
        reading, most_quoted=1 if is_placed else MAX_QUOTED_LINES
    )
    date = next(filter(None, map(dates.read, map(text_of, fields.all(b"date")))), None)
    message_id = identifiers.message_id(fields.first(b"message-id"))
    return ParsedMessage(
        message_id=message_id,
        in_reply_to=in_reply_to,
        references=references,
        subject=subject,
        base_subject=about.base,
        is_reply_subject=about.is_reply,
        is_forward_subject=about.is_forward,
        date=date,
        from_=people.from_,
        sender=people.sender,
        reply_to=people.reply_to,
        to=people.to,
        cc=people.cc,
        bcc=people.bcc,
        recipient_count=people.recipient_count,
        thread_index=identifiers.thread_index(fields.first(b"thread-index")),
        thread_topic=text_of(fields.first(b"thread-topic"), hint)[:MAX_SUBJECT_CHARS],
        auto_submitted=_token(fields, b"auto-submitted"),
        precedence=_token(fields, b"precedence"),
        list_id=_list_id(fields),
        list_unsubscribe=bool(fields.first(b"list-unsubscribe")),
        return_path=_return_path(fields),
        content_type=content_type.value or "text/plain",
        report_type=content_type.text(b"report-type"),
        x_auto_response_suppress=_short(fields, b"x-auto-response-suppress"),
        calendar_method=found.calendar_method,
        text=found.text,
        html=found.html,
        snippet=_snippet(reading),
        attachments=tuple(found.attachments),
        own_lines=own_lines,
        quoted_lines=quoted_lines,
        has_attribution=reading.has_attribution,
        body_hash=found.body_hash,
        size_bytes=size_bytes,
        problems=_codes(
            [
                *problems,
                "" if message_id else "no-message-id",
                "" if date else "no-date",
                "" if people.from_ else "no-from",
                "many-from" if len(fields.all(b"from")) > 1 else "",
                "too-many-recipients" if people.recipient_count > MAX_RECIPIENTS else "",
            ]
        ),
    )


def _codes(problems: Iterable[str]) -> tuple[str, ...]:
    """Return each code once, in the order met."""
    return tuple(code for code in dict.fromkeys(problems) if code)[:_MAX_PROBLEMS]


def _short(fields: Headers, name: bytes) -> str:
    """Return a field that is short in honest mail."""
    return text_of(fields.first(name))[:MAX_TOKEN_CHARS]


def _token(fields: Headers, name: bytes) -> str:
    """Return the first word of a field in lower case, without comments and parameters."""
    return _END_OF_TOKEN.split(_short(fields, name).lower(), maxsplit=1)[0]


def _list_id(fields: Headers) -> str:
    """Return the id of the mailing list in lower case; empty when it came by none."""
    value = _short(fields, b"list-id")
    found = _ANGLE.search(value)
    return (found[1] if found else value).strip().lower()


def _return_path(fields: Headers) -> str:
    """Return the envelope sender; `<>` for the empty one that notices are sent with."""
    value = text_of(fields.first(b"return-path"))[:MAX_ADDRESS_CHARS]
    found = _ANGLE.search(value)
    return (found[1].strip() or "<>") if found else value


def _snippet(reading: Reading) -> str:
    """Return the beginning of what the sender wrote on one line, else of what he quotes."""
    for wanted in ("own", "quoted"):
        words = " ".join(_first_lines(reading, wanted)).split()
        if words:
            text = tidy(" ".join(words).lstrip("> "))
            return text[:SNIPPET_CHARS].rstrip()
    return ""


def _first_lines(reading: Reading, kind: str) -> Iterator[str]:
    """Yield lines of one kind until there is enough for a snippet."""
    room = SNIPPET_CHARS
    for line, its_kind in zip(reading.lines, reading.kinds, strict=True):
        if its_kind == kind and line and not line.isspace():
            yield line[:SNIPPET_CHARS].strip()
            room -= len(line)
            if room <= 0:
                return
