"""Stage 8: recognise the people on each conversation by their addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from kartotek.contacts.queries import persons_by_keys
from kartotek.lib.addresses import is_no_reply
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.bulk import among, insert_each
from kartotek.mail.inbound.under_way import UnderWay
from kartotek.mail.models import Participant
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.users.prepared import prepared

# Whoever a reply would go to is not yet on the conversation, unless nobody reads the From.
ON_CONVERSATION = ("from", "stand_in", "to", "cc", "bcc")


def match(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Match the parties of a batch to persons; matching twice changes nothing."""
    company_id = entries[0].company_id
    parties = parties_of_messages(
        [entry.message_id for entry in entries if entry.message_id], company_id=company_id
    )
    add_matches(parties, company_id=company_id, at=at)


def parties_of_messages(message_ids: Collection[int], *, company_id: int) -> set[tuple[int, str]]:
    """Return (conversation, address key) of everyone on the messages."""
    rows = Participant.objects.filter(
        among("message_id", message_ids),
        company_id=company_id,
        role__in=ON_CONVERSATION,
        message__conversation_id__isnull=False,
    ).values_list("message_id", "message__conversation_id", "role", "key")
    found = list(rows)
    return _parties(found, {message_id for message_id, _, role, _ in found if role == "stand_in"})


def _parties(
    rows: Iterable[tuple[int, int | None, str, str]], stood_for: Collection[int]
) -> set[tuple[int, str]]:
    """Return who is on each conversation; a sender in whose place another stands is not."""
    return {
        (conversation_id or 0, key)
        for message_id, conversation_id, role, key in rows
        if role != "from" or message_id not in stood_for
    }


def add_matches(parties: set[tuple[int, str]], *, company_id: int, at: datetime) -> int:
    """Write the persons behind the parties and return how many rows were offered."""
    ours = own_keys(company_id)
    keys = {key for _, key in parties if key and key not in ours}
    persons = persons_by_keys(keys, company_id=company_id)
    rows = [
        (company_id, conversation_id, person_id, key, at)
        for conversation_id, key in parties
        for person_id in persons.get(key, ())
    ]
    insert_each(
        ParticipantMatch,
        ["company_id", "conversation_id", "person_id", "key", "at"],
        rows,
        skips_known=True,
    )
    return len(rows)


def drop_stale(
    matches: QuerySet[ParticipantMatch], parties: set[tuple[int, str]], *, company_id: int
) -> None:
    """Drop the matches that no longer hold; those that do stay as they are, with their time."""
    ours = own_keys(company_id)
    rows = list(matches.values_list("pk", "conversation_id", "person_id", "key"))
    keys = {key for *_, key in rows if key not in ours}
    persons = persons_by_keys(keys, company_id=company_id)
    stale = [
        pk
        for pk, conversation_id, person_id, key in rows
        if person_id not in persons.get(key, ()) or (conversation_id, key) not in parties
    ]
    ParticipantMatch.objects.filter(among("id", stale), company_id=company_id).delete()


def conversations_with(keys: Collection[str], *, company_id: int) -> set[tuple[int, str]]:
    """Return (conversation, key) of every conversation on which one of the addresses is."""
    rows = _with_one(keys=keys, company_id=company_id)
    unread = {pk for pk, _, role, key in rows if role == "from" and is_no_reply(key)}
    stand_ins = Participant.objects.filter(
        company_id=company_id, message_id__in=unread, role="stand_in"
    )
    stood_for = set(stand_ins.values_list("message_id", flat=True)) if unread else set()
    return _parties(rows, stood_for)


@prepared
def _with_one(
    *, keys: Collection[str], company_id: int
) -> QuerySet[Participant, tuple[int, int | None, str, str]]:
    with_one = Participant.objects.filter(
        company_id=company_id,
        key__in=keys,
        role__in=ON_CONVERSATION,
        message__conversation_id__isnull=False,
    )
    return with_one.values_list("message_id", "message__conversation_id", "role", "key").distinct()
