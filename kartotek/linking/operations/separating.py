"""Taking a conversation apart where two were joined by mistake, and the way back.

    messages from one on -> a conversation of its own -> decided by the rules as a new one

A pair that was taken apart is remembered, so no rule joins it again (spec/linking.md 3 and 4).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Refused
from kartotek.history.operations import Event, record_all
from kartotek.linking.facts import Batch, item_of
from kartotek.linking.joins import move_matches
from kartotek.linking.link import described, set_item
from kartotek.linking.match import add_matches, drop_stale, parties_of_messages
from kartotek.linking.models import ConversationLink, Decision, ParticipantMatch
from kartotek.linking.operations.steps import alone_to_change, to_change
from kartotek.linking.queries.letters import letter
from kartotek.linking.rules import REASONS, RULE_VERSION, Action, Code, decide_link
from kartotek.mail.models import Conversation, ConversationJoin, KeptApart, Message
from kartotek.mail.models.apart import Answer
from kartotek.mail.operations.join import join
from kartotek.mail.operations.places import refresh
from kartotek.mail.operations.separate import follow_places, separate_messages
from kartotek.users.viewer import Viewer


class FirstMessage(Refused):
    """A conversation cannot be separated at its beginning."""


@transaction.atomic
def separate(*, message_id: int, by: Viewer, at: datetime) -> KeptApart:
    """Make a conversation of a message and all later ones, and decide it as a new one.

    The earlier half keeps its item. Later mail follows the half that its last reference lies in.

    Raises:
        NotFound: the message is gone, not theirs to see, or was moved just now.
        Forbidden: they see it, but may not link its conversation.
        FirstMessage: nothing would be left of the conversation, or it was separated just now.
    """
    first = letter(message_id, viewer=by)
    whole = alone_to_change(first.conversation_id or 0, by)
    later = _from_on(whole, first)
    held = Message.objects.filter(company_id=by.company_id, conversation=whole).count()
    if len(later) == held or first.pk not in later:
        raise FirstMessage(_("The conversation begins with this message already."))
    made = Conversation.objects.create(
        company_id=by.company_id, subject=first.subject, created_at=at
    )
    moved = separate_messages(later, whole.pk, made.pk, company_id=by.company_id)
    if moved < len(later):
        raise NotFound(_("This conversation is gone."))
    _decisions(by).filter(message_id__in=later).update(conversation=made)
    _match_both(whole, made, by=by, at=at)
    refresh({whole.pk, made.pk}, company_id=by.company_id)
    follow_places(whole.pk, made.pk, company_id=by.company_id)
    link = _decide(made, by=by, at=at)
    pair = KeptApart.objects.create(
        company_id=by.company_id,
        first=whole,
        second=made,
        message=first,
        at=at,
        answer=Answer.APART,
        before={"separated": made.pk, "decision": link.decision_id},
    )
    _tell("conversation.separated", (whole, made), by=by, at=at)
    return pair


@transaction.atomic
def undo_separation(*, pair_id: int, by: Viewer, at: datetime) -> Conversation:
    """Bring the halves together again under the earlier one's item; return the whole.

    Raises:
        NotFound: it is gone or not theirs to see, or the later half was linked since.
        Forbidden: they see it, but may not link it.
    """
    pair = KeptApart.objects.select_for_update().filter(company_id=by.company_id, pk=pair_id)
    found = pair.first()
    if found is None or "separated" not in found.before:
        raise NotFound(_("There is nothing to undo."))
    made = to_change(found.before["separated"], by)
    whole = to_change(found.first_id if found.second_id == made.pk else found.second_id, by)
    link = ConversationLink.objects.filter(company_id=by.company_id, conversation=made).first()
    if made.pk != found.before["separated"] or link is None:
        raise NotFound(_("There is nothing to undo."))
    if link.decision_id != found.before["decision"]:
        raise NotFound(_("Somebody changed this link since. Nothing was undone."))
    link.delete()
    _decisions(by).filter(conversation=made).update(conversation=whole)
    found.delete()
    join(made.pk, whole.pk, company_id=by.company_id, at=at)
    ConversationJoin.objects.filter(company_id=by.company_id, gone=made, stays=whole).update(
        links_joined_at=at
    )
    move_matches(by.company_id, made.pk, whole.pk)
    refresh({made.pk, whole.pk}, company_id=by.company_id)
    _tell("conversation.separation-undone", (whole,), by=by, at=at)
    return whole


def _decisions(by: Viewer) -> QuerySet[Decision]:
    return Decision.objects.filter(company_id=by.company_id)


def _from_on(whole: Conversation, first: Message) -> list[int]:
    """Return a message and those that came after it, oldest first."""
    rows = Message.objects.filter(
        company_id=whole.company_id, conversation=whole, sent_at__gte=first.sent_at
    ).order_by("sent_at", "pk")
    at_once = {pk for pk, sent_at in rows.values_list("pk", "sent_at") if sent_at == first.sent_at}
    earlier = {pk for pk in at_once if pk < first.pk}
    return [pk for pk in rows.values_list("pk", flat=True) if pk not in earlier]


def _match_both(whole: Conversation, made: Conversation, *, by: Viewer, at: datetime) -> None:
    """Let each half have the people who are on it."""
    ids = Message.objects.filter(
        company_id=by.company_id, conversation__in=(whole, made)
    ).values_list("pk", flat=True)
    parties = parties_of_messages(list(ids), company_id=by.company_id)
    matches = ParticipantMatch.objects.filter(company_id=by.company_id, conversation=whole)
    drop_stale(matches, parties, company_id=by.company_id)
    add_matches(parties, company_id=by.company_id, at=at)


def _decide(made: Conversation, *, by: Viewer, at: datetime) -> ConversationLink:
    """Decide the later half as the rules decide a new conversation, oldest message first."""
    batch = Batch([made.pk], company_id=by.company_id)
    for one in batch.letters[made.pk]:
        facts = batch.facts(one)
        decided = decide_link(facts)
        if decided.outcome.action is Action.LINK:
            break
    item = decided.outcome.item if decided.outcome.action is Action.LINK else None
    decision = Decision.objects.create(
        company_id=by.company_id,
        conversation=made,
        code=decided.code,
        item_type=str(item.kind) if item else "",
        item_id=item.id if item else None,
        candidates=[described(candidate) for candidate in facts.candidates],
        facts={"separated": True},
        rule_version=RULE_VERSION,
        decided_at=at,
    )
    link = ConversationLink(
        company_id=by.company_id,
        conversation=made,
        decision=decision,
        made_by=decision if item else None,
        awaits_choice=item is None and REASONS[Code(decided.code)].awaits_choice,
    )
    set_item(link, item.kind if item else "", item.id if item else None)
    link.save()
    return link


def _tell(kind: str, halves: tuple[Conversation, ...], *, by: Viewer, at: datetime) -> None:
    links = ConversationLink.objects.filter(company_id=by.company_id, conversation__in=halves)
    items = {link.conversation_id: item_of(link) for link in links}
    events = []
    for one in halves:
        data = {"conversation": one.pk, "subject": one.subject}
        events.append(Event(kind, "conversation", one.pk, data))
        item = items.get(one.pk)
        if item is not None:
            events.append(Event(kind, str(item.kind), item.id, data))
    record_all(events, by=by, at=at)
