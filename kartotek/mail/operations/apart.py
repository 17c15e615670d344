"""Two conversations that a letter shows to be one, and that stay apart, are remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from kartotek.mail.bulk import insert_each
from kartotek.mail.models import KeptApart
from kartotek.mail.models.apart import Answer


def keep_apart(pairs: Iterable[tuple[int, int, int]], *, company_id: int, at: datetime) -> None:
    """Remember pairs of conversations with the message that shows each to be one.

    A pair that is known stays as it is, whatever was answered.

    Args:
        pairs: ids of two conversations, and of the message.
        company_id: whose.
        at: now.
    """
    insert_each(
        KeptApart,
        ["company_id", "first_id", "second_id", "message_id", "at", "answer", "before"],
        [
            (company_id, min(one, other), max(one, other), message_id, at, Answer.OPEN, {})
            for one, other, message_id in pairs
        ],
        skips_known=True,
    )


def parted(conversation_ids: Collection[int], *, company_id: int) -> set[tuple[int, int]]:
    """Return the pairs among some conversations that a user keeps apart, smaller id first."""
    if len(conversation_ids) < 2:
        return set()
    answered = KeptApart.objects.filter(
        company_id=company_id,
        answer=Answer.APART,
        first_id__in=conversation_ids,
        second_id__in=conversation_ids,
    )
    return set(answered.values_list("first_id", "second_id"))


def follow_join(gone_id: int, stays_id: int, *, company_id: int) -> None:
    """Let what was kept apart from a joined conversation be kept apart from what it is now."""
    kept = KeptApart.objects.filter(company_id=company_id).exclude(answer=Answer.JOINED)
    for pair in kept.filter(Q(first_id=gone_id) | Q(second_id=gone_id)):
        other = pair.second_id if pair.first_id == gone_id else pair.first_id
        first, second = sorted((other, stays_id))
        if first == second or kept.filter(first_id=first, second_id=second).exists():
            pair.delete()
            continue
        pair.first_id, pair.second_id = first, second
        pair.save(update_fields=["first", "second"])
