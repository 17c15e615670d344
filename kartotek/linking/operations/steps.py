"""What the verbs of linking have in common: whose turn it is, the link row, the words kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kartotek.errors import Forbidden, NotFound
from kartotek.history.operations import Event as HistoryEvent
from kartotek.history.operations import record_all
from kartotek.linking.access import Access, access_to
from kartotek.linking.facts import item_of
from kartotek.linking.models import ConversationLink, Decision, How
from kartotek.linking.rules import RULE_VERSION, Code, Event, ItemRef, code_after
from kartotek.mail.models import Conversation
from kartotek.users.viewer import Viewer


def to_change(conversation_id: int, by: Viewer) -> Conversation:
    """Return a conversation that the user may link, or the one it was joined into.

    Raises:
        NotFound: it is gone or not theirs to see.
        Forbidden: they see it but are neither its owner nor an admin.
    """
    found, access = access_to(conversation_id, viewer=by)
    if found is None or access is Access.NONE:
        raise NotFound(_("This conversation is gone."))
    if access is Access.READ:
        raise Forbidden(_("Only an owner of the conversation or an admin can change its link."))
    return found


def alone_to_change(conversation_id: int, by: Viewer) -> Conversation:
    """Return a conversation that the user may link, locked; see `to_change`.

    Raises:
        NotFound: it is gone, not theirs to see, or was joined into another one just now.
        Forbidden: they see it but are neither its owner nor an admin.
    """
    whole = to_change(conversation_id, by)
    held = Conversation.objects.select_for_update(no_key=True).filter(
        company_id=by.company_id, pk=whole.pk, joined_into=None
    )
    found = held.first()
    if found is None:
        raise NotFound(_("This conversation is gone."))
    return found


def link_of(conversation: Conversation, at: datetime) -> ConversationLink:
    """Return the link row, locked; one is made where nothing was decided yet."""
    link = (
        ConversationLink.objects.select_for_update(of=("self",))
        .filter(company_id=conversation.company_id, conversation=conversation)
        .select_related("decision")
        .first()
    )
    if link is not None:
        return link
    undecided = Decision.objects.create(
        company_id=conversation.company_id,
        conversation=conversation,
        code=Code.NO_OPEN_ITEM,
        rule_version=RULE_VERSION,
        decided_at=at,
    )
    return ConversationLink.objects.create(
        company_id=conversation.company_id, conversation=conversation, decision=undecided
    )


def moved_from(before: ItemRef | None) -> dict[str, Any]:
    """Return what a decision remembers of the item a link had before."""
    return {"from": {"type": str(before.kind), "id": before.id}} if before else {}


def standing_of(link: ConversationLink) -> dict[str, Any]:
    """Return how a link stands, as the decision that changes it remembers that."""
    return {
        "type": link.item_type,
        "id": link.item_id,
        "how": link.how,
        "is_vetoed": link.is_vetoed,
        "awaits_choice": link.awaits_choice,
        "decision": link.decision_id,
        "made_by": link.made_by_id,
    }


def write_decision(
    link: ConversationLink, code: Code, *, by: Viewer, at: datetime, facts: dict[str, Any]
) -> None:
    """Write a decision that a person or an event made; it remembers how the link stood."""
    item = item_of(link)
    before = ConversationLink.objects.get(pk=link.pk)
    link.decision = Decision.objects.create(
        company_id=link.company_id,
        conversation_id=link.conversation_id,
        code=code,
        item_type=str(item.kind) if item else "",
        item_id=item.id if item else None,
        candidates=link.decision.candidates,
        facts={**facts, "before": standing_of(before)},
        rule_version=RULE_VERSION,
        decided_at=at,
        user_id=by.user_id,
    )
    link.awaits_choice = False


def choice_of(link: ConversationLink) -> str:
    """Return a choice by hand in the words the threading rule compares; empty for any other."""
    if link.how != How.BY_HAND:
        return ""
    item = item_of(link)
    return f"{item.kind}:{item.id}" if item else "none"


def remember_choice(conversation: Conversation, link: ConversationLink) -> None:
    """Note by-hand choices where the threading rule sees them: it never joins two different."""
    conversation.choice = choice_of(link)
    conversation.save(update_fields=["choice"])


def follow(
    link: ConversationLink,
    event: Event,
    *,
    by: Viewer,
    at: datetime,
    facts: dict[str, Any] | None = None,
) -> None:
    """Write the decision an event leads to, where it changes what the conversation says."""
    made_by = link.made_by
    code = code_after(
        event,
        code=Code(link.decision.code),
        link_code=Code(made_by.code) if made_by and link.item_id else None,
    )
    if code == link.decision.code:
        return
    waits = link.awaits_choice
    write_decision(link, code, by=by, at=at, facts=facts or {})
    link.awaits_choice = waits
    link.save()


def told(
    kind: str, conversation: Conversation, concerned: Iterable[ItemRef | None], *, code: str = ""
) -> list[HistoryEvent]:
    """Return a change as the history of the conversation and of the items concerned has it."""
    data = {"conversation": conversation.pk, "subject": conversation.subject, "code": str(code)}
    refs = [one for one in concerned if one is not None]
    data["items"] = [[str(one.kind), one.id] for one in refs]
    events = [HistoryEvent(kind, "conversation", conversation.pk, data)]
    return events + [HistoryEvent(kind, str(one.kind), one.id, data) for one in refs]


def tell(
    kind: str,
    conversation: Conversation,
    concerned: Iterable[ItemRef | None],
    *,
    by: Viewer,
    at: datetime,
    code: str = "",
) -> None:
    """Write a change into the history of the conversation and of the items concerned."""
    record_all(told(kind, conversation, concerned, code=code), by=by, at=at)
