"""The messages that may be what some replies answer, read for all of them in a few queries."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Count

from kartotek.mail.mime import fingerprints, quotes
from kartotek.mail.models import LineFingerprint, Message, MessageText, Participant
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
_OF_SUBJECT = (
    f"SELECT id FROM {Message._meta.db_table}"  # noqa: S608  A name of our own.
    " WHERE company_id = %s AND conversation_id IS NOT NULL AND base_subject = %s"
    " AND sent_at BETWEEN %s AND %s"
    f" ORDER BY sent_at DESC LIMIT {LAST_OF_SUBJECT}"
)


class Parents:
    """What the replies quote and are called, and who wrote that here.

    Conversations are joined while replies are placed one after the other: `look_again` reads
    where everything lies by then.
    """

    def __init__(self, replies: Sequence[Message], *, company_id: int) -> None:
        """Read everything about some replies of a company."""
        self.company_id = company_id
        self.quoted = _quoted_lines(replies)
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
        """Return the last messages of a subject; asked for each reply, so built but once."""
        moment = connection.ops.adapt_datetimefield_value
        first, last = reply.sent_at - SUBJECT_REACH, reply.sent_at + SUBJECT_REACH
        with connection.cursor() as cursor:
            cursor.execute(
                _OF_SUBJECT, [self.company_id, reply.base_subject, moment(first), moment(last)]
            )
            return {pk for (pk,) in cursor.fetchall()}

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


def _quoted_lines(replies: Sequence[Message]) -> dict[int, frozenset[int]]:
    """Return the fingerprints of what each reply quotes.

    Of a reply that names what it answers they are made only now, of its text: most such replies
    are placed by what they name, and nobody asks.
    """
    naming = [reply.pk for reply in replies if reply.references and reply.quoted_lines]
    texts = dict(
        MessageText.objects.filter(message_id__in=naming).values_list("message_id", "text")
    )
    return {
        reply.pk: frozenset(
            fingerprints.of(quotes.read(texts[reply.pk]))[1]
            if reply.pk in texts
            else array("q", bytes(reply.quoted_lines))
        )
        for reply in replies
    }


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield so many ids at a time as one statement may ask for."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
