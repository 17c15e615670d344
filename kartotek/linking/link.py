"""Stage 9: decide the new messages of each conversation, oldest first, and carry it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from kartotek.linking import joins
from kartotek.linking.facts import Batch, Letter, item_of
from kartotek.linking.models import ConversationLink, Decision, How
from kartotek.linking.rules import (
    REASONS,
    RULE_VERSION,
    Action,
    Candidate,
    Code,
    LinkDecision,
    MailFacts,
    decide_link,
)
from kartotek.mail.bulk import among, insert_each, new_ids, update_each
from kartotek.mail.inbound.under_way import UnderWay
from kartotek.mail.models import Message

# An automatic answer in a conversation that waits for a choice does not take it off the list.
SET_ASIDE = frozenset({Code.AUTOMATED, Code.STRANGER, Code.UNVERIFIED, Code.INTERNAL})
MOST_CANDIDATES = 50


@dataclass(slots=True)
class _Fresh:
    """A decision that is about to be written; a whole record costs several times as much.

    Its id is known before it is written, so that links can name it.
    """

    id: int
    company_id: int
    conversation_id: int
    message_id: int
    code: str = ""
    item_type: str = ""
    item_id: int | None = None
    candidates: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    rule_version: int = RULE_VERSION
    decided_at: datetime | None = None


@dataclass(slots=True)
class _Decided:
    """A message with what was decided about it."""

    letter: Letter
    facts: MailFacts
    decision: LinkDecision


def link(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Link the conversations of a batch; linking twice changes nothing."""
    company_id = entries[0].company_id
    joins.follow(company_id=company_id, at=at)
    rows = Message.objects.filter(
        among("pk", {entry.message_id for entry in entries if entry.message_id}),
        conversation_id__isnull=False,
    ).values_list("id", "conversation_id")
    new = dict(rows)
    decide(Batch(new.values(), company_id=company_id), set(new), at=at)


def decide(batch: Batch, message_ids: set[int], *, at: datetime) -> None:
    """Decide messages of a batch that were not decided yet, and write what follows.

    A message that another mailbox brings later is decided again as long as nothing but a
    switched-off account stood in the way.
    """
    known = _decided_before(batch, message_ids)
    due = [
        letter
        for conversation_id in batch.conversation_ids
        for letter in batch.letters.get(conversation_id, ())
        if letter.id in message_ids and _is_due(letter, known, batch)
    ]
    fresh = [letter for letter in due if letter.id not in known]
    new = {
        letter.id: _Fresh(pk, batch.company_id, letter.conversation_id, letter.id)
        for pk, letter in zip(new_ids(Decision, len(fresh)), fresh, strict=True)
    }
    rows: dict[int, Decision | _Fresh] = {**known, **new}
    # One after the other: what one message links counts for the next.
    decided = [_decide_one(batch, letter, rows[letter.id], at) for letter in due]
    _keep_decisions(
        [new[letter.id] for letter in fresh],
        again=[known[letter.id] for letter in due if letter.id in known],
    )
    _keep_links(batch, decided)
    _flag_strangers(decided)


def _decided_before(batch: Batch, message_ids: set[int]) -> dict[int, Decision]:
    rows = Decision.objects.filter(among("message_id", message_ids), company_id=batch.company_id)
    return {row.message_id: row for row in rows if row.message_id is not None}


def _is_due(letter: Letter, known: dict[int, Decision], batch: Batch) -> bool:
    before = known.get(letter.id)
    if before is None:
        return True
    brought = batch.brought.get(letter.id)
    is_new_mailbox = brought is not None and list(brought.mailbox_ids) != before.facts.get(
        "mailboxes"
    )
    return is_new_mailbox and before.code == Code.AUTO_OFF


def _decide_one(batch: Batch, letter: Letter, row: Decision | _Fresh, at: datetime) -> _Decided:
    """Decide one message; what it links counts for the conversation's next ones."""
    facts = batch.facts(letter)
    decision = decide_link(facts)
    item = decision.outcome.item
    row.code = decision.code
    row.item_type = item.kind if item else ""
    row.item_id = item.id if item else None
    row.candidates = [described(one) for one in facts.candidates[:MOST_CANDIDATES]]
    row.facts = _kept_facts(batch, letter, facts)
    row.rule_version = RULE_VERSION
    row.decided_at = at
    _apply(batch, letter, decision, row.id)
    return _Decided(letter, facts, decision)


def _apply(batch: Batch, letter: Letter, decision: LinkDecision, decision_id: int) -> None:
    """Bring the conversation's link, in memory, in line with a decision."""
    link = batch.links.get(letter.conversation_id)
    if link is None:
        link = ConversationLink(company_id=batch.company_id, conversation_id=letter.conversation_id)
        batch.links[letter.conversation_id] = link
    code = Code(decision.code)
    if decision.outcome.action is Action.LINK and decision.outcome.item is not None:
        set_item(link, decision.outcome.item.kind, decision.outcome.item.id)
        is_explicit = code in {Code.BCC_ADDRESS, Code.SENT_FROM_ITEM}
        link.how = How.EXPLICIT if is_explicit else How.RULE
        link.is_vetoed = False
        link.made_by_id = decision_id
    link.awaits_choice = item_of(link) is None and (
        REASONS[code].awaits_choice or (link.awaits_choice and code in SET_ASIDE)
    )
    link.decision_id = decision_id


def set_item(link: ConversationLink, kind: str, item_id: int | None) -> None:
    """Point a link to one item, or to none with an empty `kind`."""
    link.deal_id = item_id if kind == "deal" else None
    link.lead_id = item_id if kind == "lead" else None
    link.project_id = item_id if kind == "project" else None


def described(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as a decision keeps it."""
    return {
        "type": str(candidate.item.kind),
        "id": candidate.item.id,
        "title": candidate.title,
        "state": str(candidate.state),
        "via": str(candidate.via),
        "created_at": candidate.created_at.isoformat(),
        "closed_at": candidate.closed_at.isoformat() if candidate.closed_at else None,
        "person_ids": list(candidate.person_ids),
    }


def _kept_facts(batch: Batch, letter: Letter, facts: MailFacts) -> dict[str, Any]:
    brought = batch.brought.get(letter.id)
    return {
        "mailboxes": list(brought.mailbox_ids) if brought else [],
        "at": facts.at.isoformat(),
        "parties": facts.external_party_count,
        "contacts": facts.contact_count,
    }


def _keep_decisions(fresh: Sequence[_Fresh], again: Sequence[Decision]) -> None:
    insert_each(Decision, _DECISION, map(attrgetter(*_DECISION), fresh))
    if again:
        Decision.objects.bulk_update(
            again, ["code", "item_type", "item_id", "candidates", "facts", "decided_at"]
        )


_DECISION = [
    "id",
    "company_id",
    "conversation_id",
    "message_id",
    "code",
    "item_type",
    "item_id",
    "candidates",
    "facts",
    "rule_version",
    "decided_at",
]
_LINK = [
    "deal_id",
    "lead_id",
    "project_id",
    "how",
    "is_vetoed",
    "awaits_choice",
    "decision_id",
    "made_by_id",
]
_TIED = ["company_id", "conversation_id"]


def _keep_links(batch: Batch, decided: Iterable[_Decided]) -> None:
    touched = {one.letter.conversation_id: one for one in decided}
    links = [batch.links[conversation_id] for conversation_id in touched]
    known = [link for link in links if link.pk is not None]
    fresh = [link for link in links if link.pk is None]
    insert_each(ConversationLink, [*_LINK, *_TIED], map(attrgetter(*_LINK, *_TIED), fresh))
    update_each(ConversationLink, _LINK, map(attrgetter(*_LINK, "pk"), known))


def _flag_strangers(decided: Iterable[_Decided]) -> None:
    update_each(
        Message,
        ["is_stranger"],
        [(True, one.letter.id) for one in decided if one.facts.is_stranger],
    )
