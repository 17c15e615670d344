"""Plain text as HTML: escaped, its addresses made links, its lines kept.

Source: RFC 3986 (addresses of pages), RFC 5322 (of people); the ends of links as people type
them, without the full stop of their sentence.
"""

from __future__ import annotations

import html as entities
import re
from typing import Final

_LINK: Final = re.compile(
    r"\b(?P<page>(?:https?://|www\.)[^\s<>\"\x00-\x1f]{2,2000})"
    r"|(?P<person>\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})",
    re.IGNORECASE,
)
_REL: Final = 'target="_blank" rel="noopener noreferrer nofollow"'
_AFTERWARDS: Final = ".,;:!?'\"*_»”’"


def text_to_html(text: str) -> str:
    """Return text as HTML that shows it as it is, with links that can be followed."""
    pieces: list[str] = []
    end = 0
    for match in _LINK.finditer(text):
        found = _without_sentence(match[0])
        pieces.append(entities.escape(text[end : match.start()]))
        pieces.append(_link(found, is_person=match["person"] is not None))
        end = match.start() + len(found)
    pieces.append(entities.escape(text[end:]))
    return "".join(pieces).replace("\r\n", "\n").replace("\n", "<br>\n")


def _link(found: str, *, is_person: bool) -> str:
    """Return a link to a page or to a person's address."""
    if is_person:
        address = "mailto:" + found
    else:
        address = found if found[:4].lower() == "http" else "http://" + found
    return f'<a href="{entities.escape(address)}" {_REL}>{entities.escape(found)}</a>'


def _without_sentence(found: str) -> str:
    """Return a link without what belongs to the sentence around it."""
    while found:
        last = found[-1]
        opening = {")": "(", "]": "[", "}": "{"}.get(last)
        if last not in _AFTERWARDS and (
            opening is None or found.count(opening) >= found.count(last)
        ):
            break
        found = found[:-1]
    return found
