"""Marks what people read, so that it is extracted for translation; the doors translate it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802 -- the name extraction tools look for
    """Return the text as it is; marks it for translation without translating it."""
    return text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text to translate and what fills its placeholders; a door puts the two together.

    `text % values` is right once the text is translated. Times are left to the door to format.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
