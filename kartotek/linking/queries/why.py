"""Why a conversation is linked, or is not: the stored decision as one reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kartotek.contacts.models import Person
from kartotek.history.queries import of_records
from kartotek.linking.access import Access
from kartotek.linking.models import ConversationLink, Decision
from kartotek.linking.queries.briefs import Brief, briefs
from kartotek.linking.queries.letters import conversation_seen
from kartotek.linking.rules import REASONS, Code, ItemKind, ItemRef
from kartotek.users.viewer import Viewer

CHANGES = 30
UNDOINGS = frozenset({"conversation.link-undone", "conversation.unlink-undone"})
JOININGS = {
    "conversation.joined": "joined",
    "conversation.joined-by-hand": "joined",
    "conversation.join-undone": "parted",
    "conversation.kept-apart": "kept apart",
    "conversation.separated": "separated",
    "conversation.separation-undone": "parted back",
    "conversation.duplicated": "duplicated",
}


@dataclass(frozen=True, slots=True)
class WhyCandidate:
    """An item that was considered, as it stood then; `now` is how it stands today.

    `people` are the names of the contacts that led to it, as far as the reader sees them.
    """

    kind: str
    id: int
    title: str
    state: str
    via: str
    people: tuple[str, ...]
    created_at: datetime
    closed_at: datetime | None
    is_chosen: bool
    now: Brief


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One change of the link; `title` is empty where the reader may not see the item.

    Of what it was joined with or kept apart from nothing is told: it may be somebody else's.
    """

    kind: str
    at: datetime
    who: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Why:
    """The decision behind a conversation's link, or behind its having none.

    `who` is the user who did it; empty where a rule did. `is_hidden`: it is linked to something
    the reader may not see, of which nothing more is told.
    """

    conversation_id: int
    sentence: str
    may_link: bool
    code: str = ""
    decided_at: datetime | None = None
    who: str = ""
    item: Brief | None = None
    is_hidden: bool = False
    candidates: tuple[WhyCandidate, ...] = ()
    changes: tuple[LinkChange, ...] = ()


def why(conversation_id: int, *, viewer: Viewer) -> Why:
    """Return why a conversation is linked as it is, for one reader.

    Raises:
        NotFound: the conversation is gone or not theirs to see.
    """
    conversation, access = conversation_seen(conversation_id, viewer=viewer)
    link = (
        ConversationLink.objects.filter(company_id=viewer.company_id, conversation=conversation)
        .select_related("decision__user", "made_by__user")
        .first()
    )
    may_link = access is Access.LINK
    if link is None:
        sentence = _("Nothing was decided about this conversation yet.")
        return Why(conversation.pk, sentence=sentence, may_link=may_link)
    return _told(link, _deciding(link), viewer, may_link=may_link)


def _deciding(link: ConversationLink) -> Decision:
    """Return the decision that made the present state: later messages only kept it."""
    newest: Decision = link.decision
    made_by: Decision | None = link.made_by
    is_open_question = link.item_id is None and not link.is_vetoed
    is_told_by_newest = is_open_question or newest.code == Code.ITEM_DELETED
    return newest if made_by is None or is_told_by_newest else made_by


def _told(link: ConversationLink, decision: Decision, viewer: Viewer, *, may_link: bool) -> Why:
    decisions = list(
        Decision.objects.filter(company_id=link.company_id, conversation_id=link.conversation_id)
        .select_related("user")
        .order_by("pk")
    )
    refs = {_ref(one["type"], one["id"]) for one in decision.candidates}
    refs |= {_ref(one.item_type, one.item_id) for one in decisions if one.item_id is not None}
    if link.item_id is not None:
        refs.add(_ref(link.item_type, link.item_id))
    seen = briefs(refs, viewer=viewer)
    item = seen.get(_ref(link.item_type, link.item_id)) if link.item_id is not None else None
    is_hidden = link.item_id is not None and item is None
    return Why(
        conversation_id=link.conversation_id,
        code="" if is_hidden else decision.code,
        sentence=_sentence(decision, is_hidden=is_hidden),
        decided_at=decision.decided_at,
        who=decision.user.name if decision.user else "",
        item=item,
        is_hidden=is_hidden,
        candidates=() if is_hidden else _candidates(decision, seen, item, viewer),
        changes=_changes(link, decisions, seen, viewer),
        may_link=may_link,
    )


def _sentence(decision: Decision, *, is_hidden: bool) -> str:
    if is_hidden:
        return _("It is linked to something you may not see.")
    return _(REASONS[Code(decision.code)].sentence)


def _ref(kind: str, item_id: int | None) -> ItemRef:
    return ItemRef(ItemKind(kind), item_id or 0)


def _candidates(
    decision: Decision, seen: dict[ItemRef, Brief], item: Brief | None, viewer: Viewer
) -> tuple[WhyCandidate, ...]:
    shown = [one for one in decision.candidates if _ref(one["type"], one["id"]) in seen]
    wanted = {pk for one in shown for pk in one["person_ids"]}
    names = dict(
        Person.objects.alive().visible_to(viewer).filter(pk__in=wanted).values_list("pk", "name")
    )
    return tuple(_candidate(one, seen, item, names) for one in shown)


def _candidate(
    stored: dict[str, Any],
    seen: dict[ItemRef, Brief],
    item: Brief | None,
    names: dict[int, str],
) -> WhyCandidate:
    now = seen[_ref(stored["type"], stored["id"])]
    closed_at = stored.get("closed_at")
    return WhyCandidate(
        kind=stored["type"],
        id=stored["id"],
        title=now.title,
        state=stored["state"],
        via=stored["via"],
        people=tuple(names[pk] for pk in stored["person_ids"] if pk in names),
        created_at=datetime.fromisoformat(stored["created_at"]),
        closed_at=datetime.fromisoformat(closed_at) if closed_at else None,
        is_chosen=item is not None and (item.kind, item.id) == (stored["type"], stored["id"]),
        now=now,
    )


def _changes(
    link: ConversationLink,
    decisions: Sequence[Decision],
    seen: dict[ItemRef, Brief],
    viewer: Viewer,
) -> tuple[LinkChange, ...]:
    """Return every change of the link, the newest first; what changed nothing is no change."""
    lines = of_records([("conversation", link.conversation_id)], viewer=viewer, limit=CHANGES)
    undone = [
        LinkChange("undone", line.at, line.who, "", "") for line in lines if line.kind in UNDOINGS
    ]
    joined = [
        LinkChange(JOININGS[line.kind], line.at, line.who, "", "")
        for line in lines
        if line.kind in JOININGS
    ]
    changes: list[LinkChange] = []
    previous: Decision | None = None
    for one in decisions:
        before = _stood_before(one, previous, [line.at for line in undone])
        if (one.item_type, one.item_id) != before or one.user_id is not None:
            changes.append(_change(one, before, seen))
        previous = one
    told = [*undone, *joined, *reversed(changes)]
    newest_first = sorted(told, key=lambda one: one.at, reverse=True)
    return tuple(newest_first[:CHANGES])


def _stood_before(
    decision: Decision, previous: Decision | None, undone_at: Sequence[datetime]
) -> tuple[str, int | None] | None:
    """Return what was linked when a decision was made: undoing leaves no decision of its own."""
    state = decision.facts.get("before")
    if state is None and previous is not None:
        was_undone = any(previous.decided_at <= at <= decision.decided_at for at in undone_at)
        state = previous.facts.get("before") if was_undone else None
    if state is not None:
        return (state["type"], state["id"])
    return (previous.item_type, previous.item_id) if previous else None


def _change(
    decision: Decision, before: tuple[str, int | None] | None, seen: dict[ItemRef, Brief]
) -> LinkChange:
    has_item = decision.item_id is not None
    had_item = before is not None and before[1] is not None
    kinds = {
        (True, True): "moved",
        (True, False): "linked",
        (False, True): "unlinked",
        (False, False): "decided",
    }
    item = seen.get(_ref(decision.item_type, decision.item_id)) if has_item else None
    is_same = before == (decision.item_type, decision.item_id)
    return LinkChange(
        kind="decided" if is_same else kinds[has_item, had_item],
        at=decision.decided_at,
        who=decision.user.name if decision.user else "",
        code=decision.code,
        title=item.title if item else "",
    )
