"""What a conversation is about: its subject without the prefixes of replies and forwards.

Tags in brackets stay, since they belong to the subject; prefixes behind a tag go, too.

Source: RFC 5256 section 2.1, widened to the prefixes mailers use in other languages.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_REPLIES: Final = (
    "re r aw antw antwort sv vs vá odp ynt yan yanıt cvp cevap res resp rif rép απ σχετ bls отв"
    " ответ atb 回复 回覆 答复 答覆 返信 回信 답장 회신 השב תגובה رد"
)
_FORWARDS: Final = (
    "fw fwd wg tr rv enc i vb vl pd doorst ilt iletilen yönl továbbítás tovább πρθ пер переслано"
    " trs 转发 轉寄 轉發 转寄 転送 전달 הועבר"
)
_BY_MACHINES: Final = (
    "automatic reply|auto reply|otomatik yanıt|otomatik cevap|automatische antwort"
    "|réponse automatique|respuesta automática"
)
_PREFIX: Final = re.compile(
    rf"(?:(?P<reply>{'|'.join(_REPLIES.split())}|{_BY_MACHINES})|(?:{'|'.join(_FORWARDS.split())}))"
    r"\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}|\*\d{1,3})?\s?[:：]\s*",
    re.IGNORECASE,
)
_TAGS: Final = re.compile(r"(?:\[[^\[\]]*\]\s*)+")
_WRAPPED: Final = re.compile(r"\[\s*(?:fwd?|ilt)\s*:\s*(.*)\]\s*\Z", re.IGNORECASE)
_TRAILER: Final = re.compile(r"\s*\(fwd\)\s*\Z", re.IGNORECASE)
_MAX_PREFIXES: Final = 30


class Subject(NamedTuple):
    """A subject without its prefixes, and what the outermost prefix says."""

    base: str
    is_reply: bool
    is_forward: bool


def read(subject: str) -> Subject:
    """Return the base of a decoded subject; it keeps its case, so compare it casefolded."""
    base, outermost = subject, ""
    for _ in range(_MAX_PREFIXES):
        kind, shorter = _without_prefix(base)
        if not kind:
            break
        base, outermost = shorter, outermost or kind
    return Subject(base.strip(), outermost == "reply", outermost == "forward")


def _without_prefix(subject: str) -> tuple[str, str]:
    """Return what the first prefix says, and the subject without it; nothing if there is none."""
    wrapped = _WRAPPED.match(subject)
    if wrapped:
        return "forward", wrapped[1]
    trailer = _TRAILER.search(subject)
    if trailer:
        return "forward", subject[: trailer.start()]
    tags = _TAGS.match(subject)
    start = tags.end() if tags else 0
    prefix = _PREFIX.match(subject, start)
    if prefix is None:
        return "", subject
    kind = "reply" if prefix["reply"] else "forward"
    return kind, _joined(subject[:start], subject[prefix.end() :])


def _joined(tags: str, rest: str) -> str:
    """Return tags and what follows them; a list adds its tag in front of one that is there."""
    return rest if rest.casefold().startswith(tags.strip().casefold()) else tags + rest
