"""When a late parent joins two conversations, their links, decisions and people follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kartotek.history.operations import Event, record_all
from kartotek.linking.facts import item_of
from kartotek.linking.models import ConversationLink, Decision, How, ParticipantMatch
from kartotek.linking.rules import (
    RULE_VERSION,
    Code,
    ItemKind,
    ItemRef,
    Joined,
    JoinOutcome,
    Standing,
    Strength,
    join_links,
)
from kartotek.mail.models import ConversationJoin
from kartotek.users.viewer import Viewer

JOINED = "conversation.joined"
JOINED_BY_HAND = "conversation.joined-by-hand"
JOINED_AWAY = "conversation.joined-away"

STRENGTHS = {
    How.RULE: Strength.AUTOMATIC,
    How.EXPLICIT: Strength.EXPLICIT,
    How.BY_HAND: Strength.BY_HAND,
}


def follow(*, company_id: int, at: datetime) -> int:
    """Carry over what hung on conversations that were joined, and return how many there were."""
    waiting = list(
        ConversationJoin.objects.filter(company_id=company_id, links_joined_at=None)
        .select_related("stays")
        .order_by("id")
    )
    for join in waiting:
        move_matches(company_id, join.gone_id, join.stays_id)
        _join_links(join, at)
        join.links_joined_at = at
        join.save(update_fields=["links_joined_at"])
    return len(waiting)


def tell(
    kind: str,
    join: ConversationJoin,
    concerned: Iterable[ItemRef | None],
    after: ItemRef | None,
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Write a join into the history of the conversation and of the items concerned.

    Args:
        kind: JOINED or JOINED_BY_HAND; an item that lost its conversation gets JOINED_AWAY.
        join: which conversations.
        concerned: what they were linked to before.
        after: what they are linked to now.
        by: who joined them.
        at: when.
    """
    refs = sorted({one for one in (*concerned, after) if one is not None})
    data = {
        "conversation": join.stays_id,
        "subject": join.stays.subject,
        "items": [[str(one.kind), one.id] for one in refs],
    }
    events = [Event(kind, "conversation", join.stays_id, data)]
    events += [
        Event(kind if one == after else JOINED_AWAY, str(one.kind), one.id, data) for one in refs
    ]
    record_all(events, by=by, at=at)


def move_matches(company_id: int, gone_id: int, stays_id: int) -> None:
    """Let the people on a joined conversation stand on the one it was joined into."""
    matches = ParticipantMatch.objects.filter(company_id=company_id)
    known = set(matches.filter(conversation_id=stays_id).values_list("person_id", "key"))
    for match in matches.filter(conversation_id=gone_id):
        if (match.person_id, match.key) in known:
            match.delete()
        else:
            match.conversation_id = stays_id
            match.save(update_fields=["conversation"])


def _join_links(join: ConversationJoin, at: datetime) -> None:
    company_id, gone_id, stays_id = join.company_id, join.gone_id, join.stays_id
    locked = ConversationLink.objects.select_for_update(of=("self",))
    links = locked.filter(company_id=company_id).select_related("decision", "made_by")
    gone = links.filter(conversation_id=gone_id).first()
    stays = links.filter(conversation_id=stays_id).first()
    Decision.objects.filter(company_id=company_id, conversation_id=gone_id).update(
        conversation_id=stays_id
    )
    # What nothing was decided about yet was never a conversation to anybody.
    if gone is None:
        return
    before = [item_of(gone), item_of(stays)]
    if stays is None:
        gone.conversation_id = stays_id
        gone.save(update_fields=["conversation"])
        return
    outcome = join_links(standing(stays), standing(gone)).outcome
    gone_copy = gone
    gone.delete()
    _carry_out(outcome, stays, gone_copy, at)
    tell(JOINED, join, before, item_of(stays), by=Viewer.engine(company_id), at=at)


def standing(link: ConversationLink) -> Standing:
    """Return how a link stands, as the joining rule sees it."""
    if link.item_id is None:
        if link.is_vetoed:
            return Standing(None, Strength.BY_HAND)
        return Standing(None, Strength.AUTOMATIC if _is_disputed(link) else Strength.NONE)
    return Standing(ItemRef(ItemKind(link.item_type), link.item_id), STRENGTHS[How(link.how)])


def _is_disputed(link: ConversationLink) -> bool:
    """Return whether links disagreed when conversations were joined, and nobody chose since."""
    return "joined" in link.decision.facts


def _carry_out(
    outcome: JoinOutcome, stays: ConversationLink, gone: ConversationLink, at: datetime
) -> None:
    if outcome.joined is Joined.DISPUTED:
        _dispute(outcome, stays, gone, at)
    elif outcome.joined is Joined.SECOND:
        for name in ("deal_id", "lead_id", "project_id", "how", "is_vetoed"):
            setattr(stays, name, getattr(gone, name))
        stays.awaits_choice = gone.awaits_choice
        stays.decision, stays.made_by = gone.decision, gone.made_by
    elif stays.item_id is None:
        _keep_newest_reason(stays, gone)
    stays.save()


def _keep_newest_reason(stays: ConversationLink, gone: ConversationLink) -> None:
    """Let the decision about the newer message speak for the joined conversation."""
    if gone.decision_id > stays.decision_id and not stays.is_vetoed:
        stays.decision = gone.decision
        stays.awaits_choice = stays.awaits_choice or gone.awaits_choice


def _dispute(
    outcome: JoinOutcome, stays: ConversationLink, gone: ConversationLink, at: datetime
) -> None:
    """Take the item off and suggest both (section 3, "Joining conversations")."""
    considered = {
        (one["type"], one["id"]): one
        for link in (stays, gone)
        for one in (link.made_by or link.decision).candidates
    }
    wanted = {(str(item.kind), item.id) for item in outcome.suggested}
    for link in filter(_is_disputed, (stays, gone)):
        wanted |= {(one["type"], one["id"]) for one in link.decision.candidates}
    stays.deal_id = stays.lead_id = stays.project_id = None
    stays.made_by = None
    stays.awaits_choice = True
    stays.how = How.RULE
    stays.decision = Decision.objects.create(
        company_id=stays.company_id,
        conversation_id=stays.conversation_id,
        code=outcome.code or Code.AMBIGUOUS,
        candidates=[one for key, one in considered.items() if key in wanted],
        facts={"joined": gone.conversation_id},
        rule_version=RULE_VERSION,
        decided_at=at,
    )
