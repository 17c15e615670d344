"""A notification ready to be shown, whatever it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kartotek.notifications.models import Notification
from kartotek.notifications.queries.sight import COMMENT, CONVERSATION, Ref, Seen
from kartotek.notifications.words import REASONS, sentence_of


@dataclass(frozen=True)
class Place:
    """Where a notification leads: a record, activity or conversation, and what to look at there."""

    kind: str
    id: int
    anchor: str = ""


@dataclass(frozen=True)
class NotificationRow:
    """What a user was told; `sentence` has the placeholders that `values` fill."""

    id: int
    kind: str
    event: str
    icon: str
    sentence: str
    values: Mapping[str, str]
    snippet: str
    why: str
    at: datetime
    is_read: bool
    place: Place

    @property
    def text(self) -> str:
        """Return the sentence as plain text."""
        return self.sentence % self.values


def row_of(told: Notification, sights: Mapping[Ref, Seen]) -> NotificationRow:
    """Return a notification as a row; its subject is among what its user sees."""
    subject = (told.subject_type, told.subject_id)
    sight = sights[subject]
    data = told.data
    count = int(data.get("more", 0))
    icon, sentence = sentence_of(told.event, count)
    is_mail = told.subject_type == CONVERSATION
    values = {
        "who": str(data.get("who", "")) or "Kartotek",
        "what": str(data.get("subject", "")) if is_mail else sight.title,
        "owner": str(data.get("owner", "")),
        "count": str(count),
    }
    return NotificationRow(
        id=told.pk,
        kind=told.kind,
        event=told.event,
        icon=icon,
        sentence=sentence,
        values=values,
        snippet=_snippet(data, sight, sights),
        why=str(REASONS.get(told.code, "")),
        at=told.at,
        is_read=told.read_at is not None,
        place=_place(subject, sight, data),
    )


def _snippet(data: Mapping[str, Any], sight: Seen, sights: Mapping[Ref, Seen]) -> str:
    """Return what stands below the sentence: first words as they are now, or mail's record."""
    about = data.get("record")
    named = sights.get((str(about[0]), int(about[1]))) if about else None
    if data.get("comment"):
        return sights[(COMMENT, int(data["comment"]))].snippet
    return named.title if named else sight.snippet


def _place(subject: Ref, sight: Seen, data: Mapping[str, Any]) -> Place:
    kind, pk = subject
    if kind == "note" and sight.on is not None:
        comment = data.get("comment")
        anchor = f"comment-{comment}" if comment else f"note-{pk}"
        return Place(sight.on[0], sight.on[1], anchor)
    if kind == "activity" and sight.on is not None:
        return Place(sight.on[0], sight.on[1], f"activity-{pk}")
    return Place(kind, pk)
