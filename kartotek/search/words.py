"""From text to the words of the index and back to a query, the same on every database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kartotek.lib.text import tokens

MAX_WORD = 64
_LONG_WORD: Final = re.compile(rf"[^ ]{{{MAX_WORD + 1},}}")


def document_text(parts: Iterable[str], marks: Iterable[str]) -> str:
    """Return the searchable words of a record: its marks, then its folded words, each once.

    Args:
        parts: texts as they are.
        marks: of `company_mark` and its like, which narrow a search inside the index.
    """
    words = " ".join(dict.fromkeys(tokens("\n".join(parts))))
    return " ".join((*marks, _LONG_WORD.sub(_cut, words)))


def _cut(word: re.Match[str]) -> str:
    return word[0][:MAX_WORD]


def company_mark(company_id: int) -> str:
    """Return the word that every document of a company carries."""
    return f"zzc{company_id}"


def kind_mark(kind: str) -> str:
    """Return the word that every document of a kind carries."""
    return f"zzk{kind}"


def mailbox_mark(mailbox_id: int) -> str:
    """Return the word that every message of a mailbox carries."""
    return f"zzm{mailbox_id}"


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
