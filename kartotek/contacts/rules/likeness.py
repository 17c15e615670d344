"""How alike two names, or two postal addresses, are; marks, case and order make no difference."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from kartotek.lib.names import split_name
from kartotek.lib.text import tokens

COMPANY_FORMS = frozenset({
    "as", "ltd", "sti", "inc", "llc", "gmbh", "ag", "sa", "sarl", "bv", "nv", "oy", "ab", "plc",
    "co", "corp", "san", "tic", "ve", "limited", "sirketi", "anonim", "company", "kg", "spa",
    "srl", "the", "and",
})  # fmt: skip

# Written out and cut short alike: cad. is caddesi, and "no" says nothing at all.
PLACE_WORDS = {
    "caddesi": "cad", "cd": "cad", "street": "st", "str": "st", "strasse": "st", "sokak": "sok",
    "sokagi": "sok", "sk": "sok", "mahallesi": "mah", "mh": "mah", "bulvari": "blv",
    "boulevard": "blv", "avenue": "ave", "av": "ave", "road": "rd", "apartmani": "apt",
    "kat": "", "no": "", "daire": "", "floor": "",
}  # fmt: skip

_VOWELS = re.compile(r"[aeiou]")
_DOUBLES = re.compile(r"(.)\1+")


def person_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, without titles and courtesies."""
    first, last = split_name(name)
    return tuple(tokens(f"{first} {last}"))


def organization_words(name: str) -> tuple[str, ...]:
    """Return the folded words that tell an organization, without its legal form."""
    # "A.Ş." is one word, not two.
    words = tokens(name.replace(".", ""))
    telling = tuple(word for word in words if word not in COMPANY_FORMS)
    return telling or tuple(words)


def place_words(place: str) -> tuple[str, ...]:
    """Return the folded words of a postal address in their short spelling, in order of letters."""
    words = (PLACE_WORDS.get(word, word) for word in tokens(place))
    return tuple(sorted({word for word in words if word}))


def similarity(here: tuple[str, ...], there: tuple[str, ...]) -> float:
    """Return how alike two names are, 0 to 100, whatever the order of their words.

    Nothing is like what is empty, and names with different numbers are not alike: branch 12 is
    not branch 13.
    """
    if not here or not there or _numbers(here) != _numbers(there):
        return 0.0
    return fuzz.ratio(" ".join(sorted(here)), " ".join(sorted(there)))


def same_words(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Return whether two names are of the same words."""
    return bool(here) and sorted(here) == sorted(there)


def is_short_for(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Return whether one name of a person may be the other cut short: Z. Karaca, Zeynep.

    Whoever shares only a last name is another member of the family.
    """
    if not here or not there:
        return False
    if len(here) == 1 or len(there) == 1:
        return here[0] == there[0]
    if here[0] == there[0] and len(here[0]) > 1:
        return True
    is_initial = len(here[0]) == 1 or len(there[0]) == 1
    return is_initial and here[0][0] == there[0][0] and here[-1] == there[-1]


def same_place(here: str, there: str, threshold: float) -> bool:
    """Return whether two postal addresses are one place; the numbers in them must be the same."""
    return similarity(place_words(here), place_words(there)) >= threshold


def skeleton(word: str) -> str:
    """Return a folded word as most typing errors leave it: its first letter and consonants."""
    rest = _DOUBLES.sub(r"\1", _VOWELS.sub("", word[1:]))
    return word[:1] + rest


def _numbers(words: tuple[str, ...]) -> list[str]:
    return sorted(word for word in words if any(sign.isdigit() for sign in word))
