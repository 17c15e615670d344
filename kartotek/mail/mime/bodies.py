"""What a message says, and what is attached to it.

Source: RFC 2045 and 2046, RFC 2392 (cid), RFC 2447 (calendar invitations), RFC 3462 (reports),
RFC 8551 (S/MIME), RFC 3156 (PGP), MS-OXTNEF (winmail.dat).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from urllib.parse import unquote

from kartotek.mail.mime import headers, html_text, parameters
from kartotek.mail.mime.charsets import Hint, codec_named, decode
from kartotek.mail.mime.limits import MAX_HTML_CHARS, MAX_NAME_CHARS, MAX_TEXT_CHARS
from kartotek.mail.mime.plain_text import text_to_html
from kartotek.mail.mime.structure import Structure, sort_out
from kartotek.mail.mime.tree import Part
from kartotek.mail.mime.values import Attachment, PartContent
from kartotek.mail.mime.words import text_of

_MOST_BYTES_OF_A_CHARACTER: Final = 4
_CID: Final = re.compile(r"cid:([^\"'<>\s)]{1,500})", re.IGNORECASE)
_METHOD: Final = re.compile(
    rb"^METHOD[^:\r\n]{0,80}:[ \t]*([\w-]{1,20})", re.MULTILINE | re.IGNORECASE
)
_SAYS_NOTHING: Final = frozenset({"", "us-ascii", "ascii", "utf-8", "utf8"})
_KINDS: Final = {
    "application/ms-tnef": "tnef",
    "application/vnd.ms-tnef": "tnef",
    "application/pkcs7-mime": "smime",
    "application/x-pkcs7-mime": "smime",
    "application/pkcs7-signature": "signature",
    "application/x-pkcs7-signature": "signature",
    "application/pgp-signature": "signature",
    "application/pgp-encrypted": "pgp",
    "application/ics": "calendar",
    "text/calendar": "calendar",
    "message/rfc822": "message",
    "message/global": "message",
    "message/delivery-status": "report",
    "message/disposition-notification": "report",
    "message/feedback-report": "report",
    "text/rfc822-headers": "report",
}
_PROBLEMS: Final = {"tnef": "tnef", "pgp": "pgp-encrypted"}


@dataclass(slots=True)
class Bodies:
    """What was read of the parts of a message."""

    text: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    body_hash: str = ""
    calendar_method: str = ""


def hint_of(root: Part, language: str) -> Hint:
    """Return what helps to read unlabelled bytes: the first charset that says something."""
    for part in root.walk():
        charset = part.content_type.text(b"charset")
        if charset not in _SAYS_NOTHING and codec_named(charset):
            return Hint(charset, language)
    return Hint("", language)


def read(root: Part, hint: Hint, problems: list[str], *, reads_html: bool = True) -> Bodies:
    """Return text, HTML and attachments of a message; what is odd is added to `problems`.

    Args:
        root: the message.
        hint: what helps to read unlabelled bytes.
        problems: is added to.
        reads_html: without it HTML beside a text is left out, unless attachments stand in it.
    """
    structure = sort_out(root)
    reads_html = reads_html or any(
        b"content-id" in one.headers.fields for one in structure.attachments
    )
    bodies = _read_texts(structure, hint, problems, reads_html=reads_html)
    if not bodies.text and not structure.attachments:
        bodies.text = _undivided(root, hint)
    digest = sha256(" ".join(bodies.text.split()).encode())
    shown = _shown(bodies.html)
    for part in structure.attachments:
        content, is_whole = part.content()
        if not is_whole:
            problems.append("bad-base64")
        bodies.attachments.append(_attachment(part, len(content), shown, hint))
        digest.update(sha256(_same_everywhere(part, content)).digest())
        bodies.calendar_method = bodies.calendar_method or _method_of(part, content)
    problems += _kinds_of_problems(structure, bodies)
    bodies.body_hash = digest.hexdigest()[:32]
    return bodies


def read_texts(root: Part, hint: Hint) -> Bodies:
    """Return text and HTML of a message only."""
    structure = sort_out(root)
    bodies = _read_texts(structure, hint, [], reads_html=True)
    if not bodies.text and not structure.attachments:
        bodies.text = _undivided(root, hint)
    return bodies


def _read_texts(
    structure: Structure, hint: Hint, problems: list[str], *, reads_html: bool
) -> Bodies:
    """Return text and HTML; an empty text beside a full HTML is made of it."""
    texts = _Texts(hint, problems)
    text = texts.text(structure)
    html = texts.html(structure) if reads_html or not text else ""
    return Bodies(text=text or html_text.text_of(html), html=html)


def _undivided(root: Part, hint: Hint) -> str:
    """Return the raw body, to show at least that when nothing could be made of it."""
    raw = root.raw[root.start : root.end][:MAX_TEXT_CHARS]
    return decode(raw, hint.charset, hint.language).replace("\r\n", "\n").strip("\n")


def content(root: Part, index: int, hint: Hint) -> PartContent | None:
    """Return the part at a place in the walk; None when there is none."""
    part = next((part for part in root.walk() if part.index == index), None)
    if part is None:
        return None
    shown = _shown(_Texts(hint, []).html(sort_out(root)))
    decoded, _ = part.content()
    known = _attachment(part, len(decoded), shown, hint)
    return PartContent(decoded, known.filename, known.content_type, known.is_inline)


class _Texts:
    """Decodes the parts that are read in place, each once."""

    def __init__(self, hint: Hint, problems: list[str]) -> None:
        """Begin with nothing decoded."""
        self.hint = hint
        self.problems = problems
        self.decoded: dict[int, str] = {}

    def text(self, structure: Structure) -> str:
        """Return the plain text; of HTML what a reader sees of it."""
        pieces = (
            html_text.text_of(self.of(part)) if part.type == "text/html" else self.of(part)
            for part in structure.text
        )
        return self._joined(list(pieces), MAX_TEXT_CHARS)

    def html(self, structure: Structure) -> str:
        """Return the HTML; empty when no part of it is."""
        if not any(part.type == "text/html" for part in structure.html):
            return ""
        pieces = (
            self.of(part) if part.type == "text/html" else text_to_html(self.of(part))
            for part in structure.html
        )
        return self._joined(list(pieces), MAX_HTML_CHARS)

    def of(self, part: Part) -> str:
        """Return a part decoded, its lines ending in a line feed."""
        if part.index not in self.decoded:
            self.decoded[part.index] = self._decode(part)
        return self.decoded[part.index]

    def _decode(self, part: Part) -> str:
        """Return a part decoded for the first time."""
        data, is_whole = part.content()
        if not is_whole:
            self.problems.append("bad-base64")
        data = data[: MAX_TEXT_CHARS * _MOST_BYTES_OF_A_CHARACTER]
        text = decode(data, part.content_type.text(b"charset"), self.hint.language)
        if "\N{REPLACEMENT CHARACTER}" in text:
            self.problems.append("bad-charset")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _joined(self, pieces: list[str], most: int) -> str:
        """Return pieces one below the other, cut at the limit; nothing if all are blank."""
        joined = pieces[0] if len(pieces) == 1 else "\n".join(pieces)
        if len(joined) > most:
            self.problems.append("body-cut")
        return joined[:most] if joined.strip() else ""


def _shown(html: str) -> set[str]:
    """Return the Content-IDs that HTML shows in place."""
    return {unquote(found) for found in _CID.findall(html)} if "cid:" in html else set()


def _attachment(part: Part, size_bytes: int, shown: set[str], hint: Hint) -> Attachment:
    """Return what is known about a part that is not the text."""
    content_id = text_of(part.headers.first(b"content-id"), hint).strip("<> ")[:MAX_NAME_CHARS]
    filename = parameters.filename(part.disposition, part.content_type, hint)
    kind = _kind(part, filename)
    return Attachment(
        index=part.index,
        filename=filename or (_subject_as_filename(part, hint) if kind == "message" else ""),
        content_type=part.type,
        size_bytes=size_bytes,
        content_id=content_id,
        is_inline=bool(content_id) and content_id in shown,
        disposition=part.disposition.value,
        kind=kind,
    )


def _kind(part: Part, filename: str) -> str:
    """Return what a part is beyond its type."""
    if part.is_rest:
        return "rest"
    return "tnef" if filename.lower() == "winmail.dat" else _KINDS.get(part.type, "")


def _subject_as_filename(part: Part, hint: Hint) -> str:
    """Return a name for an attached message: its subject."""
    fields, _ = headers.read(part.raw, part.start, part.end)
    subject = text_of(fields.first(b"subject"), hint)
    return parameters.fit(f"{subject}.eml") if subject else ""


def _same_everywhere(part: Part, content: bytes) -> bytes:
    """Return the bytes of a part without what servers change on the way: ends of lines."""
    if part.type.startswith(("text/", "message/")):
        return content.replace(b"\r\n", b"\n").rstrip()
    return content


def _method_of(part: Part, content: bytes) -> str:
    """Return what a part asks or answers about a meeting; empty where it only describes one."""
    if _KINDS.get(part.type) != "calendar":
        return ""
    told = part.content_type.text(b"method")
    found = None if told else _METHOD.search(content[:4096])
    return (found[1].decode("ascii", "replace") if found else told).strip().lower()[:20]


def _kinds_of_problems(structure: Structure, bodies: Bodies) -> list[str]:
    """Return codes for what cannot be read although it was sent to be."""
    codes = [_PROBLEMS[found.kind] for found in bodies.attachments if found.kind in _PROBLEMS]
    for part in structure.attachments:
        if _KINDS.get(part.type) == "smime":
            is_signed = part.content_type.text(b"smime-type") == "signed-data"
            codes.append("smime-signed" if is_signed else "smime-encrypted")
    if bodies.text.startswith("-----BEGIN PGP MESSAGE"):
        codes.append("pgp-encrypted")
    return codes
