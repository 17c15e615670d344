"""A conversation with its item, and how it lies in the inbox of whoever asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kartotek.flows import inbox_changes
from kartotek.linking.queries.threads import thread_entry
from kartotek.linking.rules import ItemRef
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class ConversationTurn:
    """What becomes of a conversation; None leaves a thing as it is.

    `unlinked_kinds`: it is taken off an item of one of these kinds, not off another. An item
    that is named is what counts.
    """

    item: ItemRef | None = None
    unlinked_kinds: Collection[str] = ()
    is_read: bool | None = None
    is_archived: bool | None = None
    is_shared: bool | None = None


@transaction.atomic
def set_conversation(
    *, conversation_id: int, by: Viewer, at: datetime, turn: ConversationTurn
) -> int:
    """Link a conversation, or take it off its item, and set how it lies in the user's inbox.

    Returns its id, which is another one where it was joined into another conversation.

    Raises:
        NotFound: the conversation or the item is gone or not theirs to see.
        Forbidden: they see it but are neither its owner nor, for its link, an admin.
    """
    thread = thread_entry(conversation_id, viewer=by)
    if turn.item is not None:
        inbox_changes.link_conversation(conversation_id=thread.id, item=turn.item, by=by, at=at)
    elif thread.linked_kind and thread.linked_kind in turn.unlinked_kinds:
        inbox_changes.unlink_conversation(conversation_id=thread.id, by=by, at=at)
    if turn.is_read is not None:
        mark = inbox_changes.mark_read if turn.is_read else inbox_changes.mark_unread
        mark(conversation_ids=[thread.id], by=by, at=at)
    if turn.is_archived is not None:
        inbox_changes.set_archived(
            conversation_ids=[thread.id], is_archived=turn.is_archived, by=by, at=at
        )
    if turn.is_shared is not None:
        inbox_changes.share(conversation_id=thread.id, is_shared=turn.is_shared, by=by, at=at)
    return thread.id
