"""What is known about an email once it is read.

Every text in here is Unicode that any database takes: no NUL, no lone surrogate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from kartotek.lib.addresses import Address

BlockKind = Literal["own", "quoted", "signature"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the text of the message.

    Args:
        index: place in the walk over all parts, the message itself being 0; `parse.part` takes it.
        content_id: without its brackets.
        is_inline: the HTML shows it in place, so a list of attachments may leave it out.
        disposition: `attachment`, `inline` or nothing, as the sender said.
        kind: what it is beyond its type: `tnef`, `smime`, `signature`, `pgp`, `message`,
            `calendar`, `report`, `rest` (what lies beyond a limit), or nothing.
    """

    index: int
    filename: str
    content_type: str
    size_bytes: int
    content_id: str
    is_inline: bool
    disposition: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PartContent:
    """The decoded bytes of one part."""

    content: bytes
    filename: str
    content_type: str
    is_inline: bool


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a message in both forms; `html` is what was sent, not sanitised."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a text that belong together: written here, quoted, or a signature."""

    kind: BlockKind
    text: str


class ParsedMessage(NamedTuple):
    """An email, read; a tuple, which is made in a tenth of the time of other frozen things.

    Args:
        message_id: without brackets; empty when the message has none.
        references: of the References field, oldest first; the first and the last 200.
        base_subject: without prefixes of replies and forwards; compare it casefolded.
        date: UTC; None when there is none that can be read.
        recipient_count: of To, Cc and Bcc, also those beyond the 500 addresses kept.
        thread_index: the 16 bytes Outlook shares over a conversation, hexadecimal.
        return_path: `<>` when it is there and empty, as in delivery notices.
        text: what to read, made of the HTML when there is nothing else.
        html: what was sent, not sanitised; left out unless everything was read.
        snippet: the beginning of what the sender wrote himself, on one line.
        own_lines: fingerprints of what the sender wrote, signed 64 bit.
        quoted_lines: fingerprints of what he quotes, signed 64 bit; only the first of a message
            that names what it answers, unless everything was read.
        body_hash: equal for two copies of one message, whichever way each came.
        problems: codes of what was odd; at most 12.
    """

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    subject: str
    base_subject: str
    is_reply_subject: bool
    is_forward_subject: bool
    date: datetime | None
    from_: tuple[Address, ...]
    sender: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    recipient_count: int
    thread_index: str
    thread_topic: str
    auto_submitted: str
    precedence: str
    list_id: str
    list_unsubscribe: bool
    return_path: str
    content_type: str
    report_type: str
    x_auto_response_suppress: str
    calendar_method: str
    text: str
    html: str
    snippet: str
    attachments: tuple[Attachment, ...]
    own_lines: tuple[int, ...]
    quoted_lines: tuple[int, ...]
    has_attribution: bool
    body_hash: str
    size_bytes: int
    problems: tuple[str, ...]
