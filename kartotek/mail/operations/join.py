"""Two conversations turn out to be one: everything mail knows of them is brought together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kartotek.mail.models import (
    Conversation,
    ConversationJoin,
    MailboxConversation,
    Message,
    MessageRef,
)
from kartotek.mail.operations.apart import follow_join


def join(gone_id: int, stays_id: int, *, company_id: int, at: datetime) -> None:
    """Move what lies in `gone` to `stays`; the address of `gone` leads to `stays` from now on.

    Links follow in `linking/joins.py`, told by the row left here. What is shared by one and not
    by the other is not shared any more: the narrower wins (spec/linking.md 3). The caller
    refreshes both conversations' places afterwards.
    """
    Message.objects.filter(company_id=company_id, conversation_id=gone_id).update(
        conversation_id=stays_id
    )
    MessageRef.objects.filter(company_id=company_id, conversation_id=gone_id).update(
        conversation_id=stays_id
    )
    conversations = Conversation.objects.filter(company_id=company_id)
    conversations.filter(joined_into_id=gone_id).update(joined_into_id=stays_id)
    gone = conversations.get(pk=gone_id)
    gone.joined_into_id = stays_id
    gone.save(update_fields=["joined_into"])
    if gone.choice:
        conversations.filter(pk=stays_id, choice="").update(choice=gone.choice)
    _join_places(gone_id, stays_id, company_id)
    follow_join(gone_id, stays_id, company_id=company_id)
    ConversationJoin.objects.create(
        company_id=company_id, gone_id=gone_id, stays_id=stays_id, at=at
    )


def _join_places(gone_id: int, stays_id: int, company_id: int) -> None:
    places = MailboxConversation.objects.filter(company_id=company_id)
    there = {place.mailbox_id: place for place in places.filter(conversation_id=stays_id)}
    leaving: Sequence[MailboxConversation] = list(places.filter(conversation_id=gone_id))
    is_private = any(not place.is_shared for place in (*there.values(), *leaving))
    for place in leaving:
        if place.mailbox_id in there:
            place.delete()
        else:
            place.conversation_id = stays_id
            place.save(update_fields=["conversation"])
    if is_private:
        places.filter(conversation_id=stays_id).update(is_shared=False)
