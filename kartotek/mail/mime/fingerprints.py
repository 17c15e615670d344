"""Text reduced to numbers, so that what is quoted finds the message it was written in.

    paragraph -> words without marks, signs and case -> pieces -> numbers

Mailers break lines anew when they quote, so a line is no unit. A piece ends where the words say
so: 40 bytes from its beginning or later, at the first word that ends in one of a few bytes.
However the lines are broken, and wherever a quotation begins, the same text soon falls into the
same pieces.

Source: measured on public lists (engineering notes on threading); BLAKE2, RFC 7693; cutting by
content as in A. Muthitacharoen et al., "A low-bandwidth network file system" (2001).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sized
from hashlib import blake2b
from struct import unpack
from typing import Final

from kartotek.lib.text import foreign_letters
from kartotek.mail.mime.limits import MAX_OWN_LINES, MAX_QUOTED_LINES, MIN_FINGERPRINT_CHARS
from kartotek.mail.mime.quote_lines import fold
from kartotek.mail.mime.quotes import Reading

_SIGN: Final = re.compile(r"\W")
_ASCII_SIGNS: Final = bytes(
    byte if byte > 127 or chr(byte).isalnum() or byte == 10 else 32 for byte in range(256)
)
# What every few words end in: two letters, and of other scripts some last bytes.
_ENDS: Final = rb"dr\x80-\x8a\xb0-\xba"
_PIECES: Final = re.compile(
    rb".{40}(?:\S*[^\s%b] ){0,20}\S*(?: (?!.{25}).*| |\Z)|.{%d,}\Z" % (_ENDS, MIN_FINGERPRINT_CHARS)
)
_MAX_PARAGRAPH: Final = 20_000
# How deep a line is quoted stands within its first characters; deeper than that is all one.
_MARKS: Final = 6
_SIGNED: Final = -2
_OWN: Final = -1


def of(
    reading: Reading, *, most_quoted: int = MAX_QUOTED_LINES
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the fingerprints of pieces long enough, each once: of written and of quoted ones.

    Args:
        reading: of it the first 60 pieces that the sender wrote.
        most_quoted: how many of what he quotes, the first ones.
    """
    written: dict[int, None] = {}
    quoted: dict[int, None] = {}
    for depth, text in _paragraphs(reading, quoted, most_quoted):
        if depth == _OWN and len(written) < MAX_OWN_LINES:
            written.update(dict.fromkeys(_of_spaced(text)))
        elif depth >= 0 and len(quoted) < most_quoted:
            quoted.update(dict.fromkeys(_of_spaced(text)))
    return tuple(written)[:MAX_OWN_LINES], tuple(quoted)[:most_quoted]


def of_text(text: str) -> tuple[int, ...]:
    """Return the fingerprints of one paragraph, signed 64-bit numbers, in order."""
    return _of_spaced(_spaced(fold(text)))


def _paragraphs(reading: Reading, quoted: Sized, most_quoted: int) -> Iterator[tuple[int, bytes]]:
    """Yield lines that belong together, spaced, with how deep they are quoted; short ones not.

    As soon as enough is `quoted`, which whoever asks fills, quoted lines are passed over.
    """
    # All lines at once: most of the work on a line would be beginning it.
    spaced = _spaced("\n".join(reading.folded)).split(b"\n")
    last, lines = _SIGNED, list[bytes]()
    is_enough = False
    for line, raw, kind in zip(spaced, reading.folded, reading.kinds, strict=True):
        if kind == "own":
            depth = _OWN
        elif kind == "quoted" and not is_enough:
            depth = raw.count(">", 0, _MARKS)
        elif last == _SIGNED:
            continue
        else:
            depth = _SIGNED
        if depth != last or not line or line.isspace():
            text = b" ".join(lines)
            if len(text) >= MIN_FINGERPRINT_CHARS:
                yield last, text
                is_enough = len(quoted) >= most_quoted
            last, lines = depth, []
        if depth != _SIGNED:
            lines.append(line)
    yield last, b" ".join(lines)


def _of_spaced(text: bytes) -> tuple[int, ...]:
    """Return the fingerprints of the pieces of a paragraph whose signs are blanks by now."""
    words = b" ".join(text.split())
    if len(words) < MIN_FINGERPRINT_CHARS:
        return ()
    pieces = _PIECES.findall(words, 0, _MAX_PARAGRAPH)
    digests = b"".join([blake2b(piece, digest_size=8).digest() for piece in pieces])
    return unpack(f">{len(pieces)}q", digests)


def _spaced(text: str) -> bytes:
    """Return folded text with a blank for each sign that belongs to no word; lines stay lines."""
    if not text.isascii():
        for letter in foreign_letters(text):
            if _SIGN.match(letter):
                text = text.replace(letter, " ")
    return text.encode("utf-8", "surrogatepass").translate(_ASCII_SIGNS)
