"""Why a conversation is linked, or is not: an addition of ours to the mailbox."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from django.http import HttpResponse

from kartotek.api.answers import mail
from kartotek.api.formats import milliseconds
from kartotek.api.request import ApiRequest
from kartotek.api.v1.door import api
from kartotek.linking.queries.decision import CandidateEntry, DecisionEntry, newest_decision


class ItemOut(msgspec.Struct):
    """A deal, lead or project; a lead's id is its uuid."""

    type: str
    id: int | UUID


class CandidateOut(ItemOut):
    """An item that was considered: the state it had then, and by whom it came into question."""

    title: str
    state: str
    via: str
    created_at: str
    closed_at: str | None
    person_ids: Sequence[int]


class DecisionOut(msgspec.Struct):
    """The newest decision about a conversation; `code` is one of docs/rules/linking.md."""

    code: str | None
    sentence: str
    item: ItemOut | None
    candidates: list[CandidateOut]
    decided_at: str | None


@api.get("/mailbox/mailThreads/{int:thread_id}/decision", tags=["mailbox"])
def decision(request: ApiRequest, thread_id: int) -> HttpResponse:
    """Return the newest decision about a conversation, as far as the user may see it."""
    return mail(_out(newest_decision(thread_id, viewer=request.viewer)))


def _out(entry: DecisionEntry) -> DecisionOut:
    return DecisionOut(
        code=entry.code or None,
        sentence=entry.sentence,
        item=ItemOut(entry.item.type, entry.item.id) if entry.item else None,
        candidates=[_candidate(one) for one in entry.candidates],
        decided_at=milliseconds(entry.decided_at),
    )


def _candidate(entry: CandidateEntry) -> CandidateOut:
    return CandidateOut(
        type=entry.item.type,
        id=entry.item.id,
        title=entry.title,
        state=entry.state,
        via=entry.via,
        created_at=milliseconds(entry.created_at),
        closed_at=milliseconds(entry.closed_at),
        person_ids=entry.person_ids,
    )
