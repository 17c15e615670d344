"""Messages as far as threading cares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kartotek.mail.bulk import among
from kartotek.mail.models import Message


@dataclass(slots=True)
class Unplaced:
    """A message whose conversation is looked for; a whole record costs several times as much.

    Args:
        pk: of the message.
        conversation_id: where it lies; None before it was placed.
        joined_by: what placed it there.
    """

    pk: int
    identity: str
    message_id: str
    references: str
    thread_index: str
    looks_like_reply: bool
    conversation_id: int | None
    subject: str
    base_subject: str
    sent_at: datetime
    joined_by: str


def messages_of(ids: Collection[int], *, company_id: int) -> list[Unplaced]:
    """Return some messages of a company, oldest first."""
    rows = Message.objects.filter(among("pk", ids), company_id=company_id).values_list(
        "pk",
        "identity",
        "message_id",
        "references",
        "thread_index",
        "looks_like_reply",
        "conversation_id",
        "subject",
        "base_subject",
        "sent_at",
        "joined_by",
    )
    return [Unplaced(*row) for row in rows.order_by("sent_at", "id")]
