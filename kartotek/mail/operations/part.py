"""Taking apart again what a user joined: each message goes back to where it lay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kartotek.mail.models import (
    Conversation,
    ConversationJoin,
    MailboxConversation,
    Message,
    MessageRef,
)
from kartotek.mail.operations.places import refresh

_KEPT = ("archived_at", "deleted_at", "is_shared")


def before_joining(gone_id: int, stays_id: int, *, company_id: int) -> dict[str, Any]:
    """Return how two conversations lie before they are joined, as JSON keeps it."""
    of_gone = {"company_id": company_id, "conversation_id": gone_id}
    conversations = Conversation.objects.filter(company_id=company_id)
    places = MailboxConversation.objects.filter(
        company_id=company_id, conversation_id__in=(gone_id, stays_id)
    )
    return {
        "gone": gone_id,
        "stays": stays_id,
        "messages": list(Message.objects.filter(**of_gone).values_list("pk", flat=True)),
        "nodes": list(MessageRef.objects.filter(**of_gone).values_list("pk", flat=True)),
        "led_here": list(conversations.filter(joined_into_id=gone_id).values_list("pk", flat=True)),
        "choices": [
            [pk, choice]
            for pk, choice in conversations.filter(pk__in=(gone_id, stays_id)).values_list(
                "pk", "choice"
            )
        ],
        "places": [_place(place) for place in places],
    }


def _place(place: MailboxConversation) -> dict[str, Any]:
    moments = {name: getattr(place, name) for name in ("archived_at", "deleted_at")}
    return {
        "conversation": place.conversation_id,
        "mailbox": place.mailbox_id,
        "is_shared": place.is_shared,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def part(before: Mapping[str, Any], *, company_id: int) -> None:
    """Bring back how two conversations lay before they were joined.

    What arrived since stays with the conversation that the other was joined into.

    Args:
        before: of `before_joining`.
        company_id: whose.
    """
    gone, stays = before["gone"], before["stays"]
    conversations = Conversation.objects.filter(company_id=company_id)
    for table, ids in ((Message, before["messages"]), (MessageRef, before["nodes"])):
        rows = table._default_manager.filter(company_id=company_id, conversation_id=stays)
        rows.filter(pk__in=ids).update(conversation_id=gone)
    conversations.filter(pk=gone).update(joined_into=None)
    conversations.filter(pk__in=before["led_here"]).update(joined_into_id=gone)
    for pk, choice in before["choices"]:
        conversations.filter(pk=pk).update(choice=choice)
    ConversationJoin.objects.filter(company_id=company_id, gone_id=gone, stays_id=stays).delete()
    # Twice: the first brings the rows back, the second lists them where they were.
    refresh({gone, stays}, company_id=company_id)
    for kept in before["places"]:
        MailboxConversation.objects.filter(
            company_id=company_id,
            conversation_id=kept["conversation"],
            mailbox_id=kept["mailbox"],
        ).update(**{name: kept[name] for name in _KEPT})
    refresh({gone, stays}, company_id=company_id)
