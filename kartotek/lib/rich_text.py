"""Text with a little form: headings, lists, quotations, links, and people who are mentioned.

    HTML as an editor sent it -> cleaned -> written anew in one normal form, and as plain text

Nothing of what comes in is passed on: every tag that goes out is written here. Cleaning it first
is a second wall.

Source: OWASP on cross-site scripting (allow-lists); html5ever by way of nh3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Final

import nh3

LONGEST_HTML: Final = 200_000
"""Characters; what is longer was hardly typed."""

# Tags inside tags cost the parser the square of their depth.
_DEEPEST: Final = 100
_MOST_TAGS: Final = 10_000
_OPENED: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NOT_NESTED: Final = frozenset(
    {"p", "li", "br", "hr", "img", "wbr", "input", "meta", "link", "col"}
)

_SPELLINGS: Final = {
    "b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u", "div": "p", "section": "p",
    "article": "p", "pre": "p", "tr": "p", "dt": "p", "dd": "p", "h1": "h3", "h2": "h3",
    "h5": "h4", "h6": "h4",
}  # fmt: skip
_LINES: Final = frozenset({"p", "h3", "h4"})
_LISTS: Final = frozenset({"ul", "ol"})
_BLOCKS: Final = _LINES | _LISTS | {"li", "blockquote"}
_INLINE: Final = frozenset({"strong", "em", "u", "s", "code"})
_CELLS: Final = frozenset({"td", "th"})
_TAGS: Final = (
    _BLOCKS | _INLINE | _CELLS | {"a", "br", "span", "table", "tbody", "thead"} | set(_SPELLINGS)
)
_GONE_WITH_CONTENT: Final = {
    "script", "style", "title", "template", "svg", "math", "object", "iframe", "noembed",
    "noframes", "textarea", "select", "head",
}  # fmt: skip
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_FOLLOWED: Final = re.compile(r"https?://[^/]|mailto:|tel:", re.I)
_TAG: Final = re.compile(r"<[^>]*>")
_BLANK_START: Final = re.compile(r"\A(?:<p>(?:\s|<br>)*</p>)+")
_BLANK_END: Final = re.compile(r"(?:<p>(?:\s|<br>)*</p>)+\Z")
# Editors hold the caret by a blank without width, and leave mentions of nobody behind.
_NO_WIDTH: Final = "\u200b"
_EMPTY_MENTION: Final = re.compile(r"<span\b[^>]*\bdata-mention[^>]*>\s*</span>")
_MENTION: Final = re.compile(r'data-mention="([0-9]{1,15})"')
_NUMBER: Final = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class RichText:
    """A text in its normal form and as plain text, and the ids of who is mentioned in it."""

    html: str
    text: str
    mentioned: tuple[int, ...] = ()


def tidy(html: str, names: Mapping[int, str]) -> RichText:
    """Return what an editor sent in its normal form.

    Args:
        html: at most LONGEST_HTML characters.
        names: of those who can be mentioned, by id; others stand there as plain words.
    """
    if _is_too_complex(html):
        return from_plain(_TAG.sub(" ", html), {})
    cleaned = nh3.clean(
        _EMPTY_MENTION.sub("", html.replace(_NO_WIDTH, "")),
        tags=set(_TAGS),
        clean_content_tags=set(_GONE_WITH_CONTENT),
        attributes={"a": {"href"}, "span": {"data-mention"}},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    writer = _Writer(names)
    writer.feed(cleaned)
    writer.close()
    return writer.written()


def from_plain(text: str, ids: Mapping[str, int]) -> RichText:
    """Return plain text; where somebody is mentioned by `@` and their name, with a form.

    Args:
        text: lines.
        ids: of those who can be mentioned, by name.
    """
    longest_first = sorted((name for name in ids if name), key=len, reverse=True)
    if "@" not in text or not longest_first:
        return RichText("", text)
    pattern = re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)")
    found = [ids[name] for name in pattern.findall(text)]
    if not found:
        return RichText("", text)
    lines = [_with_mentions(line, pattern, ids) for line in text.split("\n")]
    html = "".join(f"<p>{line or '<br>'}</p>" for line in lines)
    return RichText(html, text, tuple(dict.fromkeys(found)))


def mentioned_in(html: str) -> tuple[int, ...]:
    """Return the ids of who is mentioned in a text that was written here."""
    return tuple(dict.fromkeys(int(found) for found in _MENTION.findall(html)))


def _is_too_complex(html: str) -> bool:
    """Return whether the parser would take too long."""
    if html.count("<") > _MOST_TAGS:
        return True
    depth = 0
    for is_end, tag in _OPENED.findall(html):
        if tag.lower() not in _NOT_NESTED:
            depth = max(depth - 1, 0) if is_end else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _with_mentions(line: str, pattern: re.Pattern[str], ids: Mapping[str, int]) -> str:
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(line):
        parts += [escape(line[end : match.start()]), _mention(ids[match[1]], match[1])]
        end = match.end()
    return "".join([*parts, escape(line[end:])])


def _mention(user_id: int, name: str) -> str:
    return f'<span class="mention" data-mention="{user_id}">@{escape(name)}</span>'


class _Writer(HTMLParser):
    """Writes cleaned HTML anew: every word stands in a line, and nothing is left open."""

    def __init__(self, names: Mapping[int, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.names = names
        self.html: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.counts: list[int] = []
        self.mentioned: list[int] = []
        # Inside a mention its own name is written, whatever was sent.
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what a tag stands for."""
        if self.silent:
            self.silent += tag == "span"
            return
        word = _SPELLINGS.get(tag, tag)
        if word == "br":
            self._line()
            self._put("<br>", "\n")
        elif word in _CELLS:
            self._put(" ", " ") if self._has_line() else None
        elif word in _BLOCKS:
            self._open_block(word)
        elif word in _INLINE:
            self._line()
            self._open(word, f"<{word}>")
        elif word == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif word == "span":
            self._open_span(dict(attrs).get("data-mention") or "")

    def handle_endtag(self, tag: str) -> None:
        """Close what a tag stands for, and what was opened in it."""
        word = _SPELLINGS.get(tag, tag)
        if self.silent:
            self.silent -= word == "span"
            return
        if word in self.open:
            self._close_to(word)

    def handle_data(self, data: str) -> None:
        """Write words; blanks between blocks are none."""
        if self.silent or (not data.strip() and not self._has_line()):
            return
        self._line()
        plain = re.sub(r"[\s\u00a0]+", " ", data)
        self._put(escape(plain), plain)

    def written(self) -> RichText:
        """Return what was written, without empty lines at its ends."""
        while self.open:
            self._close_last()
        html = _BLANK_END.sub("", _BLANK_START.sub("", "".join(self.html)))
        lines = [line.strip() for line in "".join(self.text).split("\n")]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        return RichText(html if text else "", text, tuple(dict.fromkeys(self.mentioned)))

    def _put(self, html: str, text: str) -> None:
        self.html.append(html)
        self.text.append(text)

    def _open(self, word: str, html: str) -> None:
        self.open.append(word)
        self.html.append(html)

    def _open_block(self, word: str) -> None:
        self._end_line()
        inner = self._inner()
        if word == "li" or inner in _LISTS:
            self._begin_item(inner)
        elif inner == "li" and word not in _LISTS and self.html[-1] not in {"<li>", "<br>"}:
            # An entry holds words and lists; further lines of it are words as well.
            self._put("<br>", "\n")
        if word != "li" and (word in _LISTS or self._inner() != "li"):
            self._break()
            self._open(word, f"<{word}>")
        if word in _LISTS:
            self.counts.append(0)

    def _begin_item(self, inner: str) -> None:
        """Begin an entry; one without a list gets one."""
        if inner == "li":
            self._close_to("li")
        if self._inner() not in _LISTS:
            self.counts.append(0)
            self._open("ul", "<ul>")
        self._break()
        self.counts[-1] += 1
        self.text.append(f"{self.counts[-1]}. " if self._inner() == "ol" else "- ")
        self._open("li", "<li>")

    def _end_line(self) -> None:
        """Close what holds words only; within an entry, what makes them loud."""
        while self.open and self.open[-1] not in {"li", "blockquote", *_LISTS}:
            self._close_last()

    def _inner(self) -> str:
        """Return the innermost block that is open."""
        return next((one for one in reversed(self.open) if one in _BLOCKS), "")

    def _open_link(self, address: str) -> None:
        self._line()
        if _FOLLOWED.match(address) and "a" not in self.open:
            shown = escape(address, quote=True)
            rel = "noopener noreferrer nofollow"
            self._open("a", f'<a href="{shown}" rel="{rel}" target="_blank">')

    def _open_span(self, mention: str) -> None:
        user_id = int(mention) if _NUMBER.fullmatch(mention) else 0
        if user_id in self.names:
            self._line()
            self.mentioned.append(user_id)
            self._put(_mention(user_id, self.names[user_id]), f"@{self.names[user_id]}")
            self.silent = 1

    def _has_line(self) -> bool:
        return self._inner() in {"li", *_LINES}

    def _line(self) -> None:
        """Open a line where words would stand in none."""
        if not self._has_line():
            self._open_block("p")

    def _break(self) -> None:
        """Begin a line of the plain text, unless one has just begun."""
        if self.text and not self.text[-1].endswith(("\n", "- ", ". ")):
            self.text.append("\n")

    def _close_to(self, word: str) -> None:
        while self._close_last() != word:
            pass

    def _close_last(self) -> str:
        last = self.open.pop()
        self.html.append(f"</{last}>")
        if last in _LISTS:
            self.counts.pop()
        if last in _BLOCKS:
            self._break()
        return last
