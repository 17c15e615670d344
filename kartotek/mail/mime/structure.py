"""Which parts are the text, which the HTML, and which are attachments.

Source: RFC 8621 section 4.1.4 (the algorithm), with one difference: pictures are always
attachments, since a text cannot show them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kartotek.mail.mime.tree import Part

_TEXTS: Final = frozenset({"text/plain", "text/html"})
_NOT_READABLE: Final = frozenset(
    {"text/calendar", "text/csv", "text/vcard", "text/x-vcard", "text/rfc822-headers"}
)


@dataclass(slots=True)
class Structure:
    """The parts of a message by what they are for."""

    text: list[Part] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    attachments: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where in the tree we are; a list that is None takes no more parts here."""

    kind: str
    is_alternative: bool
    text: list[Part] | None
    html: list[Part] | None


def sort_out(root: Part) -> Structure:
    """Return the parts of a message sorted by what they are for."""
    found = Structure()
    _sort([root], _Place("mixed", is_alternative=False, text=found.text, html=found.html), found)
    return found


def _sort(parts: list[Part], place: _Place, found: Structure) -> None:
    """Put the parts of one multipart where they belong."""
    texts = len(place.text) if place.text is not None else -1
    htmls = len(place.html) if place.html is not None else -1
    for number, part in enumerate(parts):
        if part.parts:
            _sort_multipart(part, place, found)
        elif _is_body(part, number, place.kind):
            _add(part, place, found)
        else:
            found.attachments.append(part)
    if place.kind == "alternative" and place.text is not None and place.html is not None:
        _share(place.text, texts, place.html, htmls)


def _sort_multipart(part: Part, place: _Place, found: Structure) -> None:
    """Put the parts within a multipart where they belong."""
    kind = part.type.partition("/")[2]
    is_alternative = place.is_alternative or kind == "alternative"
    _sort(part.parts, _Place(kind, is_alternative, place.text, place.html), found)


def _is_body(part: Part, number: int, kind: str) -> bool:
    """Tell whether a part is meant to be read in place."""
    if part.is_rest or part.disposition.value == "attachment":
        return False
    if part.type not in _TEXTS:
        is_whole = part.index == 0 and part.type.startswith("text/")
        return is_whole and part.type not in _NOT_READABLE
    return number == 0 or (kind != "related" and not part.has_name)


def _add(part: Part, place: _Place, found: Structure) -> None:
    """Add a part that is read in place to the text, the HTML, or both."""
    is_html = part.type == "text/html"
    if place.kind == "alternative":
        chosen = place.html if is_html else place.text
        (found.attachments if chosen is None else chosen).append(part)
        return
    if place.is_alternative and is_html:
        place.text = None
    elif place.is_alternative:
        place.html = None
    for chosen in (place.text, place.html):
        if chosen is not None:
            chosen.append(part)


def _share(text: list[Part], texts: int, html: list[Part], htmls: int) -> None:
    """Let one form stand for the other where a choice of forms has only one."""
    if len(text) == texts and len(html) != htmls:
        text += html[htmls:]
    elif len(html) == htmls and len(text) != texts:
        html += text[texts:]
