"""Why a record was found, where its name alone does not tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kartotek.lib.text import ELLIPSIS, shorten, tokens
from kartotek.search.queries import Hit
from kartotek.search.readers import Part, read
from kartotek.search.words import Asked, asked, phone_words
from kartotek.users.viewer import Viewer

AROUND = 40
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Reason:
    """What of a record has the words: `field` is the word for it, such as `email`."""

    field: str
    text: str


def reasons(hits: Iterable[Hit], text: str, *, viewer: Viewer) -> dict[tuple[str, int], Reason]:
    """Return why each hit was found, by kind and id; those found by their name are left out."""
    wanted = asked(text)
    unnamed: dict[str, list[int]] = defaultdict(list)
    titles: dict[tuple[str, int], str] = {}
    for hit in hits:
        if _missing(wanted, hit.title):
            unnamed[hit.kind].append(hit.id)
            titles[hit.kind, hit.id] = hit.title
    found: dict[tuple[str, int], Reason] = {}
    for kind, ids in unnamed.items():
        for one in read(kind, ids, company_id=viewer.company_id):
            part = _first([*one.reached, *one.said], wanted, titles[kind, one.id])
            if part is not None:
                found[kind, one.id] = Reason(part.field, _around(part.text, wanted))
    return found


def _first(parts: Iterable[Part], wanted: Asked, title: str) -> Part | None:
    """Return the part that has most of the words the title lacks."""
    missing = _missing(wanted, title)
    best: tuple[int, Part] | None = None
    for part in parts:
        if wanted.digits and part.field == "phone" and _rings(part.text, wanted.digits):
            return part
        lacks = len([word for word in missing if not _has(tokens(part.text), word)])
        has = len(missing) - lacks
        if has and (best is None or has > best[0]):
            best = has, part
    return best[1] if best else None


def _rings(number: str, digits: str) -> bool:
    return any(way.startswith(digits) for way in phone_words(number))


def _missing(wanted: Asked, title: str) -> list[str]:
    words = tokens(title)
    return [word for word in wanted.words if not _has(words, word)]


def _has(words: Iterable[str], begun: str) -> bool:
    return any(word.startswith(begun) for word in words)


def _around(text: str, wanted: Asked) -> str:
    """Return a long text from shortly before the first word that was asked for."""
    if len(text) <= LONGEST:
        return shorten(text, LONGEST)
    words = text.split()
    at = next((n for n, word in enumerate(words) if _any_begins(word, wanted)), 0)
    before = len(" ".join(words[:at]))
    if before <= AROUND:
        return shorten(text, LONGEST)
    return shorten(f"{ELLIPSIS} {' '.join(words[max(0, at - 4) :])}", LONGEST)


def _any_begins(text: str, wanted: Asked) -> bool:
    return any(_has(tokens(text), word) for word in wanted.words)
