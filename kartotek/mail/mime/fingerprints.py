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
from kartotek.mail.mime.values import BlockKind

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
_MAX_LINE: Final = 2_000


def own_lines(reading: Reading) -> tuple[int, ...]:
    """Return the fingerprints of the first 60 lines long enough that the sender wrote."""
    return _of(reading, "own", MAX_OWN_LINES)


def quoted_lines(reading: Reading) -> tuple[int, ...]:
    """Return the fingerprints of the first 200 lines long enough that he quotes."""
    return _of(reading, "quoted", MAX_QUOTED_LINES)


def of_line(line: str) -> int | None:
    """Return the fingerprint of one line, a signed 64-bit number; None when it is too short."""
    return _of_folded(fold(line))


def _of_folded(line: str) -> int | None:
    """Return the fingerprint of a line that is folded already."""
    words = _BETWEEN_WORDS.sub(" ", line[:_MAX_LINE]).strip()
    if len(words) < MIN_FINGERPRINT_CHARS:
        return None
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def _of(reading: Reading, kind: BlockKind, most: int) -> tuple[int, ...]:
    """Return the fingerprints of the lines of one kind, each once, at most so many."""
    found: dict[int, None] = {}
    for line, its_kind in zip(reading.folded, reading.kinds, strict=True):
        if its_kind == kind and len(line) >= MIN_FINGERPRINT_CHARS:
            fingerprint = _of_folded(line)
            if fingerprint is not None:
                found[fingerprint] = None
                if len(found) == most:
                    break
    return tuple(found)
