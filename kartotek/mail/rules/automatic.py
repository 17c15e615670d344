"""Who or what wrote a message: a person, a list, a machine (linking rules, row 51).

Only what the headers say of themselves counts, never the words of a mail. An address that takes
no answers is no sign by itself: forms on websites write from such addresses for real people.

A calendar invitation is somebody's own act and is treated like any mail of that person, unless
the headers say that a machine sent it. Everything else about calendars (accepted, declined,
cancelled, changed) is a notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kartotek.lib.decisions import Decision, Row, decide, otherwise

_LIST_OF_WORDS: Final = re.compile(r"[\s,;]+")
_BULK: Final = frozenset({"bulk", "junk"})
_INVITATIONS: Final = frozenset({"request", "publish"})
_NULL_SENDER: Final = "<>"

# Without these a mail asks only that no receipts be sent, which people's own programs do too.
_SUPPRESSED_BY_MACHINES: Final = frozenset({"all", "oof", "autoreply"})


class Kind(StrEnum):
    """Who or what wrote a message."""

    PERSON = "person"
    LIST = "list"
    BULK = "bulk"
    """Newsletters and notifications: by a machine, not for this one reader."""

    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticFacts:
    """What the headers of a message say, each as it stands there; empty when it is absent.

    Args:
        sender_key: the address in From, as it is compared.
        list_unsubscribe: one can unsubscribe; proves nothing, as mail programs of salespeople
            write it into single mails as well.
        return_path: `<>` when it is there and empty.
        content_type: of the whole message, without parameters.
        has_calendar_method: a part of it is a calendar message, though of which kind is not known.
        calendar_method: of which kind: REQUEST, REPLY, CANCEL; empty when that is not known.
    """

    sender_key: str = ""
    auto_submitted: str = ""
    precedence: str = ""
    list_id: str = ""
    list_unsubscribe: bool = False
    return_path: str = ""
    content_type: str = ""
    report_type: str = ""
    x_auto_response_suppress: str = ""
    has_calendar_method: bool = False
    calendar_method: str = ""

    @property
    def is_report(self) -> bool:
        """Whether a mail system reports about another mail."""
        return self.content_type.lower() == "multipart/report"

    @property
    def is_receipt(self) -> bool:
        """Whether it says that a mail was read."""
        return self.is_report and self.report_type.lower() == "disposition-notification"

    @property
    def is_from_daemon(self) -> bool:
        """Whether a mail system itself wrote it."""
        local = self.sender_key.partition("@")[0]
        return local == "mailer-daemon" or (local == "postmaster" and self.has_null_sender)

    @property
    def has_null_sender(self) -> bool:
        """Whether an answer to it is ruled out on the way already (RFC 5321 section 4.5.5)."""
        return self.return_path == _NULL_SENDER

    @property
    def submitted(self) -> str:
        """How it was submitted, in one word; empty when a person did (RFC 3834 section 5)."""
        word = re.split(r"[\s;(]", self.auto_submitted.strip().lower(), maxsplit=1)[0]
        return "" if word == "no" else word

    @property
    def is_calendar_notice(self) -> bool:
        """Whether a calendar tells something, rather than a person inviting."""
        invites = self.calendar_method.lower() in _INVITATIONS and not self.submitted
        return (self.has_calendar_method or bool(self.calendar_method)) and not invites

    @property
    def told_precedence(self) -> str:
        """How urgent it calls itself, in one word."""
        return self.precedence.strip().lower()

    @property
    def suppresses_answers(self) -> bool:
        """Whether it asks other machines not to answer, as only machines do."""
        words = _LIST_OF_WORDS.split(self.x_auto_response_suppress.lower())
        return not _SUPPRESSED_BY_MACHINES.isdisjoint(words)


KIND_TABLE: Final[tuple[Row[AutomaticFacts, Kind], ...]] = (
    Row("RECEIPT", lambda f: f.is_receipt, Kind.AUTO_REPLY, "It says that a mail was read."),
    Row("REPORT", lambda f: f.is_report, Kind.BOUNCE, "A mail system reports about a mail."),
    Row("DAEMON", lambda f: f.is_from_daemon, Kind.BOUNCE, "A mail system wrote it."),
    Row(
        "CALENDAR_NOTICE",
        lambda f: f.is_calendar_notice,
        Kind.CALENDAR,
        "A calendar tells of an answer or a change.",
    ),
    Row(
        "AUTO_REPLIED",
        lambda f: f.submitted == "auto-replied" or f.told_precedence == "auto_reply",
        Kind.AUTO_REPLY,
        "A machine answered in somebody's place.",
    ),
    Row(
        "LIST",
        lambda f: bool(f.list_id) or f.told_precedence == "list",
        Kind.LIST,
        "It went to a mailing list.",
    ),
    Row("AUTO_GENERATED", lambda f: bool(f.submitted), Kind.BULK, "A machine wrote it."),
    Row("BULK", lambda f: f.told_precedence in _BULK, Kind.BULK, "It went to many at once."),
    Row(
        "SUPPRESSES_ANSWERS",
        lambda f: f.suppresses_answers,
        Kind.BULK,
        "It asks other machines not to answer, as machines do.",
    ),
    Row(
        "NULL_SENDER",
        lambda f: f.has_null_sender,
        Kind.AUTO_REPLY,
        "It was sent so that nothing can come back.",
    ),
    Row("PERSON", otherwise, Kind.PERSON, "Nothing says that a machine sent it."),
)
"""Source: RFC 3834, RFC 2919 (List-Id), RFC 6522 (reports), RFC 8098 (receipts), RFC 5546
(calendar methods), [MS-OXCMAIL] section 2.1.3.2 (X-Auto-Response-Suppress)."""


def classify(facts: AutomaticFacts) -> Decision[Kind]:
    """Decide who or what wrote a message."""
    return decide(KIND_TABLE, facts)


def is_automated(kind: Kind) -> bool:
    """Whether mail of this kind starts no link of its own (row 51)."""
    return kind is not Kind.PERSON
