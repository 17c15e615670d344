"""People's names: cut into first and last, and down to initials."""

from __future__ import annotations

import re
from typing import Final

from kartotek.lib.text import fold

_TITLES: Final = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "doc", "docent", "ing", "dipl", "ir", "sir",
    "madam", "herr", "frau", "sn", "sayin", "av", "uzm", "op", "yrd", "ogr", "uyesi", "mim", "muh",
    "ecz", "dt",
})  # fmt: skip
_COURTESIES: Final = frozenset({"bey", "hanim", "beyefendi", "hanimefendi"})
_PARTICLES: Final = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten",
    "ter", "bin", "ibn", "al", "el", "abu", "st", "zu", "zur",
})  # fmt: skip
_COMPANY_FORMS: Final = frozenset({
    "as", "ltd", "sti", "inc", "llc", "gmbh", "ag", "sa", "sarl", "bv", "nv", "oy", "ab", "plc",
    "co", "corp", "san", "tic", "limited", "sirketi", "kg", "spa", "srl",
})  # fmt: skip
_ASIDE: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")


def split_name(full: str) -> tuple[str, str]:
    """Return first and last name: titles and courtesies dropped, "Yılmaz, Ayşe" turned round.

    A single word is a first name. Particles (van, de, bin) begin the last name.
    """
    cleaned = _ASIDE.sub(" ", full).strip().strip("\"'").strip()
    before, comma, after = (part.strip() for part in cleaned.partition(","))
    first_words, last_words = _without_titles(after), _without_titles(before)
    if comma and first_words and last_words:
        return " ".join(first_words), " ".join(last_words)
    words = last_words or first_words or cleaned.split()
    cut = _start_of_last_name(words)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _without_titles(text: str) -> list[str]:
    """Return the words of a name without the titles before and the courtesies behind it."""
    words = [word for part in text.split() for word in _loosened(part)]
    while len(words) > 1 and _bare(words[0]) in _TITLES:
        words = words[1:]
    while len(words) > 1 and _bare(words[-1]) in _COURTESIES:
        words = words[:-1]
    return [] if len(words) == 1 and _bare(words[0]) in _TITLES else words


def _loosened(word: str) -> list[str]:
    """Return a word, or its parts where a title is glued to what follows (Dr.Ayşe)."""
    head, dot, tail = word.partition(".")
    return [head + dot, *_loosened(tail)] if dot and tail and _bare(head) in _TITLES else [word]


def _start_of_last_name(words: list[str]) -> int:
    """Return at which word the last name begins."""
    if len(words) < 2:
        return len(words)
    for place, word in enumerate(words[1:-1], start=1):
        # A capital particle in the middle is a middle name more often than not (Ali Al Khan is
        # rarer than Maria De Luca is common), so only a lower-case one counts.
        if word in _PARTICLES:
            return place
    return len(words) - 1


def initials(name: str, language: str) -> str:
    """Return one or two capital letters for a name, in the capitals of the language."""
    words = [word for word in re.split(r"[\s,;]+", _ASIDE.sub(" ", name)) if word[:1].isalnum()]
    words = [word for word in words if _bare(word) not in _COMPANY_FORMS] or words
    ends = words[:1] + words[1:][-1:]
    return "".join(_capital(word[0], language) for word in ends)


def _capital(letter: str, language: str) -> str:
    """Return the capital of a letter; a Turkish i keeps its dot."""
    if letter == "i" and language.startswith("tr"):
        return "İ"
    return letter.upper()[0]


def _bare(word: str) -> str:
    """Return a word folded and without its dots."""
    return fold(word).replace(".", "")
