"""Short ways to write the facts about a reply and what it may answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kartotek.mail.rules.threading import Parent, ReplyFacts

NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)

ZEYNEP = "zeynep.karaca@marmara.example"
DANIEL = "daniel.okafor@brightwell.example"

LINES = frozenset(range(10))
SUBJECT = "lobby lighting pera"


def reply(**more: Any) -> ReplyFacts:
    """Return a reply of Zeynep under a telling subject, of which no reference is left."""
    known: dict[str, Any] = {
        "at": NOW,
        "conversation": 1,
        "base_subject": SUBJECT,
        "parties": frozenset({ZEYNEP}),
        "looks_like_reply": True,
    }
    return ReplyFacts(**(known | more))


def parent(**more: Any) -> Parent:
    """Return a mail to Zeynep of the day before, under the same subject."""
    known: dict[str, Any] = {
        "at": YESTERDAY,
        "conversation": 2,
        "base_subject": SUBJECT,
        "parties": frozenset({ZEYNEP}),
    }
    return Parent(**(known | more))
