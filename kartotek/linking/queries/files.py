"""The files that came with the conversations of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kartotek.linking.queries.letters import sights_of
from kartotek.linking.queries.of_record import seen_of_record
from kartotek.mail.models import Attachment
from kartotek.users.before import Before
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class MailFile:
    """A file of a message; `index` names it within the message."""

    id: int
    name: str
    content_type: str
    size_bytes: int
    message_id: int
    index: int
    conversation_id: int
    subject: str
    sent_at: datetime


@dataclass(frozen=True)
class MailCounts:
    """How many conversations of a record a viewer may see, and how many files came with them.

    Conversations are counted as far as `MOST_COUNTED`.
    """

    conversations: int
    files: int


def files_of_record(
    kind: str, record_id: int, *, viewer: Viewer, before: Before | None = None, limit: int = 50
) -> list[MailFile]:
    """Return the files in the conversations of a record that the viewer sees, newest first.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id; the caller has checked that the viewer sees it.
        viewer: who is asking.
        before: where to read on; the newest of all without.
        limit: how many at most.
    """
    files = _files_in(seen_of_record(kind, record_id, viewer=viewer), viewer)
    if before is not None:
        files = files.filter(before.condition("message__sent_at"))
    newest = files.select_related("message").order_by("-message__sent_at", "-id")[:limit]
    return [_file(one) for one in newest]


def mail_counts(kind: str, record_id: int, *, viewer: Viewer) -> MailCounts:
    """Return how much mail of a record the viewer may see, read in one go."""
    seen = seen_of_record(kind, record_id, viewer=viewer)
    return MailCounts(conversations=len(seen), files=_files_in(seen, viewer).count() if seen else 0)


def _files_in(conversation_ids: list[int], viewer: Viewer) -> QuerySet[Attachment]:
    """Return what is attached to messages the viewer sees, without pictures in the text."""
    sights = sights_of(conversation_ids, viewer=viewer)
    messages = {pk for sight in sights.values() for pk in sight.message_ids}
    return Attachment.objects.filter(
        company_id=viewer.company_id,
        message_id__in=messages,
        message__sent_at__isnull=False,
        is_inline=False,
    )


def _file(one: Attachment) -> MailFile:
    message = one.message
    assert message.sent_at is not None
    return MailFile(
        id=one.pk,
        name=one.filename,
        content_type=one.content_type,
        size_bytes=one.size_bytes,
        message_id=message.pk,
        index=one.index,
        conversation_id=message.conversation_id or 0,
        subject=message.subject,
        sent_at=message.sent_at,
    )
