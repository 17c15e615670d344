"""Moving some messages of a conversation into another, with what leads to them."""

from __future__ import annotations

from collections.abc import Collection

from kartotek.mail.models import MailboxConversation, Message, MessageRef

_KEPT = ("archived_at", "deleted_at", "is_shared")


def separate_messages(
    message_ids: Collection[int], whole_id: int, made_id: int, *, company_id: int
) -> int:
    """Move messages from one conversation to another, and their own ids in the reference graph.

    Returns how many there were to move: those that lie elsewhere by now stay there. What they
    merely refer to stays behind: a later reply follows the half in which its last reference
    lies. The caller refreshes both conversations' places afterwards.
    """
    messages = Message.objects.filter(
        company_id=company_id, conversation_id=whole_id, pk__in=message_ids
    )
    own = {
        name
        for message_id, identity in messages.values_list("message_id", "identity")
        for name in (message_id, f"content: {identity}")
        if name
    }
    moved = messages.update(conversation_id=made_id)
    nodes = MessageRef.objects.filter(company_id=company_id, conversation_id=whole_id)
    nodes.filter(node__in=own).update(conversation_id=made_id)
    return moved


def follow_places(whole_id: int, made_id: int, *, company_id: int) -> None:
    """Let the new conversation be shared, archived or deleted as the one it came from is."""
    places = MailboxConversation.objects.filter(company_id=company_id)
    for place in places.filter(conversation_id=whole_id):
        kept = {name: getattr(place, name) for name in (*_KEPT, "in_archive")}
        of_new = places.filter(conversation_id=made_id, mailbox_id=place.mailbox_id)
        if place.archived_at is not None or place.deleted_at is not None:
            kept["in_inbox"] = False
        of_new.update(**kept)
