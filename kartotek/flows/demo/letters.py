"""Letters of the demo company, as tables are written.

`writing.py` makes real messages of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letter:
    """One message of a talk.

    Args:
        at: when it was written (`moments.py`).
        sender: a person or colleague by key, or `Name <address>`.
        text: what was written; `{+12}` becomes a date in the talk's language.
        to: the other side where it is left out: Elif, or whoever wrote to her.
        html: what is sent as HTML beside the text.
        files: names with the lines in them.
        parents: names of letters (`key-2`) instead of all before it; `()` for none.
        arrives: when the mailbox gets it, where that is later than it was written.
        quotes: whether what it answers is quoted below.
    """

    at: str
    sender: str
    text: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    html: str = ""
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    charset: str = "utf-8"
    calendar: str = ""
    report: str = ""
    parents: tuple[str, ...] | None = None
    arrives: str = ""
    is_unread: bool = False
    quotes: bool = True


@dataclass(frozen=True)
class Talk:
    """A conversation; `key` names its letters, `re` begins the subjects of answers."""

    key: str
    subject: str
    letters: tuple[Letter, ...]
    language: str = "en"
    re: str = "Re: "
