"""Which lines of a text its sender wrote, which he quotes, and which sign it.

line -> marked `>`?          quoted
     -> attribution?         quoted; without marks below it, so is all the rest
     -> block of headers?    quoted, and all the rest
     -> "original message"?  quoted, and all the rest
     -> `-- ` or a phone's?  signature

Every pattern looks at one line of bounded length, so the work is linear.

Source: RFC 3676 section 4.3 (`-- `), 4.5 (`>`); quote_marks.py for the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from kartotek.mail.mime.quote_marks import LANGUAGES, any_of
from kartotek.mail.mime.values import Block, BlockKind

_MAX_LINE: Final = 400
_ATTRIBUTION_LINES: Final = 4
_HEADER_LINES: Final = 9
_SIGNATURE_LINES: Final = 15
_FAR_LINES: Final = 100

_SPACED: Final = [language for language in LANGUAGES if language != "asian"]
_WROTE: Final = re.compile(
    rf"(?<!\w)(?:{any_of('wrote', _SPACED)})(?!\w)|{any_of('wrote', ['asian'])}"
)
_WHEN: Final = re.compile(
    r"\d{1,2}[:.]\d{2}|\d{4}[-./年]|[-./ ]\d{4}\b|\d{1,2}[-./]\d{1,2}[-./]\d{2}"
)
_WHO: Final = re.compile(r"[^\s<>@]@[^\s<>@]")
_WHO_LAST: Final = re.compile(r"@[^\s<>@]+>\s*[:：]$")
_STARTS: Final = re.compile(
    r"(?:on|at|am|le|el|il|em|op|den|på|dnia|w dniu|dne|le|vào|pada|quoting|zitat von)\b|\d"
    r"|.*\btarihinde\b"
)
_FIELDS: Final = re.compile(
    r"(?:^|(?<=[\s*_]))[*_]{0,3}(?:"
    + "|".join(f"(?P<{column}>{any_of(column)})" for column in ("sender", "sent", "to", "subject"))
    + r")[*_]{0,3}\s?[:：]"
)
_MAY_END: Final = re.compile(r"[:：]$|----$|^[\d-]{4,10}[ t/].*>$")
_DATE_AND_WHO: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.{0,120}<[^<>]*@[^<>]*>:?$")
_NAME_WROTE: Final = re.compile(
    rf"[^<>]{{1,80}}<[^<>\s]+@[^<>\s]+>,? (?:{any_of('wrote', _SPACED)})\s?:$"
)
_WRAPPED_END: Final = re.compile(rf">\s*(?:{any_of('wrote')})?\s*[:：]\Z")
_SENDER: Final = re.compile(rf"[\s*_|]{{0,6}}(?:{any_of('sender')})[*_]{{0,3}}\s?[:：]")
_ANNOUNCED: Final = re.compile(
    rf"\s*[-_=*]{{2,}}\s*(?:{any_of('original')}|{any_of('forwarded')})\s*[-_=*:]*\s*\Z"
    rf"|[\s*]*(?:{any_of('forwarded')})\s*[:：]\s*\Z"
)
_RULES: Final = "-_=*—"
_COLONS: Final = ":："
_ENDS: Final = ":：->"
_DELIMITERS: Final = frozenset({"--", "—"})
_LONG_RULE: Final = re.compile(r"[-_=]{20,}\Z")
_FOOTER: Final = re.compile(r"\bmailing list\b|\bunsubscribe\b|\babonelik|\bposta listesi\b")
_RULE: Final = re.compile(r"\s*[-_=*]{3,}\s*\Z")
_SENT_FROM: Final = re.compile(
    rf"[\s*_\[(<]{{0,4}}(?:{any_of('sent_from')})\b|.{{0,40}}(?:{any_of('sent_by')})\b"
)
_MAX_SENT_FROM: Final = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """Every line of a text with its kind, and whether a quotation is announced.

    Args:
        folded: the lines again, folded and trimmed.
    """

    lines: list[str]
    folded: list[str]
    kinds: list[BlockKind]
    has_attribution: bool


def split(text: str) -> tuple[Block, ...]:
    """Return a text cut into what is written, quoted or a signature.

    Joined by line ends the blocks are the text again.
    """
    reading = read(text)
    numbers = range(len(reading.lines))
    return tuple(
        Block(kind, "\n".join(reading.lines[number] for number in group))
        for kind, group in groupby(numbers, key=reading.kinds.__getitem__)
    )


def read(text: str) -> Reading:
    """Return every line of a text with its kind."""
    reader = _Reader(text.split("\n"), fold(text).split("\n"))
    reader.run()
    return Reading(reader.lines, reader.folded, reader.kinds, reader.has_attribution)


def is_header_block(text: str) -> bool:
    """Tell whether a text begins with the fields of a message, as above a quotation."""
    lines = [line.strip() for line in fold(text).split("\n") if line.strip()]
    return _repeats_fields(lines[: 2 * _HEADER_LINES])


def fold(text: str) -> str:
    """Return text in the form the marks are written in; line ends stay where they are."""
    return text.replace("İ", "i").casefold()


@dataclass(frozen=True, slots=True)
class _Quotation:
    """Where a quotation is announced: from which line on, and whether it has no other end."""

    start: int
    is_rest: bool


class _Reader:
    """Goes through the lines once, from the first to the last."""

    def __init__(self, lines: list[str], folded: list[str]) -> None:
        """Begin with every line the sender's own."""
        self.lines = lines
        self.folded = [line.strip() for line in folded]
        self.kinds: list[BlockKind] = ["own"] * len(lines)
        self.has_attribution = False
        self.is_signed = False

    def run(self) -> None:
        """Find the kind of each line."""
        kind: BlockKind = "own"
        for number, line in enumerate(self.folded):
            if _is_marked(line):
                kind = "quoted"
                self.is_signed = False
            elif line:
                quotation = self._quotation(number, line)
                if quotation:
                    self._quote(quotation, number)
                    if quotation.is_rest:
                        return
                kind = "quoted" if quotation else self._unquoted(number, line)
            self.kinds[number] = kind

    def _quotation(self, number: int, line: str) -> _Quotation | None:
        """Return the quotation a line announces, if it does; most lines cannot."""
        if len(line) > _MAX_LINE:
            return None
        if (line[0] in _RULES or line[-1] in _COLONS) and _ANNOUNCED.match(line):
            return _Quotation(number, is_rest=True)
        if (":" in line or "：" in line) and _SENDER.match(line):
            window = self.folded[number : number + _HEADER_LINES]
            if _repeats_fields(window):
                return _Quotation(number, is_rest=True)
        return self._attribution(number) if line[-1] in _ENDS and _MAY_END.search(line) else None

    def _attribution(self, number: int) -> _Quotation | None:
        """Return the quotation that an attribution ending in this line announces."""
        is_marked = self._next_is_marked(number)
        begins, joined = -1, ""
        for start in range(number, max(number - _ATTRIBUTION_LINES, -1), -1):
            line = self.folded[start]
            if not line or _is_marked(line) or len(joined) + len(line) > _MAX_LINE:
                break
            joined = f"{line} {joined}".rstrip()
            if _is_sure(joined) and (begins < 0 or _STARTS.match(line)):
                begins = start
                if _WHEN.search(joined):
                    break
        if begins >= 0:
            # Below an attribution that begins the text there must be an answer somewhere.
            is_first = not any(islice(self.folded, begins))
            return _Quotation(begins, is_rest=not is_marked and not is_first)
        return _Quotation(number, is_rest=False) if is_marked and _is_likely(joined) else None

    def _next_is_marked(self, number: int) -> bool:
        """Tell whether the next line with anything on it begins with `>`."""
        for line in self.folded[number + 1 : number + 4]:
            if line:
                return _is_marked(line)
        return False

    def _quote(self, quotation: _Quotation, number: int) -> None:
        """Mark what announces a quotation, and the rest if it has no other end."""
        self.has_attribution = True
        start, end = quotation.start, number + 1
        if quotation.is_rest:
            end = len(self.kinds)
            while start and (not self.folded[start - 1] or _RULE.match(self.folded[start - 1])):
                start -= 1
        self.kinds[start:end] = ["quoted"] * (end - start)

    def _unquoted(self, number: int, line: str) -> BlockKind:
        """Return whether a line that nobody else wrote is text or signature."""
        if not self.is_signed and line[0] in _RULES:
            self.is_signed = self._begins_signature(number, line)
        if self.is_signed:
            return "signature"
        is_last = len(line) <= _MAX_SENT_FROM and self._ends_block(number)
        return "signature" if is_last and _SENT_FROM.match(line) else "own"

    def _begins_signature(self, number: int, line: str) -> bool:
        """Tell whether a line separates a signature, or the footer of a list, from the text."""
        if line in _DELIMITERS:
            return self._is_short_from(number)
        following = self.folded[number + 1 : number + 5]
        return bool(_LONG_RULE.match(line)) and any(map(_FOOTER.search, following))

    def _is_short_from(self, number: int) -> bool:
        """Tell whether so little follows, up to the next quotation, that it is a signature."""
        count = 0
        for following in range(number + 1, min(len(self.folded), number + _FAR_LINES)):
            line = self.folded[following]
            if _is_marked(line):
                break
            count += bool(line)
            if count > _SIGNATURE_LINES:
                return False
        return True

    def _ends_block(self, number: int) -> bool:
        """Tell whether nothing, or only blank space, follows directly."""
        following = self.folded[number + 1 : number + 2]
        return not following or not following[0]


def _repeats_fields(lines: list[str]) -> bool:
    """Tell whether some lines repeat the fields of a message."""
    found: set[str | None] = set()
    for line in lines:
        found.update(match.lastgroup for match in _FIELDS.finditer(line[:_MAX_LINE]))
        if {"sender", "sent"} <= found and len(found) > 2:
            return True
    return False


def _is_marked(line: str) -> bool:
    """Tell whether a line is marked as quoted; a lone `>:` is the end of a wrapped attribution."""
    return line[:1] == ">" and not (line[-1] in ":：" and _WRAPPED_END.match(line))


def _is_sure(line: str) -> bool:
    """Tell whether this can only be an attribution, even without marks below it."""
    if _NAME_WROTE.match(line) or _DATE_AND_WHO.match(line):
        return True
    if not _WHEN.search(line):
        return False
    if _WHO_LAST.search(line):
        return True
    return bool(_WROTE.search(line) and (_WHO.search(line) or _STARTS.match(line)))


def _is_likely(line: str) -> bool:
    """Tell whether this is an attribution, given that marked lines follow."""
    return bool(_WROTE.search(line) or _WHO_LAST.search(line) or _WHEN.search(line))
