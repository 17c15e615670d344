"""What one line of a text says about quoting, folded and trimmed as `fold` leaves it.

The words are those of quote_marks.py; here are the forms they stand in. Lines longer than
`MAX_LINE` are nobody's marks, so that no pattern works for long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kartotek.lib.text import foreign_letters, lower_ascii
from kartotek.mail.mime.quote_marks import LANGUAGES, any_of

MAX_LINE: Final = 400
HEADER_LINES: Final = 9
RULES: Final = "-_=*—"
COLONS: Final = ":："
DELIMITERS: Final = frozenset({"--", "—"})

_ENDS: Final = ":：->"
_MAX_SENT_FROM: Final = 100
_MANY_LETTERS: Final = 40

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
    r"(?:on|at|am|le|el|il|em|op|den|på|dnia|w dniu|dne|vào|pada|quoting|zitat von)\b|\d"
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
_LONG_RULE: Final = re.compile(r"[-_=]{20,}\Z")
_FOOTER: Final = re.compile(r"\bmailing list\b|\bunsubscribe\b|\babonelik|\bposta listesi\b")
_RULE: Final = re.compile(r"\s*[-_=*]{3,}\s*\Z")
_SENT_FROM: Final = re.compile(
    rf"[\s*_\[(<]{{0,4}}(?:{any_of('sent_from')})\b|.{{0,40}}(?:{any_of('sent_by')})\b"
)


def fold(text: str) -> str:
    """Return text in the form the marks are written in; line ends stay where they are."""
    if text.isascii():
        return text.lower()
    foreign = foreign_letters(text)
    if len(foreign) > _MANY_LETTERS:
        return text.replace("İ", "i").casefold()
    # Letters fold one by one, and few of most texts are beyond ASCII.
    for letter in foreign:
        folded = "i" if letter == "İ" else letter.casefold()
        if folded != letter:
            text = text.replace(letter, folded)
    return lower_ascii(text)


def is_header_block(text: str) -> bool:
    """Tell whether a text begins with the fields of a message, as above a quotation."""
    lines = [line.strip() for line in fold(text).split("\n") if line.strip()]
    return repeats_fields(lines[: 2 * HEADER_LINES])


def repeats_fields(lines: Iterable[str]) -> bool:
    """Tell whether some lines repeat the fields of a message."""
    found: set[str | None] = set()
    for line in lines:
        found.update(match.lastgroup for match in _FIELDS.finditer(line[:MAX_LINE]))
        if {"sender", "sent"} <= found and len(found) > 2:
            return True
    return False


def may_announce(line: str) -> bool:
    """Tell whether a line has any of the signs a quotation is announced with; most have none."""
    return line[-1] in _ENDS or line[0] in RULES or ":" in line or "：" in line


def names_sender(line: str) -> bool:
    """Tell whether a line begins with the field that header blocks begin with."""
    return (":" in line or "：" in line) and _SENDER.match(line) is not None


def announces_message(line: str) -> bool:
    """Tell whether a line stands above a message that is quoted or forwarded whole."""
    return (line[0] in RULES or line[-1] in COLONS) and _ANNOUNCED.match(line) is not None


def is_marked(line: str) -> bool:
    """Tell whether a line is marked as quoted; a lone `>:` is the end of a wrapped attribution."""
    return line[:1] == ">" and not (line[-1] in COLONS and _WRAPPED_END.match(line))


def may_end_attribution(line: str) -> bool:
    """Tell whether an attribution may end with this line."""
    return line[-1] in _ENDS and _MAY_END.search(line) is not None


def begins_attribution(line: str) -> bool:
    """Tell whether an attribution often begins like this line."""
    return _STARTS.match(line) is not None


def has_date(line: str) -> bool:
    """Tell whether something like a date or a time stands in a line."""
    return _WHEN.search(line) is not None


def is_attribution(line: str) -> bool:
    """Tell whether this can only be an attribution, even without marks below it."""
    if "<" in line and (_NAME_WROTE.match(line) or _DATE_AND_WHO.match(line)):
        return True
    if not has_date(line):
        return False
    if _WHO_LAST.search(line):
        return True
    return bool(_WROTE.search(line) and (_WHO.search(line) or begins_attribution(line)))


def may_be_attribution(line: str) -> bool:
    """Tell whether this is an attribution, given that marked lines follow."""
    return bool(_WROTE.search(line) or _WHO_LAST.search(line) or has_date(line))


def is_rule(line: str) -> bool:
    """Tell whether a line is drawn of signs."""
    return _RULE.match(line) is not None


def is_sent_from(line: str) -> bool:
    """Tell whether a phone or a webmailer signs with this line."""
    return len(line) <= _MAX_SENT_FROM and _SENT_FROM.match(line) is not None


def begins_footer(line: str, following: Iterable[str]) -> bool:
    """Tell whether a line is drawn above the footer of a mailing list."""
    return _LONG_RULE.match(line) is not None and any(map(_FOOTER.search, following))
