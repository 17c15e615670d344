"""Quoted parts of HTML put behind a fold, so that a conversation reads as a conversation.

Mailers mark what they quote in two ways: a container around it, or a heading above it, from
which on everything is quoted. Nothing is folded that would leave the reader an empty page, and
no quotation that is answered line by line.

Source: the HTML of Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Proton and Yandex.
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kartotek.mail.mime.html_cost import is_too_complex
from kartotek.mail.mime.quote_lines import is_header_block

_CONTAINERS: Final = (
    "div.gmail_quote_container, div.gmail_quote, div.gmail_extra blockquote, div.yahoo_quoted,"
    " div.protonmail_quote, div#mail-editor-reference-message-container, div#divTaggedContent"
)
_HEADINGS: Final = (
    "div#appendonsend, div[id$='divRplyFwdMsg'], div.OutlookMessageHeader, hr#stopSpelling,"
    " div#OLK_SRC_BODY_SECTION, span#OLK_SRC_BODY_SECTION, div.moz-forward-container,"
    " div[style*='border-top:solid'], div[style*='border-top: solid'], p[style*='border-top:solid']"
)
_CITATIONS: Final = "blockquote[type=cite], blockquote.gmail_quote, blockquote.mori"
_DRAWN: Final = re.compile(r"border-top:\s*solid", re.IGNORECASE)
_HEADING_CHARS: Final = 2_000


def fold_html(html: str, *, label: str) -> str:
    """Return HTML with its quoted end inside `<details class="quote">`; clean it afterwards.

    Args:
        label: what the fold says, in the reader's language.
    """
    if is_too_complex(html):
        return html
    page = LexborHTMLParser(html)
    if page.body is None:
        return html
    nodes = _quotation(page)
    if not nodes:
        return html
    fold = _new_fold(page, nodes[0], label)
    for node in nodes:
        fold.insert_child(node, move=True)
    return page.html or html


def _new_fold(page: LexborHTMLParser, before: LexborNode, label: str) -> LexborNode:
    """Return an empty fold that stands in front of a node."""
    before.insert_before(page.create_node("details"))
    fold = before.prev
    if fold is None:  # pragma: no cover - it was put there a line ago
        return before
    fold.attrs["class"] = "quote"
    summary = page.create_node("summary")
    summary.insert_child(label)
    fold.insert_child(summary)
    return fold


def _quotation(page: LexborHTMLParser) -> list[LexborNode]:
    """Return the nodes that are quoted, neighbours of each other; none when nothing folds."""
    for selector, begins_rest in ((_HEADINGS, True), (_CONTAINERS, False), (_CITATIONS, False)):
        for node in page.css(selector):
            if _DRAWN.search(node.attributes.get("style") or "") and not _heads(node):
                continue
            nodes = _with_rest(node) if begins_rest else _with_attribution(node)
            if nodes and _is_foldable(page, nodes, is_citation=selector == _CITATIONS):
                return nodes
            break
    return []


def _heads(node: LexborNode) -> bool:
    """Tell whether a box with a line above it is the header of a quoted message."""
    return is_header_block((node.text(separator="\n") or "")[:_HEADING_CHARS])


def _with_rest(node: LexborNode) -> list[LexborNode]:
    """Return a heading and all that follows it, from the outermost box it begins the end of."""
    while (parent := node.parent) is not None and parent.tag not in {"body", "html"}:
        if _has_text(_following(node)):
            break
        node = parent
    first = node
    while (before := first.prev) is not None and (before.tag == "hr" or _is_blank(before)):
        first = before
    return [first, *_following(first)]


def _with_attribution(node: LexborNode) -> list[LexborNode]:
    """Return a quoted container and the line that says who wrote it."""
    before = node.prev
    while before is not None and _is_blank(before):
        before = before.prev
    if before is not None and "moz-cite-prefix" in (before.attributes.get("class") or ""):
        return [before, *(found for found in _following(before) if _precedes(found, node)), node]
    return [node]


def _precedes(node: LexborNode, other: LexborNode) -> bool:
    """Tell whether a blank neighbour stands between an attribution and its quotation."""
    return _is_blank(node) and node.mem_id != other.mem_id


def _is_foldable(page: LexborHTMLParser, nodes: list[LexborNode], *, is_citation: bool) -> bool:
    """Tell whether the reader keeps something to read, and no answer stands below."""
    body = page.body
    if body is None:
        return False
    quoted = "".join("".join((node.text() or "").split()) for node in nodes)
    whole = "".join((body.text() or "").split())
    own = whole.replace(quoted, "", 1) if quoted else ""
    return bool(own) and not (is_citation and not whole.endswith(quoted))


def _following(node: LexborNode) -> list[LexborNode]:
    """Return the neighbours after a node."""
    found: list[LexborNode] = []
    after = node.next
    while after is not None:
        found.append(after)
        after = after.next
    return found


def _has_text(nodes: list[LexborNode]) -> bool:
    """Tell whether a reader sees anything in these nodes."""
    return any(not _is_blank(node) for node in nodes)


def _is_blank(node: LexborNode) -> bool:
    """Tell whether a reader sees nothing in a node."""
    if node.tag == "img" or node.css_first("img") is not None:
        return False
    text = node.text_content if node.tag == "-text" else node.text()
    return not (text or "").strip()
