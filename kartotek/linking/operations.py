"""Linking by hand, and what follows when items and contacts change (spec/linking.md 3 and 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Forbidden, NotFound
from kartotek.history.operations import Event as HistoryEvent
from kartotek.history.operations import record_all
from kartotek.linking.access import ITEM_MODELS, Access, access_to, is_item_seen
from kartotek.linking.facts import item_of
from kartotek.linking.link import set_item
from kartotek.linking.match import add_matches, conversations_with
from kartotek.linking.models import ConversationLink, Decision, How, ParticipantMatch
from kartotek.linking.queries.letters import letter
from kartotek.linking.rules import RULE_VERSION, Code, Event, ItemRef, code_after
from kartotek.mail.models import Conversation, Message
from kartotek.users.viewer import Viewer


@transaction.atomic
def link_by_hand(
    *, conversation_id: int, item: ItemRef, by: Viewer, at: datetime
) -> ConversationLink:
    """Link a whole conversation to an item, replacing what it had; allowed for closed ones too.

    Linking to the item it already has by hand changes nothing.

    Raises:
        NotFound: the conversation or the item is gone or not theirs to see.
        Forbidden: they see the conversation but are neither its owner nor an admin.
    """
    conversation = _to_change(conversation_id, by)
    if not is_item_seen(item.kind, item.id, viewer=by):
        raise NotFound(_("This deal, lead or project is gone."))
    link = _link_of(conversation, at)
    before = item_of(link)
    if before == item and link.how == How.BY_HAND:
        return link
    set_item(link, item.kind, item.id)
    link.how = How.BY_HAND
    link.is_vetoed = False
    _decide(link, Code.MANUAL, by=by, at=at, facts=_moved(before))
    link.made_by = link.decision
    link.save()
    _remember_choice(conversation, link)
    kind = "conversation.moved" if before else "conversation.linked"
    _tell(kind, conversation, [before, item], by=by, at=at, code=Code.MANUAL)
    return link


@transaction.atomic
def unlink(*, conversation_id: int, by: Viewer, at: datetime) -> ConversationLink:
    """Take a whole conversation off its item; no rule links it again (row 43).

    Raises:
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see it but are neither its owner nor an admin.
    """
    conversation = _to_change(conversation_id, by)
    link = _link_of(conversation, at)
    before = item_of(link)
    if before is None and link.is_vetoed:
        return link
    set_item(link, "", None)
    link.how = How.BY_HAND
    link.is_vetoed = True
    _decide(link, Code.USER_UNLINKED, by=by, at=at, facts=_moved(before))
    link.made_by = link.decision
    link.save()
    _remember_choice(conversation, link)
    _tell("conversation.unlinked", conversation, [before], by=by, at=at, code=Code.USER_UNLINKED)
    return link


@transaction.atomic
def undo(*, conversation_id: int, decision_id: int, by: Viewer, at: datetime) -> ConversationLink:
    """Bring back how a conversation stood before the decision `decision_id` of this link.

    Only the newest decision is undone, once; if somebody changed the link since, nothing is.

    Raises:
        NotFound: the conversation or the decision is gone or not theirs to see.
        Forbidden: they are neither its owner nor an admin.
    """
    conversation = _to_change(conversation_id, by)
    link = _link_of(conversation, at)
    undone = link.decision
    state = undone.facts.get("before")
    if undone.pk != decision_id or state is None:
        raise NotFound(_("Somebody changed this link since. Nothing was undone."))
    old_decision = Decision.objects.filter(
        company_id=by.company_id, pk=state["decision"], conversation=conversation
    ).first()
    if old_decision is None:
        raise NotFound(_("There is nothing to go back to."))
    now_linked = item_of(link)
    set_item(link, state["type"], state["id"])
    link.how, link.is_vetoed = state["how"], state["is_vetoed"]
    link.awaits_choice = state["awaits_choice"]
    link.decision = old_decision
    link.made_by_id = state["made_by"]
    link.save()
    _remember_choice(conversation, link)
    if _is_item_deleted(link):
        _follow(link, Event.ITEM_DELETED, by=by, at=at)
    kind = "conversation.link-undone" if now_linked else "conversation.unlink-undone"
    _tell(kind, conversation, [now_linked, item_of(link)], by=by, at=at)
    return link


@transaction.atomic
def rematch(*, keys: Collection[str], by: Viewer, at: datetime) -> int:
    """Let people appear on, and go from, the conversations of some addresses.

    Called after an address was added, changed or taken away, or its person deleted, restored or
    merged. Item links stay as they are (rows 29-30). Returns how many conversations have them.

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
    matches = ParticipantMatch.objects.filter(company_id=company_id, key__in=wanted)
    before = set(matches.values_list("conversation_id", flat=True))
    matches.delete()
    add_matches(parties, company_id=company_id, at=at)
    after = set(
        ParticipantMatch.objects.filter(company_id=company_id, key__in=wanted).values_list(
            "conversation_id", flat=True
        )
    )
    _contact_appeared(after - before, by=by, at=at)
    return len(conversation_ids)


def _contact_appeared(conversation_ids: Iterable[int], *, by: Viewer, at: datetime) -> None:
    """Let the reason say that the contact came after the mail, where it said nobody was known."""
    links = ConversationLink.objects.select_for_update(of=("self",)).filter(
        company_id=by.company_id, conversation_id__in=list(conversation_ids)
    )
    for link in links.select_related("decision", "made_by").order_by("pk"):
        _follow(link, Event.CONTACT_APPEARED, by=by, at=at)


@transaction.atomic
def convert_item(*, old: ItemRef, new: ItemRef, by: Viewer, at: datetime) -> int:
    """Move the conversations of a converted item to what it became (rows 53-54)."""
    return _move_all(old, new, Event.ITEM_CONVERTED, by=by, at=at)


@transaction.atomic
def merge_items(*, loser: ItemRef, survivor: ItemRef, by: Viewer, at: datetime) -> int:
    """Move the conversations of a merged item to the survivor (row 55)."""
    return _move_all(loser, survivor, Event.ITEMS_MERGED, by=by, at=at)


@transaction.atomic
def item_deleted(*, item: ItemRef, by: Viewer, at: datetime) -> int:
    """Say on its conversations that their item is gone; the slot stays taken (row 57)."""
    return _follow_all(item, Event.ITEM_DELETED, by=by, at=at)


@transaction.atomic
def item_restored(*, item: ItemRef, by: Viewer, at: datetime) -> int:
    """Say on its conversations that their item is back (row 57)."""
    return _follow_all(item, Event.ITEM_RESTORED, by=by, at=at)


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


@transaction.atomic
def accept_stranger(*, message_id: int, by: Viewer, at: datetime) -> Message:
    """Accept a stranger's message: it is shown like any other from now on (row 58).

    Only who has it in a mailbox sees it until then, so nobody else accepts it, admins neither.

    Raises:
        NotFound: the message is gone or not theirs to see.
        Forbidden: they see the message but are neither an owner of it nor an admin.
    """
    message = letter(message_id, viewer=by)
    conversation = _to_change(message.conversation_id or 0, by)
    if not message.is_stranger:
        return message
    message.is_stranger = False
    message.accepted_at = at
    message.save(update_fields=["is_stranger", "accepted_at"])
    _tell("conversation.stranger-accepted", conversation, [], by=by, at=at)
    return message


def _to_change(conversation_id: int, by: Viewer) -> Conversation:
    found, access = access_to(conversation_id, viewer=by)
    if found is None or access is Access.NONE:
        raise NotFound(_("This conversation is gone."))
    if access is Access.READ:
        raise Forbidden(_("Only an owner of the conversation or an admin can change its link."))
    return found


def _link_of(conversation: Conversation, at: datetime) -> ConversationLink:
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


def _is_item_deleted(link: ConversationLink) -> bool:
    """Return whether the item of a link lies in the bin."""
    item = item_of(link)
    if item is None:
        return False
    items = ITEM_MODELS[item.kind]._default_manager
    return items.filter(company_id=link.company_id, pk=item.id, deleted_at__isnull=False).exists()


def _moved(before: ItemRef | None) -> dict[str, Any]:
    return {"from": {"type": str(before.kind), "id": before.id}} if before else {}


def _decide(
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
        facts={
            **facts,
            "before": {
                "type": before.item_type,
                "id": before.item_id,
                "how": before.how,
                "is_vetoed": before.is_vetoed,
                "awaits_choice": before.awaits_choice,
                "decision": before.decision_id,
                "made_by": before.made_by_id,
            },
        },
        rule_version=RULE_VERSION,
        decided_at=at,
        user_id=by.user_id,
    )
    link.awaits_choice = False


def _remember_choice(conversation: Conversation, link: ConversationLink) -> None:
    """Note by-hand choices where the threading rule sees them: it never joins two different."""
    item = item_of(link)
    choice = ""
    if link.how == How.BY_HAND:
        choice = f"{item.kind}:{item.id}" if item else "none"
    conversation.choice = choice
    conversation.save(update_fields=["choice"])


def _links_of(item: ItemRef, company_id: int) -> list[ConversationLink]:
    return list(
        ConversationLink.objects.select_for_update(of=("self",))
        .filter(company_id=company_id, **{f"{item.kind}_id": item.id})
        .select_related("decision", "made_by", "conversation")
        .order_by("pk")
    )


def _move_all(old: ItemRef, new: ItemRef, event: Event, *, by: Viewer, at: datetime) -> int:
    links = _links_of(old, by.company_id)
    for link in links:
        set_item(link, new.kind, new.id)
        _follow(link, event, by=by, at=at, facts=_moved(old))
        link.made_by = link.decision
        link.save()
        _remember_choice(link.conversation, link)
        _tell("conversation.moved", link.conversation, [old, new], by=by, at=at)
    return len(links)


def _follow_all(item: ItemRef, event: Event, *, by: Viewer, at: datetime) -> int:
    links = _links_of(item, by.company_id)
    for link in links:
        _follow(link, event, by=by, at=at)
    return len(links)


def _follow(
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
    _decide(link, code, by=by, at=at, facts=facts or {})
    link.awaits_choice = waits
    link.save()


def _tell(
    kind: str,
    conversation: Conversation,
    concerned: Iterable[ItemRef | None],
    *,
    by: Viewer,
    at: datetime,
    code: str = "",
) -> None:
    """Write the change into the history of the conversation and of the items concerned."""
    data = {"conversation": conversation.pk, "subject": conversation.subject, "code": str(code)}
    refs = [one for one in concerned if one is not None]
    data["items"] = [[str(one.kind), one.id] for one in refs]
    events = [HistoryEvent(kind, "conversation", conversation.pk, data)]
    events += [HistoryEvent(kind, str(one.kind), one.id, data) for one in refs]
    record_all(events, by=by, at=at)
