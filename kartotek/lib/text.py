"""Text made comparable: folded for search, keyed for sorting, shortened for showing.

Folding and splitting happen here and never in a database, so that SQLite and PostgreSQL find
and sort alike: neither knows that İ, I, ı and i are one letter to whoever searches.
"""

from __future__ import annotations

import unicodedata
from typing import Final

ELLIPSIS: Final = "…"

_SPELLINGS: Final = str.maketrans({
    "İ": "i", "I": "i", "ı": "i", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe",
    "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
    "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t", "ŋ": "n", "Ŋ": "n", "ə": "e",
    "Ə": "e",
})  # fmt: skip
"""Letters that no Unicode normalisation takes apart, spelled as people type them."""

_TURKISH_LETTERS: Final = str.maketrans({
    "c": "c0", "C": "c0", "ç": "c1", "Ç": "c1",
    "g": "g0", "G": "g0", "ğ": "g1", "Ğ": "g1",
    "ı": "i0", "I": "i0", "i": "i1", "İ": "i1",
    "o": "o0", "O": "o0", "ö": "o1", "Ö": "o1",
    "s": "s0", "S": "s0", "ş": "s1", "Ş": "s1",
    "u": "u0", "U": "u0", "ü": "u1", "Ü": "u1",
})  # fmt: skip
"""Twins of the Turkish alphabet. Both twins get a digit, so no longer word can slip between."""

_ASCII: Final = bytes(range(128))
_MANY_LETTERS: Final = 40
_BLANKED: Final = bytes(
    byte if byte > 127 or chr(byte).isalnum() else ord(" ") for byte in range(256)
)
_UNSEEN: Final = frozenset({"Cc", "Cs"})
"""Control characters, and halves of pairs that no database can keep."""


def _plainer(text: str) -> str:
    """Return text one step closer to small letters without marks."""
    apart = unicodedata.normalize("NFKD", text.translate(_SPELLINGS)).translate(_SPELLINGS)
    return "".join(part for part in apart.casefold() if not unicodedata.combining(part))


class _Folding(dict[int, str]):
    """A translation table that works out each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        """Return the folded spelling of one character, and remember it."""
        folded = chr(code)
        # Taking a letter apart can leave a capital, and lowering one can leave marks.
        while (plainer := _plainer(folded)) != folded:
            folded = plainer
        self[code] = folded
        return folded


_FOLDING: Final = _Folding()


def foreign_letters(text: str) -> set[str]:
    """Return every character of a text that is not ASCII."""
    # Bytes are sifted many times as fast as characters.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(rest.decode("utf-8", "surrogatepass"))


def lower_ascii(text: str) -> str:
    """Return text with the capitals of ASCII made small, and no others."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def fold(text: str) -> str:
    """Return text as search compares it: lower case, without marks, all four Turkish i alike."""
    if text.isascii():
        return text.lower()
    foreign = foreign_letters(text)
    if len(foreign) > _MANY_LETTERS:
        return text.translate(_FOLDING)
    # Most texts hold few letters beyond ASCII, and replacing those is far cheaper than asking
    # the table about every one. What a letter folds to folds to itself, so order is no matter.
    for letter in foreign:
        text = text.replace(letter, _FOLDING[ord(letter)])
    # Of bytes only ASCII is lowered: in some scripts the folded form is the capital.
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def one_line(text: str) -> str:
    """Return text on one line, without control characters and what no database can keep.

    Marks that turn the direction of writing stay: names in such scripts need them.
    """
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text)
    return " ".join(text.split())


def many_lines(text: str) -> str:
    """Return text of several lines, their ends alike, without what no database can keep."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN).strip()


def tokens(text: str) -> list[str]:
    """Return the folded words of a text; addresses and domains fall apart into words too."""
    folded = fold(text)
    if not folded.isascii():
        for letter in foreign_letters(folded):
            if not letter.isalnum():
                folded = folded.replace(letter, " ")
    # Of bytes a table blanks all signs in one go; no byte of a letter beyond ASCII is one.
    spaced = folded.encode("utf-8", "surrogatepass").translate(_BLANKED)
    return spaced.decode("utf-8", "surrogatepass").split()


def sort_key(text: str, language: str) -> str:
    """Return a string that sorts, compared by code point, as a dictionary of the language does.

    Case, punctuation and foreign marks make no difference. Turkish keeps its own letters apart:
    ç after c, ğ after g, ı before i, ö after o, ş after s, ü after u.
    """
    if language.startswith("tr"):
        text = unicodedata.normalize("NFC", text).translate(_TURKISH_LETTERS)
    return " ".join(tokens(text)) or text.strip()


def shorten(text: str, limit: int) -> str:
    """Return text on one line, cut at a word when it is longer than the limit.

    Args:
        limit: characters, the ellipsis included.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - len(ELLIPSIS)]
    at_word = cut.rpartition(" ")[0] if line[len(cut)] != " " else cut
    # A word that fills most of the line is cut inside rather than dropped.
    kept = at_word if len(at_word) * 2 > len(cut) else cut
    return kept.rstrip(" ,;:.-") + ELLIPSIS
