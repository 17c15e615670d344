"""What somebody says of themselves below an email: job title, phone, organization.

A signature begins with the writer's name, below the text. What cannot be told for certain is
left out: it only fills a form that a person looks at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kartotek.lib.addresses import address_key, domain_of
from kartotek.lib.domains import is_free_mail
from kartotek.lib.text import fold, tokens

REACH: Final = 14
AFTER_NAME: Final = 7
LONGEST: Final = 80

_PHONE: Final = re.compile(r"\+?\(?\d[\d\s().\-/]{6,22}\d")
_LABEL: Final = re.compile(r"^[\s*_>|•·-]*(?:[A-Za-zÇĞİÖŞÜçğıöşü. ]{1,16}[:|]\s*)?")
_FIRM: Final = re.compile(
    r"(?<!\w)(a\.?\s?ş\.?|ltd\.?|şti\.?|gmbh|ag|inc\.?|llc|plc|s\.?a\.?s?|s\.?r\.?l\.?|b\.?v\.?"
    r"|oy|ab|as|a/s|holding|group|grup|co\.|corp\.?|company|limited)(?!\w)",
    re.IGNORECASE,
)
_NO_WORDS: Final = re.compile(r"@|https?:|www\.|\d{3}")


@dataclass(frozen=True, slots=True)
class Signature:
    """What was found; empty where nothing was."""

    job_title: str = ""
    phone: str = ""
    organization: str = ""


def read_signature(text: str, *, name: str, address: str) -> Signature:
    """Return what the end of a text says of its writer.

    Args:
        text: what the writer wrote, quotations left out.
        name: of the writer.
        address: the one they wrote from.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()][-REACH:]
    own = _below_name(lines, name)
    if not own:
        return Signature()
    said = [piece for line in own for piece in _pieces(_plain(line), address)]
    firm = next((one for one in said if _is_firm(one, address)), "")
    titles = (one for one in said if _is_title(one) and one != firm)
    return Signature(job_title=next(titles, ""), phone=_phone(own), organization=firm)


def _below_name(lines: Sequence[str], name: str) -> list[str]:
    """Return the lines below the last one that is the writer's name, and what stands beside it."""
    wanted = set(tokens(name))
    for place in range(len(lines) - 1, -1, -1):
        whole, *beside = re.split(r"\s[|•·–-]\s|,\s", lines[place], maxsplit=1)
        words = set(tokens(whole))
        if wanted and words and words <= wanted and (len(words) > 1 or len(wanted) == 1):
            return [*beside, *lines[place + 1 : place + 1 + AFTER_NAME]]
    return []


def _pieces(line: str, address: str) -> list[str]:
    """Return a line, in pieces where one of them names the organization beside a title."""
    pieces = [one.strip() for one in re.split(r"\s[|•·–-]\s|,\s", line)]
    return pieces if any(_is_firm(one, address) for one in pieces) else [line]


def _phone(lines: Sequence[str]) -> str:
    """Return the first number that may be dialled."""
    for line in lines:
        if "fax" in fold(line) or "faks" in fold(line):
            continue
        found = _PHONE.search(line)
        if found and sum(map(str.isdigit, found[0])) <= 15:
            return found[0].strip()
    return ""


def _is_firm(line: str, address: str) -> bool:
    """Return whether a line names an organization: by its form, or by the address's domain."""
    if not line or len(line) > LONGEST or _NO_WORDS.search(line):
        return False
    if _FIRM.search(line):
        return True
    domain = domain_of(address_key(address))
    label = "" if is_free_mail(domain) else domain.partition(".")[0]
    return len(label) > 3 and "".join(tokens(line)).startswith(label)


def _is_title(line: str) -> bool:
    """Return whether a line may say what somebody does: a few words, no numbers."""
    return bool(line) and len(line) <= LONGEST and len(line.split()) <= 6 and _speaks(line)


def _speaks(line: str) -> bool:
    return not _NO_WORDS.search(line) and not line.endswith((".", "!", "?", ":", ","))


def _plain(line: str) -> str:
    return _LABEL.sub("", line, count=1).strip(" *_|•·") if ":" in line else line.strip(" *_|•·")
