"""What becomes of conversations when the people on them change (rows 29-30, 56)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kartotek.contacts.queries import persons_by_keys
from kartotek.linking.match import add_matches, conversations_with, drop_stale
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.operations.steps import follow
from kartotek.linking.rules import Event
from kartotek.mail.operations.left_out import look_again
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@transaction.atomic
def rematch(*, keys: Collection[str], by: Viewer, at: datetime) -> int:
    """Let people appear on, and go from, the conversations of some addresses.

    Called after an address was added, changed or taken away, or its person deleted, restored or
    merged. Item links stay as they are (rows 29-30). Mail that stayed out while nobody on it was
    a contact is asked for again. Returns how many conversations have the addresses.

    Args:
        keys: comparison keys of the addresses (`lib/addresses.py`).
        by: who changed the contact.
        at: when.
    """
    company_id = by.company_id
    wanted = {key for key in keys if key}
    if not wanted:
        return 0
    parties = conversations_with(wanted, company_id=company_id)
    conversation_ids = {conversation_id for conversation_id, _key in parties}
    before = set(_matched(keys=wanted, company_id=company_id))
    if parties or before:
        matches = ParticipantMatch.objects.filter(company_id=company_id, key__in=wanted)
        drop_stale(matches, parties, company_id=company_id)
        add_matches(parties, company_id=company_id, at=at)
        after = set(_matched(keys=wanted, company_id=company_id))
        _contact_appeared(after - before, by=by, at=at)
    if persons_by_keys(wanted, company_id=company_id):
        look_again(company_id=company_id, at=at)
    return len(conversation_ids)


@prepared
def _matched(*, keys: Collection[str], company_id: int) -> QuerySet[ParticipantMatch, int]:
    matches = ParticipantMatch.objects.filter(company_id=company_id, key__in=keys)
    return matches.values_list("conversation_id", flat=True)


def _contact_appeared(conversation_ids: Iterable[int], *, by: Viewer, at: datetime) -> None:
    """Let the reason say that the contact came after the mail, where it said nobody was known."""
    links = ConversationLink.objects.select_for_update(of=("self",)).filter(
        company_id=by.company_id, conversation_id__in=list(conversation_ids)
    )
    for link in links.select_related("decision", "made_by").order_by("pk"):
        follow(link, Event.CONTACT_APPEARED, by=by, at=at)


@transaction.atomic
def merge_persons(*, loser_id: int, survivor_id: int, by: Viewer, at: datetime) -> int:
    """Let the survivor stand on every conversation of the merged person (row 56)."""
    matches = ParticipantMatch.objects.filter(company_id=by.company_id)
    known = set(matches.filter(person_id=survivor_id).values_list("conversation_id", "key"))
    moved = 0
    for match in matches.filter(person_id=loser_id):
        if (match.conversation_id, match.key) in known:
            match.delete()
            continue
        match.person_id = survivor_id
        match.save(update_fields=["person"])
        moved += 1
    return moved
