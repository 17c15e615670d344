"""Stage 8: recognise the people on each conversation by their addresses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from kartotek.contacts.queries import persons_by_keys
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.bulk import among, insert_each
from kartotek.mail.models import FolderEntry, Message, Participant
from kartotek.mail.queries.mailboxes import own_keys

# Whoever a reply would go to is not yet on the conversation.
ON_CONVERSATION = ("from", "to", "cc", "bcc")


def match(entries: Sequence[FolderEntry], *, at: datetime) -> None:
    """Match the parties of a batch to persons; matching twice changes nothing."""
    company_id = entries[0].company_id
    parties = parties_of_messages(
        [entry.message_id for entry in entries if entry.message_id], company_id=company_id
    )
    add_matches(parties, company_id=company_id, at=at)


def parties_of_messages(message_ids: Collection[int], *, company_id: int) -> set[tuple[int, str]]:
    """Return (conversation, address key) of everyone on the messages."""
    return {
        (conversation_id, key)
        for conversation_id, key in Participant.objects.filter(
            among("message_id", message_ids),
            company_id=company_id,
            role__in=ON_CONVERSATION,
            message__conversation_id__isnull=False,
        ).values_list("message__conversation_id", "key")
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


def conversations_with(keys: Collection[str], *, company_id: int) -> set[tuple[int, str]]:
    """Return (conversation, key) of every conversation on which one of the addresses is."""
    return {
        (conversation_id, key)
        for conversation_id, key in Message.objects.filter(
            company_id=company_id,
            participants__key__in=list(keys),
            participants__role__in=ON_CONVERSATION,
            conversation_id__isnull=False,
        ).values_list("conversation_id", "participants__key")
    }
