"""How much work a piece of HTML could be, found without parsing it.

A parser as browsers have it may take minutes for a few kilobytes: very deep nesting, formatting
that is repeated in each block, thousands of attributes on a tag. This scan is linear and errs
on the safe side. Every opening tag counts, wherever it stands. A closing tag only counts while
tags are plain enough to be sure that a parser sees it, too: as soon as a tag has quotes that do
not pair or a `<` within, none counts any more.

Source: HTML Living Standard, sections 13.2.4.3 (active formatting elements) and 13.2.5.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from kartotek.mail.mime.limits import (
    MAX_ATTRIBUTE_CHARS,
    MAX_CHEAP_HTML_CHARS,
    MAX_HTML_CHARS,
    MAX_HTML_COPIES,
    MAX_HTML_DEPTH,
    MAX_UNSURE_HTML_CHARS,
)

_MARKUP: Final = re.compile(
    r"<!--|-->|<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)(?P<end>>?)"
    r"|(?P<odd><[!?/](?=[^<>]*(?:<|\Z)))"
)
_PLAIN_VALUE: Final = re.compile(r"(?<=[\w-])=\s*(?:\"[^\"]*\"|'[^']*')")
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_NOT_NESTING: Final = frozenset(
    ["p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead", "tfoot"]
)
_FORMATTING: Final = frozenset(
    [
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    ]
)
_RAW_TEXT: Final = frozenset(
    [
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
        "script",
        "style",
        "textarea",
        "title",
        "xmp",
    ]
)


@dataclass(slots=True)
class _Scan:
    """What was counted so far."""

    open: Counter[str] = field(default_factory=Counter)
    depth: int = 0
    formatting: int = 0
    copies: int = 0
    is_sure: bool = True
    is_comment: bool = False
    raw_text: str = ""

    @property
    def is_too_much(self) -> bool:
        """Tell whether a limit is passed."""
        return self.depth > MAX_HTML_DEPTH or self.copies > MAX_HTML_COPIES


def is_too_complex(html: str) -> bool:
    """Tell whether parsing this HTML could cost far more than its length."""
    if len(html) > MAX_HTML_CHARS:
        return True
    if len(html) <= MAX_CHEAP_HTML_CHARS and html.count("<") <= MAX_HTML_DEPTH:
        return False
    scan = _Scan()
    for match in _MARKUP.finditer(html):
        if match["name"] is not None:
            if len(match["rest"]) > MAX_ATTRIBUTE_CHARS and _has_many_attributes(match["rest"]):
                return True
            _count(scan, match)
        elif match["odd"]:
            scan.is_sure = False
        else:
            scan.is_comment = match[0] == "<!--"
        if scan.is_too_much:
            return True
    return not scan.is_sure and len(html) > MAX_UNSURE_HTML_CHARS


def _count(scan: _Scan, match: re.Match[str]) -> None:
    """Count one tag."""
    name = match["name"].lower()
    if not match["end"] or _has_odd_quotes(match["rest"]):
        scan.is_sure = False
    if name not in _FORMATTING:
        scan.copies += scan.formatting
    if name in _VOID:
        return
    if not match["slash"]:
        _open(scan, name)
    elif scan.is_sure and not scan.is_comment and scan.raw_text in {"", name}:
        _close(scan, name)


def _open(scan: _Scan, name: str) -> None:
    """Count an element that begins."""
    if name in _RAW_TEXT and not scan.raw_text:
        scan.raw_text = name
    scan.open[name] += 1
    scan.formatting += name in _FORMATTING
    scan.depth += name not in _NOT_NESTING


def _close(scan: _Scan, name: str) -> None:
    """Count an element that ends, if one of its name is open."""
    scan.raw_text = ""
    if scan.open[name] > 0:
        scan.open[name] -= 1
        scan.formatting -= name in _FORMATTING
        scan.depth -= name not in _NOT_NESTING


def _has_odd_quotes(rest: str) -> bool:
    """Tell whether quotes are left over, so that the tag may not end where it seems to."""
    if '"' not in rest and "'" not in rest:
        return False
    left = _PLAIN_VALUE.sub("", rest)
    return '"' in left or "'" in left


def _has_many_attributes(rest: str) -> bool:
    """Tell whether there is a lot in a tag beside quoted values."""
    return len(_PLAIN_VALUE.sub("", rest)) > MAX_ATTRIBUTE_CHARS
