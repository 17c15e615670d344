"""Counting mail that has just arrived: what is new is looked at, never what was there before.

    matches on the conversations that grew -> newest letters there -> later than known? written

`counters.recount_mail` finds the same from the whole past of everybody concerned, which a busy
mailbox cannot afford with every batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from kartotek.contacts.models import Organization, Person
from kartotek.flows.counters import recount_mail
from kartotek.flows.truth import TO
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.bulk import among, update_each
from kartotek.mail.models import ConversationJoin, MailboxConversation, Message, Participant
from kartotek.mail.queries.mailboxes import own_keys

# A conversation and an address on it.
Party = tuple[int, str]


@dataclass(slots=True)
class _Newest:
    """When each party last wrote, and when we last wrote to it."""

    incoming: dict[Party, datetime] = field(default_factory=dict)
    outgoing: dict[Party, datetime] = field(default_factory=dict)


@dataclass(slots=True)
class _Seen:
    """The newest mail of one person or organization among what arrived."""

    incoming: datetime | None = None
    outgoing: datetime | None = None

    def take(self, newest: _Newest, party: Party) -> None:
        """Look at one of its parties."""
        self.incoming = _later(self.incoming, newest.incoming.get(party))
        self.outgoing = _later(self.outgoing, newest.outgoing.get(party))


@transaction.atomic
def count_arrivals(*, company_id: int, conversation_ids: Collection[int]) -> None:
    """Count the mail of whoever is on conversations that grew, and that of their organizations.

    Where a private conversation was joined there may be less to see than before: such ones are
    counted anew. Counting twice changes nothing.
    """
    hidden = _hidden_by_joining(conversation_ids, company_id)
    if hidden:
        recount_mail(company_id=company_id, conversation_ids=hidden)
    grown = set(conversation_ids) - hidden
    if grown:
        _count(grown, company_id)


def _hidden_by_joining(conversation_ids: Collection[int], company_id: int) -> set[int]:
    private = MailboxConversation.objects.filter(
        company_id=company_id, conversation_id=OuterRef("stays_id"), is_shared=False
    )
    joins = ConversationJoin.objects.filter(
        Exists(private), among("stays_id", set(conversation_ids)), company_id=company_id
    )
    return set(joins.values_list("stays_id", flat=True))


def _count(grown: Collection[int], company_id: int) -> None:
    matches = (
        _shared(company_id)
        .filter(among("conversation_id", grown))
        .values_list("conversation_id", "key", "person_id", "person__organization_id")
    )
    newest = _newest(grown, company_id)
    people: dict[int, _Seen] = defaultdict(_Seen)
    organizations: dict[int, _Seen] = defaultdict(_Seen)
    for conversation_id, key, person_id, organization_id in matches:
        party = (conversation_id, key)
        people[person_id].take(newest, party)
        if organization_id is not None:
            organizations[organization_id].take(newest, party)
    _write(Person, "person_id", people, company_id)
    _write(Organization, "person__organization_id", organizations, company_id)


def _shared(company_id: int) -> QuerySet[ParticipantMatch]:
    """Return the matches on conversations that colleagues may see."""
    places = MailboxConversation.objects.filter(
        company_id=company_id,
        conversation_id=OuterRef("conversation_id"),
        is_shared=True,
        deleted_at=None,
    )
    return ParticipantMatch.objects.filter(
        Exists(places), company_id=company_id, person__deleted_at=None
    )


def _newest(grown: Collection[int], company_id: int) -> _Newest:
    """Return the newest letters of the conversations.

    All of their letters count: with the first shared copy the earlier ones are seen as well.
    """
    ours = own_keys(company_id)
    newest = _Newest()
    sent: dict[int, tuple[int, datetime]] = {}
    letters = Message.objects.filter(
        among("conversation_id", grown), company_id=company_id
    ).values_list("id", "conversation_id", "sender_key", "sent_at")
    for pk, conversation_id, key, sent_at in letters:
        _take(newest.incoming, (conversation_id or 0, key), sent_at)
        if key in ours:
            sent[pk] = (conversation_id or 0, sent_at)
    recipients = Participant.objects.filter(
        among("message_id", sent), company_id=company_id, role__in=TO
    )
    for pk, key in recipients.values_list("message_id", "key"):
        if pk in sent:
            conversation_id, sent_at = sent[pk]
            _take(newest.outgoing, (conversation_id, key), sent_at)
    return newest


def _take(newest: dict[Party, datetime], party: Party, at: datetime) -> None:
    known = newest.get(party)
    if known is None or known < at:
        newest[party] = at


def _write(
    model: type[Person | Organization], path: str, seen: Mapping[int, _Seen], company_id: int
) -> None:
    """Write the counters that arrivals changed."""
    matches = _shared(company_id).filter(**{f"{path}__in": seen})
    counts = dict(
        matches.order_by().values_list(path).annotate(Count("conversation_id", distinct=True))
    )
    known = model._default_manager.filter(company_id=company_id, pk__in=seen)
    update_each(model, _FIELDS, _changed(known.values_list("pk", *_FIELDS), seen, counts))


_FIELDS = ["conversation_count", "last_incoming_at", "last_outgoing_at"]


def _changed(
    known: Iterable[tuple[int, int, datetime | None, datetime | None]],
    seen: Mapping[int, _Seen],
    counts: Mapping[int, int],
) -> list[tuple[int, datetime | None, datetime | None, int]]:
    """Return what is to be written, as `update_each` takes it."""
    changed = []
    for pk, count, incoming, outgoing in known:
        now = (
            counts.get(pk, 0),
            _later(incoming, seen[pk].incoming),
            _later(outgoing, seen[pk].outgoing),
        )
        if now != (count, incoming, outgoing):
            changed.append((*now, pk))
    return changed


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two moments; one that is not known is earlier than any."""
    if one is None or other is None:
        return one or other
    return max(one, other)
