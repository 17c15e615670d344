"""The messages that may be what some replies answer, read for all of them in a few queries."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Count

from kartotek.mail.models import LineFingerprint, Message, Participant
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.mail.rules.threading import (
    QUOTE_REACH,
    SUBJECT_REACH,
    Parent,
    is_generic_subject,
)

# A line written so often is a footer; it says nothing, and reading all its messages costs.
COMMON_LINE = 30
LAST_OF_SUBJECT = 40
_AT_ONCE = 900


class Parents:
    """What the replies quote and are called, and who wrote that here.

    Conversations are joined while replies are placed one after the other: `look_again` reads
    where everything lies by then.
    """

    def __init__(self, replies: Sequence[Message], *, company_id: int) -> None:
        """Read everything about some replies of a company."""
        self.company_id = company_id
        self.quoted = {
            reply.pk: frozenset(array("q", bytes(reply.quoted_lines))) for reply in replies
        }
        self.writers = self._writers()
        self.wanted = {reply.pk: self._wanted(reply) for reply in replies}
        wanted = {pk for ids in self.wanted.values() for pk in ids}
        self.messages = self._messages(wanted)
        self.parties = self._parties({*self.messages, *self.quoted})
        self.homes: dict[int, int] = {}
        self.look_again()

    def look_again(self) -> None:
        """Read in which conversation each message and reply lies now."""
        for ids in _portions({*self.messages, *self.quoted}):
            rows = Message.objects.filter(pk__in=ids, company_id=self.company_id)
            self.homes |= {pk: home or 0 for pk, home in rows.values_list("id", "conversation_id")}

    def of(self, reply: Message) -> list[Parent]:
        """Return every message that may be the parent, as the rules take it."""
        quoted = self.quoted[reply.pk]
        own_lines: dict[int, set[int]] = defaultdict(set)
        for line in quoted:
            for pk in self.writers.get(line, ()):
                own_lines[pk].add(line)
        earliest = reply.sent_at - QUOTE_REACH
        return [
            Parent(
                at=sent_at,
                conversation=self.homes[pk],
                base_subject=base_subject,
                parties=self.parties[pk],
                own_lines=frozenset(own_lines.get(pk, ())),
            )
            for pk in sorted(self.wanted[reply.pk])
            for sent_at, base_subject in (self.messages.get(pk, (None, "")),)
            if sent_at is not None and sent_at >= earliest
        ]

    def _writers(self) -> dict[int, set[int]]:
        """Return who wrote each of the quoted lines; footers are left out."""
        lines = LineFingerprint.objects.filter(company_id=self.company_id).order_by()
        writers: dict[int, set[int]] = defaultdict(set)
        for quoted in _portions({line for found in self.quoted.values() for line in found}):
            times = lines.filter(fingerprint__in=quoted).values_list("fingerprint")
            telling = [line for line, count in times.annotate(Count("id")) if count <= COMMON_LINE]
            rows = lines.filter(fingerprint__in=telling)
            for line, message_id in rows.values_list("fingerprint", "message_id"):
                writers[line].add(message_id)
        return writers

    def _wanted(self, reply: Message) -> set[int]:
        wanted = {pk for line in self.quoted[reply.pk] for pk in self.writers.get(line, ())}
        if reply.base_subject and not is_generic_subject(reply.base_subject):
            wanted |= self._of_subject(reply)
        wanted.discard(reply.pk)
        return wanted

    def _of_subject(self, reply: Message) -> set[int]:
        same = Message.objects.filter(
            company_id=self.company_id,
            conversation_id__isnull=False,
            base_subject=reply.base_subject,
            sent_at__gte=reply.sent_at - SUBJECT_REACH,
            sent_at__lte=reply.sent_at + SUBJECT_REACH,
        )
        return set(same.order_by("-sent_at").values_list("id", flat=True)[:LAST_OF_SUBJECT])

    def _messages(self, ids: Collection[int]) -> dict[int, tuple[datetime, str]]:
        found: dict[int, tuple[datetime, str]] = {}
        for portion in _portions(ids):
            rows = Message.objects.filter(
                pk__in=portion, company_id=self.company_id, conversation_id__isnull=False
            )
            for pk, sent_at, base_subject in rows.values_list("id", "sent_at", "base_subject"):
                found[pk] = (sent_at, base_subject)
        return found

    def _parties(self, ids: Collection[int]) -> dict[int, frozenset[str]]:
        ours = own_keys(self.company_id)
        found: dict[int, set[str]] = {message_id: set() for message_id in ids}
        for portion in _portions(ids):
            rows = Participant.objects.filter(company_id=self.company_id, message_id__in=portion)
            for message_id, key in rows.values_list("message_id", "key"):
                if key not in ours:
                    found[message_id].add(key)
        return {message_id: frozenset(keys) for message_id, keys in found.items()}


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield so many ids at a time as one statement may ask for."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
