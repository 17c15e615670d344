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

from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from kartotek.mail.mime.quote_lines import (
    COLONS,
    DELIMITERS,
    HEADER_LINES,
    MAX_LINE,
    RULES,
    announces_message,
    begins_attribution,
    begins_footer,
    fold,
    has_date,
    is_attribution,
    is_marked,
    is_rule,
    is_sent_from,
    may_announce,
    may_be_attribution,
    may_end_attribution,
    names_sender,
    repeats_fields,
)
from kartotek.mail.mime.values import Block, BlockKind

_ATTRIBUTION_LINES: Final = 4
_SIGNATURE_LINES: Final = 15
_FAR_LINES: Final = 100


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
        kinds, folded = self.kinds, self.folded
        blank_next = [not line for line in folded[1:]] + [True]
        for number, line in enumerate(folded):
            if not line:
                pass
            elif line[0] == ">" and (line[-1] not in COLONS or is_marked(line)):
                kind = "quoted"
                self.is_signed = False
            elif may_announce(line) and (quotation := self._quotation(number, line)):
                self._quote(quotation, number)
                if quotation.is_rest:
                    return
                kind = "quoted"
            # Only a line below which nothing stands may be what a phone signs with.
            elif self.is_signed or line[0] in RULES or blank_next[number]:
                kind = self._unquoted(number, line)
            else:
                kind = "own"
            kinds[number] = kind

    def _quotation(self, number: int, line: str) -> _Quotation | None:
        """Return the quotation a line announces, if it does."""
        if len(line) > MAX_LINE:
            return None
        if announces_message(line):
            return _Quotation(number, is_rest=True)
        if names_sender(line) and repeats_fields(self.folded[number : number + HEADER_LINES]):
            return _Quotation(number, is_rest=True)
        return self._attribution(number) if may_end_attribution(line) else None

    def _attribution(self, number: int) -> _Quotation | None:
        """Return the quotation that an attribution ending in this line announces."""
        has_marks = self._next_is_marked(number)
        begins, joined = -1, ""
        for start in range(number, max(number - _ATTRIBUTION_LINES, -1), -1):
            line = self.folded[start]
            if not line or is_marked(line) or len(joined) + len(line) > MAX_LINE:
                break
            joined = f"{line} {joined}".rstrip()
            if is_attribution(joined) and (begins < 0 or begins_attribution(line)):
                begins = start
                if has_date(joined):
                    break
        if begins >= 0:
            # Below an attribution that begins the text there must be an answer somewhere.
            is_first = not any(islice(self.folded, begins))
            return _Quotation(begins, is_rest=not has_marks and not is_first)
        return (
            _Quotation(number, is_rest=False) if has_marks and may_be_attribution(joined) else None
        )

    def _next_is_marked(self, number: int) -> bool:
        """Tell whether the next line with anything on it begins with `>`."""
        for line in self.folded[number + 1 : number + 4]:
            if line:
                return is_marked(line)
        return False

    def _quote(self, quotation: _Quotation, number: int) -> None:
        """Mark what announces a quotation, and the rest if it has no other end."""
        self.has_attribution = True
        start, end = quotation.start, number + 1
        if quotation.is_rest:
            end = len(self.kinds)
            while start and (not self.folded[start - 1] or is_rule(self.folded[start - 1])):
                start -= 1
        self.kinds[start:end] = ["quoted"] * (end - start)

    def _unquoted(self, number: int, line: str) -> BlockKind:
        """Return whether a line that nobody else wrote is text or signature."""
        if not self.is_signed and line[0] in RULES:
            self.is_signed = self._begins_signature(number, line)
        if self.is_signed:
            return "signature"
        has_more_below = number + 1 < len(self.folded) and self.folded[number + 1]
        return "own" if has_more_below or not is_sent_from(line) else "signature"

    def _begins_signature(self, number: int, line: str) -> bool:
        """Tell whether a line separates a signature, or the footer of a list, from the text."""
        if line in DELIMITERS:
            return self._is_short_from(number)
        following = self.folded[number + 1 : number + 5]
        return begins_footer(line, following)

    def _is_short_from(self, number: int) -> bool:
        """Tell whether so little follows, up to the next quotation, that it is a signature."""
        count = 0
        for following in range(number + 1, min(len(self.folded), number + _FAR_LINES)):
            line = self.folded[following]
            if is_marked(line):
                break
            count += bool(line)
            if count > _SIGNATURE_LINES:
                return False
        return True
