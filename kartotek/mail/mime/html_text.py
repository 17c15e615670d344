"""The text a reader of an HTML mail sees, with quotations marked as in plain mail.

HTML that would cost a parser far more than its length is never parsed (`html_cost.py`): its
tags are cut out instead.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kartotek.mail.mime.html_cost import is_too_complex
from kartotek.mail.mime.limits import MAX_TEXT_CHARS

_ANY_TAG: Final = re.compile(r"<[!/?a-zA-Z][^>]*(?:>|\Z)")
_LINE_TAG: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b", re.IGNORECASE)
_UNSEEN_CONTENT: Final = re.compile(r"<(script|style|head|title)\b", re.IGNORECASE)
_CLOSING: Final = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "head", "title")
}
_UNSEEN: Final = frozenset(
    ["head", "script", "style", "template", "title", "noscript", "iframe", "object"]
)
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_SPACED: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p"])
_CELLS: Final = frozenset({"td", "th"})
_MAX_MARKS: Final = 8


def text_of(html: str) -> str:
    """Return the visible text, block by block; what is in a blockquote begins with `> `."""
    if is_too_complex(html):
        return without_tags(html)
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    page = _Page()
    _read(body, page)
    return page.finish()


def without_tags(html: str) -> str:
    """Return the text between the tags; for HTML that must not be parsed."""
    html = html[:MAX_TEXT_CHARS]
    kept: list[str] = []
    position = 0
    while match := _UNSEEN_CONTENT.search(html, position):
        kept.append(html[position : match.start()])
        closing = _CLOSING[match[1].lower()].search(html, match.end())
        position = closing.start() if closing else len(html)
    kept.append(html[position:])
    marked = _LINE_TAG.sub(r"\n\g<0>", "".join(kept))
    text = entities.unescape(_ANY_TAG.sub("", marked))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


@dataclass(slots=True)
class _Page:
    """The lines so far, and the one being written."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    depth: int = 0
    preformatted: int = 0
    size: int = 0

    def write(self, text: str) -> None:
        """Add text to the line; white space is one space, but not within `pre`."""
        if self.preformatted:
            first, *others = text.split("\n")
            self.line.append(first)
            for other in others:
                self.end_line()
                self.line.append(other)
            return
        words = " ".join(text.split())
        if text[:1].isspace() and self.line:
            words = " " + words
        if text[-1:].isspace() and words.strip():
            words += " "
        if words.strip() or self.line:
            self.line.append(words)

    def end_line(self) -> None:
        """Finish the line, also an empty one."""
        text = "".join(self.line)
        text = text.rstrip() if self.preformatted else " ".join(text.split())
        self.line.clear()
        marks = min(self.depth, _MAX_MARKS)
        self.lines.append("> " * marks + text if text else ">" * marks)
        self.size += len(text) + 1

    def break_block(self) -> None:
        """Finish the line if something is on it."""
        if self.line and "".join(self.line).strip():
            self.end_line()
        self.line.clear()

    def space(self) -> None:
        """Leave one empty line, but not two."""
        if self.lines and self.lines[-1].strip("> "):
            self.end_line()

    def finish(self) -> str:
        """Return the text."""
        self.break_block()
        return "\n".join(self.lines).strip("\n")


def _read(body: LexborNode, page: _Page) -> None:
    """Write all that is visible within a node; a loop, since mail nests deeper than Python."""
    node: LexborNode | None = body
    while node is not None and page.size < MAX_TEXT_CHARS:
        if _enter(node, page) and node.child is not None:
            node = node.child
            continue
        _leave(node, page)
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == body.mem_id:
                return
            _leave(node, page)
        node = node.next if node is not None else None


def _enter(node: LexborNode, page: _Page) -> bool:
    """Write what a node begins with; tell whether to look within."""
    tag = node.tag
    if tag == "-text":
        page.write(node.text_content or "")
        return False
    if tag == "br":
        page.end_line()
    elif tag in _BLOCKS:
        page.break_block()
        page.depth += tag == "blockquote"
        page.preformatted += tag == "pre"
        page.line += ["- "] if tag == "li" else []
    elif tag in _CELLS:
        page.write(" ")
    return tag not in _UNSEEN


def _leave(node: LexborNode, page: _Page) -> None:
    """Write what a node ends with."""
    tag = node.tag
    if tag not in _BLOCKS or tag is None:
        return
    page.break_block()
    if tag in _SPACED:
        page.space()
    page.depth -= tag == "blockquote"
    page.preformatted -= tag == "pre"
