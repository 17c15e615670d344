"""Finding the conversation of a reply whose mail program left out every reference.

What it quotes is looked up among the lines people wrote here; what it is called, among the last
messages of that subject (engineering/MAIL.md section 2, step 3).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Count

from kartotek.mail.inbound.classify import kind_of
from kartotek.mail.models import LineFingerprint, Message, Participant
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.mail.rules.automatic import is_automated
from kartotek.mail.rules.threading import (
    QUOTE_REACH,
    SUBJECT_REACH,
    Ground,
    Parent,
    ReplyFacts,
    choose_parent,
    is_generic_subject,
)

# A line written so often is a footer; it says nothing, and reading all its messages costs.
COMMON_LINE = 30
LAST_OF_SUBJECT = 40


@dataclass(frozen=True, slots=True)
class Guess:
    """A reply, the conversation it continues, and on what ground."""

    message: Message
    conversation_id: int
    ground: str


def guess(reply_ids: Collection[int], *, company_id: int) -> Iterator[Guess]:
    """Yield, oldest first, the replies that continue a conversation.

    Args:
        reply_ids: of messages that look like replies and were placed by nothing so far.
        company_id: whose.
    """
    if not reply_ids:
        return
    ours = own_keys(company_id)
    replies = Message.objects.filter(company_id=company_id, pk__in=reply_ids)
    for reply in sorted(replies, key=attrgetter("sent_at", "pk")):
        found = _guess_one(reply, company_id, ours)
        if found is not None:
            yield found


def _guess_one(reply: Message, company_id: int, ours: frozenset[str]) -> Guess | None:
    # An earlier guess may have moved it along.
    reply.refresh_from_db(fields=["conversation"])
    quoted = frozenset(array("q", bytes(reply.quoted_lines)))
    written = _written(quoted, company_id)
    asks_subject = bool(reply.base_subject) and not is_generic_subject(reply.base_subject)
    parents = _candidates(reply, set(written), company_id, asks_subject=asks_subject)
    if not parents:
        return None
    parties = _parties([reply.pk, *(one.pk for one in parents)], company_id, ours)
    decision = choose_parent(
        ReplyFacts(
            at=reply.sent_at,
            ground=Ground.NEW,
            conversation=reply.conversation_id,
            base_subject=reply.base_subject,
            parties=parties[reply.pk],
            quoted_lines=quoted,
            looks_like_reply=True,
            names_parents=bool(reply.references),
            is_automated=is_automated(kind_of(reply)),
        ),
        [
            Parent(
                at=one.sent_at,
                conversation=one.conversation_id or 0,
                base_subject=one.base_subject,
                parties=parties[one.pk],
                own_lines=frozenset(written.get(one.pk, ())),
            )
            for one in parents
        ],
    )
    if decision.outcome is None:
        return None
    return Guess(reply, decision.outcome, decision.code)


def _written(quoted: frozenset[int], company_id: int) -> dict[int, set[int]]:
    """Return, by message, which of the quoted lines its sender wrote; footers left out."""
    lines = LineFingerprint.objects.filter(company_id=company_id, fingerprint__in=quoted)
    telling = [
        line
        for line, times in lines.order_by().values_list("fingerprint").annotate(Count("id"))
        if times <= COMMON_LINE
    ]
    written: dict[int, set[int]] = defaultdict(set)
    rows = LineFingerprint.objects.filter(company_id=company_id, fingerprint__in=telling)
    for message_id, line in rows.values_list("message_id", "fingerprint"):
        written[message_id].add(line)
    return written


def _candidates(
    reply: Message, quoted_ids: set[int], company_id: int, *, asks_subject: bool
) -> list[Message]:
    """Return every message that may be the parent, the reply itself left out."""
    messages = Message.objects.filter(company_id=company_id, conversation_id__isnull=False)
    wanted = set(quoted_ids)
    if asks_subject:
        wanted |= set(
            messages.filter(
                base_subject=reply.base_subject,
                sent_at__gte=reply.sent_at - SUBJECT_REACH,
                sent_at__lte=reply.sent_at + SUBJECT_REACH,
            )
            .order_by("-sent_at")
            .values_list("id", flat=True)[:LAST_OF_SUBJECT]
        )
    wanted.discard(reply.pk)
    reach = messages.filter(pk__in=wanted, sent_at__gte=reply.sent_at - QUOTE_REACH)
    return list(reach.only("id", "sent_at", "conversation_id", "base_subject"))


def _parties(
    message_ids: Collection[int], company_id: int, ours: frozenset[str]
) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {message_id: set() for message_id in message_ids}
    rows = Participant.objects.filter(company_id=company_id, message_id__in=list(message_ids))
    for message_id, key in rows.values_list("message_id", "key"):
        if key not in ours:
            found[message_id].add(key)
    return {message_id: frozenset(keys) for message_id, keys in found.items()}
