"""Lines reduced to numbers, so that a quoted line finds the message it was written in.

Marks, blanks, punctuation and case are left out: mailers change them when they quote.

Source: measured on public lists (engineering notes on threading); BLAKE2, RFC 7693.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

from kartotek.mail.mime.limits import MAX_OWN_LINES, MAX_QUOTED_LINES, MIN_FINGERPRINT_CHARS
from kartotek.mail.mime.quote_lines import fold
from kartotek.mail.mime.quotes import Reading

_SIGNS: Final = re.compile(r"[^\w\x00-\x7f]")
_ASCII_SIGNS: Final = bytes(
    byte if byte > 127 or chr(byte).isalnum() or byte == 10 else 32 for byte in range(256)
)
_MAX_LINE: Final = 2_000


def of(reading: Reading) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the fingerprints of lines long enough, each once: of written and of quoted ones.

    The first 60 that the sender wrote, and the first 200 that he quotes.
    """
    # All lines at once: most of the work on a line would be beginning it.
    lines = _spaced("\n".join(reading.folded)).split("\n")
    written, quoted = _Found(MAX_OWN_LINES), _Found(MAX_QUOTED_LINES)
    by_kind = {"own": written, "quoted": quoted}
    for line, kind in zip(lines, reading.kinds, strict=True):
        if len(line) >= MIN_FINGERPRINT_CHARS and kind in by_kind:
            by_kind[kind].add(line)
    return tuple(written.numbers), tuple(quoted.numbers)


def of_line(line: str) -> int | None:
    """Return the fingerprint of one line, a signed 64-bit number; None when it is too short."""
    return _of_spaced(_spaced(fold(line)))


class _Found:
    """Fingerprints in the order they were found, up to a number of them."""

    def __init__(self, most: int) -> None:
        """Begin with none."""
        self.most = most
        self.numbers: dict[int, None] = {}

    def add(self, line: str) -> None:
        """Add the fingerprint of a line that is long enough, while there is room."""
        if len(self.numbers) < self.most and (number := _of_spaced(line)) is not None:
            self.numbers[number] = None


def _spaced(text: str) -> str:
    """Return folded text with a blank for each sign that belongs to no word; lines stay lines."""
    if not text.isascii():
        text = _SIGNS.sub(" ", text)
    raw = text.encode("utf-8", "surrogatepass").translate(_ASCII_SIGNS)
    return raw.decode("utf-8", "surrogatepass")


def _of_spaced(line: str) -> int | None:
    """Return the fingerprint of a line whose signs are blanks by now."""
    words = " ".join(line[:_MAX_LINE].split())
    if len(words) < MIN_FINGERPRINT_CHARS:
        return None
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)
