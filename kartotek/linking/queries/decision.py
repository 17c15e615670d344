"""The newest decision about a conversation as programs read it (spec/linking.md 3 and 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kartotek.contacts.queries import person_names
from kartotek.linking.models import ConversationLink
from kartotek.linking.queries.briefs import Brief, briefs
from kartotek.linking.queries.letters import conversation_seen
from kartotek.linking.rules import REASONS, Code, ItemKind, ItemRef
from kartotek.pipeline.leads.queries.listing import lead_uuids
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An item as programs name it: a lead by its uuid."""

    type: str
    id: int | UUID


@dataclass(frozen=True, slots=True)
class CandidateEntry:
    """An item that was considered, in the state it had then."""

    item: ItemEntry
    title: str
    state: str
    via: str
    created_at: datetime
    closed_at: datetime | None
    person_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """What was decided last about a conversation.

    `code` is empty where nothing was decided yet, and where it is linked to something the reader
    may not see, of which nothing more is told.
    """

    code: str
    sentence: str
    item: ItemEntry | None = None
    candidates: Sequence[CandidateEntry] = ()
    decided_at: datetime | None = None


def newest_decision(conversation_id: int, *, viewer: Viewer) -> DecisionEntry:
    """Return the newest decision about a conversation, for one reader.

    Its candidates are those of the decision itself; a message that changed nothing considered
    none, and then they are those of the decision that made the link.

    Raises:
        NotFound: the conversation is gone or not theirs to see.
    """
    conversation, _access = conversation_seen(conversation_id, viewer=viewer)
    link = (
        ConversationLink.objects.filter(company_id=viewer.company_id, conversation=conversation)
        .select_related("decision", "made_by")
        .first()
    )
    if link is None:
        return DecisionEntry("", _("Nothing was decided about this conversation yet."))
    return _told(link, viewer)


def _told(link: ConversationLink, viewer: Viewer) -> DecisionEntry:
    decision = link.decision
    stored = decision.candidates or (link.made_by.candidates if link.made_by else [])
    refs = {_ref(one["type"], one["id"]) for one in stored}
    linked = _ref(link.item_type, link.item_id) if link.item_id is not None else None
    seen = briefs(refs | ({linked} if linked else set()), viewer=viewer)
    if linked is not None and linked not in seen:
        return DecisionEntry(
            "",
            _("It is linked to something you may not see."),
            decided_at=decision.decided_at,
        )
    leads = [ref.id for ref in seen if ref.kind is ItemKind.LEAD]
    uuids = lead_uuids(leads, viewer=viewer)
    return DecisionEntry(
        code=decision.code,
        sentence=_(REASONS[Code(decision.code)].sentence),
        item=_item(linked, uuids) if linked else None,
        candidates=_candidates(stored, seen, uuids, viewer),
        decided_at=decision.decided_at,
    )


def _ref(kind: str, item_id: int) -> ItemRef:
    return ItemRef(ItemKind(kind), item_id)


def _item(ref: ItemRef, uuids: dict[int, UUID]) -> ItemEntry:
    return ItemEntry(str(ref.kind), uuids[ref.id] if ref.kind is ItemKind.LEAD else ref.id)


def _candidates(
    stored: Sequence[dict[str, Any]],
    seen: dict[ItemRef, Brief],
    uuids: dict[int, UUID],
    viewer: Viewer,
) -> list[CandidateEntry]:
    shown = [one for one in stored if _ref(one["type"], one["id"]) in seen]
    people = person_names({pk for one in shown for pk in one["person_ids"]}, viewer=viewer)
    return [
        CandidateEntry(
            item=_item(_ref(one["type"], one["id"]), uuids),
            title=seen[_ref(one["type"], one["id"])].title,
            state=one["state"],
            via=one["via"],
            created_at=datetime.fromisoformat(one["created_at"]),
            closed_at=datetime.fromisoformat(one["closed_at"]) if one.get("closed_at") else None,
            person_ids=[pk for pk in one["person_ids"] if pk in people],
        )
        for one in shown
    ]
