"""Letting a stranger's message be seen (row 58)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.linking.operations.steps import tell, to_change
from kartotek.linking.queries.letters import letter
from kartotek.mail.models import Message
from kartotek.users.viewer import Viewer


@transaction.atomic
def accept_stranger(*, message_id: int, by: Viewer, at: datetime) -> Message:
    """Accept a stranger's message: it is shown like any other from now on (row 58).

    Only who has it in a mailbox sees it until then, so nobody else accepts it, admins neither.

    Raises:
        NotFound: the message is gone or not theirs to see.
        Forbidden: they see the message but are neither an owner of it nor an admin.
    """
    message = letter(message_id, viewer=by)
    conversation = to_change(message.conversation_id or 0, by)
    if not message.is_stranger:
        return message
    message.is_stranger = False
    message.accepted_at = at
    message.save(update_fields=["is_stranger", "accepted_at"])
    tell("conversation.stranger-accepted", conversation, [], by=by, at=at)
    return message
