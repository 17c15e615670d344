"""One mail on two items: a second conversation over the same bodies (spec/linking.md 4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.history.operations import record_all
from kartotek.linking.facts import item_of
from kartotek.linking.match import add_matches, parties_of_messages
from kartotek.linking.models import ConversationLink, Decision
from kartotek.linking.operations.by_hand import refuse_unseen
from kartotek.linking.operations.relinking import relink
from kartotek.linking.operations.steps import alone_to_change, to_change, told
from kartotek.linking.rules import ItemRef
from kartotek.mail.models import Message
from kartotek.mail.operations.duplicate import drop_duplicate, duplicate, duplicate_among
from kartotek.users.viewer import Viewer

DUPLICATED = "conversation.duplicated"


@transaction.atomic
def duplicate_to(
    *, conversation_id: int, item: ItemRef, by: Viewer, at: datetime
) -> ConversationLink:
    """Make a second conversation of the same messages, linked to another item by hand.

    Where there is one on that item already, that one is returned.

    Raises:
        NotFound: the conversation or the item is gone or not theirs to see.
        Forbidden: they see the conversation but are neither its owner nor an admin.
    """
    whole = alone_to_change(conversation_id, by)
    refuse_unseen(item, by)
    there = ConversationLink.objects.filter(
        company_id=by.company_id, **{f"{item.kind}_id": item.id}
    )
    known = duplicate_among(there.values_list("conversation_id", flat=True), whole)
    if known is not None:
        return there.get(conversation_id=known)
    made = duplicate(whole, at=at)
    ids = Message.objects.filter(company_id=by.company_id, conversation=made)
    parties = parties_of_messages(list(ids.values_list("pk", flat=True)), company_id=by.company_id)
    add_matches(parties, company_id=by.company_id, at=at)
    [turn] = relink([made], item, by=by, at=at)
    record_all(told(DUPLICATED, whole, []), by=by, at=at)
    return turn.link


@transaction.atomic
def undo_duplicate(*, conversation_id: int, by: Viewer, at: datetime) -> None:
    """Take a duplicate away again.

    Raises:
        NotFound: it is gone, not theirs to see, no duplicate, or was linked elsewhere since.
        Forbidden: they see it but may not link it.
    """
    made = to_change(conversation_id, by)
    link = ConversationLink.objects.filter(company_id=by.company_id, conversation=made).first()
    decisions = Decision.objects.filter(company_id=by.company_id, conversation=made)
    # Two: nothing was decided, and then somebody chose its item.
    if link is None or decisions.count() > 2:
        raise NotFound(_("Somebody changed this link since. Nothing was undone."))
    item = item_of(link)
    link.delete()
    decisions.delete()
    events = told("conversation.duplicate-undone", made, [item])
    if not drop_duplicate(made):
        raise NotFound(_("There is nothing to undo."))
    # Its own history ends with it; the item's goes on.
    record_all(events[1:], by=by, at=at)
