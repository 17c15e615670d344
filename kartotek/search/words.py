"""From text to the words of the index and back to a query, the same on every database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import phonenumbers

from kartotek.lib.text import tokens

MAX_WORD = 64
NAMED: Final = "zzn"
PHONE: Final = "zzp"
MAX_WORDS = 12
LEAST_DIGITS: Final = 3
_PHONE: Final = re.compile(r"[\d\s()+./-]+")


def document_text(parts: Iterable[str], marks: Iterable[str]) -> str:
    """Return the searchable words of a record: its marks, then its folded words, each once.

    Args:
        parts: texts as they are.
        marks: of `marks.py`, which narrow a search inside the index.
    """
    words: Iterable[str] = dict.fromkeys(tokens("\n".join(parts)))
    if max(map(len, words), default=0) > MAX_WORD:
        words = [word[:MAX_WORD] for word in words]
    return " ".join((*marks, *words))


def words_of(text: str) -> list[str]:
    """Return the words of what somebody typed; marks cannot be typed."""
    return [word[:MAX_WORD] for word in tokens(text) if not word.startswith("zz")]


def fts5_query(all_of: Sequence[str], any_of: Sequence[str], words: Sequence[str]) -> str:
    """Return the FTS5 query: all marks, any of the others, all words, the last as a beginning."""
    parts = [f'"{word}"' for word in (*all_of, *words[:-1])]
    if any_of:
        parts.append("(" + " OR ".join(f'"{word}"' for word in any_of) + ")")
    if words:
        parts.append(f'"{words[-1]}" *')
    return " AND ".join(parts)


def tsquery(all_of: Sequence[str], any_of: Sequence[str], words: Sequence[str]) -> str:
    """Return the same query in PostgreSQL's form; words hold letters and digits only."""
    parts = [f"'{word}'" for word in (*all_of, *words[:-1])]
    if any_of:
        parts.append("(" + " | ".join(f"'{word}'" for word in any_of) + ")")
    if words:
        parts.append(f"'{words[-1]}':*")
    return " & ".join(parts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed: words, each of which may be a beginning, and digits of a phone."""

    words: tuple[str, ...] = ()
    digits: str = ""


def asked(text: str) -> Asked:
    """Return what is asked for by typed text; nothing for a single letter of an alphabet."""
    words = tuple(words_of(text)[:MAX_WORDS])
    if sum(map(len, words)) < 2 and text.isascii():
        return Asked()
    return Asked(words, dialled(text))


def dialled(text: str) -> str:
    """Return the digits of typed text that looks like a phone number; nothing otherwise."""
    digits = "".join(filter(str.isdigit, text))
    if len(digits) < LEAST_DIGITS or not digits.isascii() or not _PHONE.fullmatch(text.strip()):
        return ""
    return digits.removeprefix("00") or digits


def phone_words(number: str) -> list[str]:
    """Return the ways a phone number may be typed: from abroad, at home, and its last digits.

    Args:
        number: in E.164, or as typed where it cannot be read.
    """
    digits = "".join(filter(str.isdigit, number))
    ways = [digits]
    if number.startswith("+"):
        national = digits.removeprefix(_country_code(number))
        ways += [national, f"0{national}"]
    ways += [digits[-count:] for count in (7, 4) if len(digits) > count]
    return list(dict.fromkeys(filter(None, ways)))


def _country_code(number: str) -> str:
    try:
        return str(phonenumbers.parse(number).country_code)
    except phonenumbers.NumberParseException:
        return ""


def record_text(
    title: str, *, reached: Iterable[str], phones: Iterable[str], said: Iterable[str], marks: str
) -> str:
    """Return the searchable words of a record.

    Those of its name are there a second time, marked, so that a search finds names first; so are
    the ways its phones may be typed.
    """
    named = [f"{NAMED}{word[:MAX_WORD]}" for word in tokens(title)]
    ways = [f"{PHONE}{way[:MAX_WORD]}" for number in phones for way in phone_words(number)]
    return document_text((title, *reached, *phones, *said), (marks, *named, *ways))


def record_fts5(
    asked_for: Asked, *, kinds: Collection[str], seen: Collection[str], is_named: bool
) -> str:
    """Return the FTS5 query for records: marks, and every word as a beginning.

    Args:
        asked_for: what was typed.
        kinds: marks of the kinds of record.
        seen: marks of which each document seen carries one.
        is_named: whether all words must be of the name.
    """
    words = " AND ".join(_beginning(word, is_named) for word in asked_for.words)
    wanted = [f"({words})"]
    if asked_for.digits and not is_named:
        wanted.append(f'"{PHONE}{asked_for.digits}" *')
    some = [" OR ".join(f'"{mark}"' for mark in marks) for marks in (kinds, seen)]
    return " AND ".join(f"({one})" for one in (*some, " OR ".join(wanted)))


def record_tsquery(
    asked_for: Asked, *, kinds: Collection[str], seen: Collection[str], is_named: bool
) -> str:
    """Return the same query in PostgreSQL's form."""
    begin = NAMED if is_named else ""
    words = " & ".join(f"'{begin}{word}':*" for word in asked_for.words)
    wanted = [f"({words})"]
    if asked_for.digits and not is_named:
        wanted.append(f"'{PHONE}{asked_for.digits}':*")
    some = [" | ".join(f"'{mark}'" for mark in marks) for marks in (kinds, seen)]
    return " & ".join(f"({one})" for one in (*some, " | ".join(wanted)))


def _beginning(word: str, is_named: bool) -> str:  # noqa: FBT001  Of this module alone.
    begun = f'"{NAMED if is_named else ""}{word}"'
    return f"{begun} *" if len(word) > 1 or not word.isascii() else begun
