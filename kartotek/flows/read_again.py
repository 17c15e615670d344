"""Mail that an older version read is read again, and taken through every stage that follows.

    outdated -> read again -> thread, classify, match, link, index, note -> stale matches go

Each stage may run twice, so what people chose by hand, what was linked and what was noted stays.
A portion at a time, so that new mail comes in between; stopped in the middle, it goes on there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kartotek.flows import inbound_mail
from kartotek.linking.match import drop_stale, parties_of_messages
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.inbound.read_again import outdated
from kartotek.mail.inbound.read_again import read_again as read_messages
from kartotek.mail.models import Message
from kartotek.mail.queries.mailboxes import mailbox_with_id
from kartotek.users.models import Company

PORTION = 500


@dataclass
class ReadAgain:
    """How many messages were read again, and why others could not be, by their id."""

    count: int = 0
    failed: dict[int, str] = field(default_factory=dict)


def read_again(
    *,
    mailbox_id: int | None = None,
    everything: bool = False,
    at: datetime,
    clock: Callable[[], datetime] | None = None,
) -> ReadAgain:
    """Read what an older version read again, and say how much that was.

    Args:
        mailbox_id: only the mail of one mailbox; None for all of every company.
        everything: what this version has read, too.
        at: now.
        clock: what tells the time again during a long run.

    Raises:
        NotFound: there is no such mailbox.
        RemoteError: the mail store does not answer; what was not read yet stays as it is.
    """
    tell = clock or (lambda: at)
    report = ReadAgain()
    for company_id in _companies(mailbox_id):
        after = 0
        while ids := outdated(
            company_id=company_id,
            mailbox_id=mailbox_id,
            after=after,
            limit=PORTION,
            everything=everything,
        ):
            done = read_messages(ids, company_id=company_id, at=tell())
            inbound_mail.process(company_id, at=tell(), clock=clock)
            _drop_stale(done.done, company_id)
            report.count += len(done.done)
            report.failed |= done.failed
            after = ids[-1]
    return report


def _companies(mailbox_id: int | None) -> Iterable[int]:
    if mailbox_id is not None:
        return [mailbox_with_id(mailbox_id).company_id]
    return list(Company.objects.order_by("pk").values_list("pk", flat=True))


def _drop_stale(message_ids: Collection[int], company_id: int) -> None:
    """Let go who was on a conversation only because a message was misread."""
    messages = Message.objects.filter(company_id=company_id)
    homes = set(
        messages.filter(pk__in=message_ids, conversation_id__isnull=False).values_list(
            "conversation_id", flat=True
        )
    )
    everything = messages.filter(conversation_id__in=homes).values_list("pk", flat=True)
    matches = ParticipantMatch.objects.filter(company_id=company_id, conversation_id__in=homes)
    drop_stale(
        matches, parties_of_messages(list(everything), company_id=company_id), company_id=company_id
    )
