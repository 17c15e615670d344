"""Stage 6: join or open a conversation; a late parent joins conversations.

    nodes -> plan (rules/threading) -> conversations, refs -> guesses for what named nobody

Headers are asked first, for the whole batch at once: the result does not depend on the order in
which mail arrives. Only what they could not place and what looks like a reply is guessed at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations

from kartotek.mail.bulk import among, insert_each, new_ids, update_each
from kartotek.mail.inbound.guess import Guess, guess
from kartotek.mail.inbound.under_way import UnderWay
from kartotek.mail.inbound.unplaced import Unplaced, messages_of
from kartotek.mail.inbound.waiting import keep_waiting, may_continue, wait_no_more
from kartotek.mail.models import (
    Conversation,
    Message,
    MessageRef,
    Participant,
)
from kartotek.mail.operations.apart import keep_apart, parted
from kartotek.mail.operations.join import join as join_conversations
from kartotek.mail.operations.places import refresh
from kartotek.mail.rules.threading import (
    Arrival,
    Ground,
    NodeFacts,
    UnionPlan,
    join,
    nodes_of,
)


def thread(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Give each message of a batch its conversation; doing it twice changes nothing."""
    company_id = entries[0].company_id
    ids = {entry.message_id for entry in entries if entry.message_id}
    messages = messages_of(ids, company_id=company_id)
    touched = {one.conversation_id for one in messages if one.conversation_id is not None}
    fresh = [one for one in messages if one.conversation_id is None]
    if fresh:
        plan = _plan(fresh, company_id)
        touched |= _carry_out(plan, fresh, company_id, at)
        touched |= _guess(fresh, company_id, at)
    refresh(touched, company_id=company_id)


def _plan(fresh: Sequence[Unplaced], company_id: int) -> UnionPlan:
    own_ids = _own_ids(fresh, company_id)
    addresses = _addresses(fresh, company_id)
    arrivals = [
        Arrival(str(one.pk), nodes_of(_node_facts(one, own_ids[one.pk], addresses)))
        for one in fresh
    ]
    nodes = {node for arrival in arrivals for node in arrival.nodes}
    known = known_nodes(nodes, company_id)
    sizes, choices = _sizes(set(known.values()), company_id)
    return join(arrivals, known, sizes, _blocked(sizes, choices, company_id))


def _node_facts(
    message: Unplaced, own_id: str, addresses: Mapping[int, frozenset[str]]
) -> NodeFacts:
    return NodeFacts(
        own_id=own_id,
        references=tuple(message.references.split("\n")) if message.references else (),
        thread_index=message.thread_index,
        base_subject=message.base_subject,
        addresses=addresses.get(message.pk, frozenset()),
    )


def _own_ids(fresh: Sequence[Unplaced], company_id: int) -> dict[int, str]:
    """Return each message's node: its Message-ID, unless another body has the same one."""
    named = [one.message_id for one in fresh if one.message_id]
    first: dict[str, int] = {}
    bearers = Message.objects.filter(company_id=company_id, message_id__in=named)
    for pk, message_id in bearers.values_list("id", "message_id"):
        first[message_id] = min(pk, first.get(message_id, pk))
    return {
        one.pk: one.message_id
        if first.get(one.message_id) == one.pk
        else f"content: {one.identity}"
        for one in fresh
    }


def _addresses(fresh: Sequence[Unplaced], company_id: int) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    rows = Participant.objects.filter(
        among("message_id", [one.pk for one in fresh]), company_id=company_id
    ).values_list("message_id", "key")
    for message_id, key in rows:
        found.setdefault(message_id, set()).add(key)
    return {message_id: frozenset(keys) for message_id, keys in found.items()}


def known_nodes(nodes: Collection[str], company_id: int) -> dict[str, int]:
    """Return the conversation of each node that has one."""
    wanted = sorted(nodes)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 900):
        found |= dict(
            MessageRef.objects.filter(
                company_id=company_id, node__in=wanted[start : start + 900]
            ).values_list("node", "conversation_id")
        )
    return found


def _sizes(ids: Collection[int], company_id: int) -> tuple[dict[int, int], dict[int, str]]:
    rows = Conversation.objects.filter(company_id=company_id, pk__in=ids).values_list(
        "id", "message_count", "choice"
    )
    found = list(rows)
    return (
        {pk: size for pk, size, _ in found},
        {pk: choice for pk, _, choice in found if choice},
    )


def _blocked(
    ids: Collection[int], choices: Mapping[int, str], company_id: int
) -> frozenset[tuple[int, int]]:
    """Return pairs that no rule joins: users decided differently, or keep the two apart."""
    pairs = combinations(sorted(choices), 2)
    different = {(one, two) for one, two in pairs if choices[one] != choices[two]}
    return frozenset(different | parted(ids, company_id=company_id))


def _carry_out(
    plan: UnionPlan, fresh: Sequence[Unplaced], company_id: int, at: datetime
) -> set[int]:
    """Write a plan and return the conversations it touched, those that ended included."""
    subjects = _subjects(plan, fresh)
    real = dict(zip(plan.created, new_ids(Conversation, len(plan.created)), strict=True))
    insert_each(
        Conversation,
        ["id", "company_id", "subject", "message_count", "choice", "created_at"],
        [(pk, company_id, subjects.get(stand_in, ""), 0, "", at) for stand_in, pk in real.items()],
    )
    for merge in plan.merges:
        join_conversations(merge.gone, merge.stays, company_id=company_id, at=at)
    insert_each(
        MessageRef,
        ["company_id", "node", "conversation_id"],
        [(company_id, node, real.get(home, home)) for node, home in plan.nodes.items()],
    )
    for message in fresh:
        home = plan.placed[str(message.pk)]
        message.conversation_id = real.get(home, home)
        message.joined_by = plan.grounds[str(message.pk)]
    _place(fresh)
    keep_apart(
        [
            (real.get(one.first, one.first), real.get(one.second, one.second), int(one.key))
            for one in plan.apart
        ],
        company_id=company_id,
        at=at,
    )
    ended = {merge.gone for merge in plan.merges}
    return ended | {one.conversation_id for one in fresh if one.conversation_id is not None}


def _subjects(plan: UnionPlan, fresh: Sequence[Unplaced]) -> dict[int, str]:
    """Return the subject of each new conversation: that of its oldest message."""
    oldest_last = sorted(fresh, key=lambda one: one.sent_at, reverse=True)
    return {plan.placed[str(one.pk)]: one.subject for one in oldest_last}


def _place(messages: Iterable[Unplaced]) -> None:
    update_each(
        Message,
        ["conversation", "joined_by"],
        [(one.conversation_id, one.joined_by, one.pk) for one in messages],
    )


def _guess(fresh: Sequence[Unplaced], company_id: int, at: datetime) -> set[int]:
    """Join what only quotes or a telling subject tie to a conversation; return the touched.

    Replies that wait since an earlier batch are asked again: their parent may be in this one.
    """
    touched: set[int] = set()
    replies = [one.pk for one in fresh if one.looks_like_reply and one.joined_by == Ground.NEW]
    waiting = may_continue(fresh, company_id=company_id)
    placed: list[int] = []
    for found in guess([*replies, *waiting], company_id=company_id):
        touched |= _follow(found, company_id, at)
        placed.append(found.message.pk)
    keep_waiting(fresh, company_id=company_id)
    wait_no_more(placed, company_id=company_id)
    return touched


def _follow(found: Guess, company_id: int, at: datetime) -> set[int]:
    """Join the conversation of a reply with the one it continues; return both."""
    own = Message.objects.get(pk=found.message.pk).conversation_id
    target = _living(found.conversation_id, company_id)
    if own is None or own == target:
        return set()
    sizes, choices = _sizes({own, target}, company_id)
    if _blocked(sizes, choices, company_id):
        keep_apart([(own, target, found.message.pk)], company_id=company_id, at=at)
        return set()
    gone, stays = sorted((own, target), key=lambda pk: (sizes[pk], -pk))
    join_conversations(gone, stays, company_id=company_id, at=at)
    Message.objects.filter(pk=found.message.pk).update(joined_by=found.ground)
    return {gone, stays}


def _living(conversation_id: int, company_id: int) -> int:
    """Return where a conversation's messages lie by now."""
    joined = Conversation.objects.filter(company_id=company_id, pk=conversation_id)
    into = joined.values_list("joined_into_id", flat=True).first()
    return into or conversation_id
