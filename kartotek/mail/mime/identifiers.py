"""Message-IDs and what Outlook uses beside them.

Source: RFC 5322 section 3.6.4; MS-OXOMSG 2.2.1.3 (Thread-Index: 6 bytes of time, 16 of GUID).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kartotek.mail.mime.charsets import decode
from kartotek.mail.mime.limits import MAX_ID_CHARS, MAX_REFERENCES
from kartotek.mail.mime.transfer import unbase64
from kartotek.mail.mime.words import tidy

_BRACKETED: Final = re.compile(r"<([^<>]*)>")
_BETWEEN: Final = re.compile(r"[\s<>,;\"()]+")


def message_id(value: bytes) -> str:
    """Return the first id of a field without its brackets; empty when there is none."""
    found = _ids(decode(value))
    if found:
        return found[0]
    bare = "".join(tidy(decode(value)).strip("<>").split())
    return bare if len(bare) <= MAX_ID_CHARS else ""


def references(values: Iterable[bytes]) -> tuple[str, ...]:
    """Return the ids of a field, each once: the first, and the last 200."""
    found: dict[str, None] = {}
    for value in values:
        found.update(dict.fromkeys(_ids(decode(value))))
    ids = tuple(found)
    return ids if len(ids) <= MAX_REFERENCES else (ids[0], *ids[-MAX_REFERENCES:])


def _ids(text: str) -> list[str]:
    """Return the ids in a text; blanks within brackets come from folding and are left out."""
    candidates = _BRACKETED.findall(text) or [
        word for word in _BETWEEN.split(text) if "@" in word.strip("@")
    ]
    if not (text.isascii() and text.isprintable()):
        candidates = [tidy(candidate) for candidate in candidates]
    ids = ("".join(candidate.split()) for candidate in candidates)
    return [found for found in ids if 0 < len(found) <= MAX_ID_CHARS]


def thread_index(value: bytes) -> str:
    """Return the GUID an Outlook conversation shares, hexadecimal; empty when there is none."""
    if not value:
        return ""
    decoded, _ = unbase64(value)
    return decoded[6:22].hex() if len(decoded) >= 22 else ""
