"""Two deals become one.

refuse -> lock both -> take values -> follow -> conversations -> delete the loser
-> keep the journal -> tell -> count and index anew
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Merge
from kartotek.errors import Invalid
from kartotek.flows.counters import recount_about, recount_items
from kartotek.flows.indexing import reindex
from kartotek.flows.merge_contacts.follow import move_rows
from kartotek.flows.merge_contacts.journal import Journal, label, stored
from kartotek.flows.merge_contacts.merging import refuse_merged
from kartotek.flows.merge_deals.registry import FILLED, MOVES, TOGETHER
from kartotek.history.operations import Event, record_all
from kartotek.linking.models import ConversationLink
from kartotek.linking.operations import merge_items
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import Conversation
from kartotek.notifications.operations import recount_told
from kartotek.pipeline.deals.models import Deal, DealParticipant
from kartotek.pipeline.deals.operations.find import found_alive
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

LINKED = ("deal_id", "how", "is_vetoed", "awaits_choice", "decision_id", "made_by_id")
"""What of a conversation's link a merge may change."""


@transaction.atomic
def merge(
    *, survivor_id: int, loser_id: int, by: Viewer, at: datetime, act: uuid.UUID | None = None
) -> Merge:
    """Let the loser become part of the survivor, with everything that hangs on it.

    Args:
        survivor_id: of the deal that stays; its values win.
        loser_id: of the deal that goes; its address leads to the survivor.
        by: who merges; they see both.
        at: when.
        act: common to merges that are undone together.

    Raises:
        NotFound: one of the two is gone or not theirs to see.
        MergedAlready: one of the two is part of another deal by now.
        DealDeleted: one of the two was deleted.
        NotPermitted: they may not merge, or not change one of the two.
        Invalid: both are the same deal.
    """
    refuse_unless(by, Permission.MERGE)
    if survivor_id == loser_id:
        raise Invalid(_("A record cannot be merged with itself."))
    # In the order of ids, so that two who merge the same pair wait for one another.
    held = {pk: _held(pk, by=by) for pk in sorted((survivor_id, loser_id))}
    survivor, loser = held[survivor_id], held[loser_id]
    journal = Journal(by.company_id)
    journal.change(survivor, taken(survivor, loser))
    counts = _move_everything(survivor, loser, journal, by=by, at=at)
    journal.change(loser, {"deleted_at": at})
    for one in (survivor, loser):
        one.save(update_fields=one.touch(at))
    made = Merge.objects.create(
        company_id=by.company_id,
        on="deal",
        survivor_id=survivor_id,
        loser_id=loser_id,
        survivor_name=survivor.title,
        loser_name=loser.title,
        act=act or uuid.uuid4(),
        journal=journal.steps,
        merged_at=at,
        user_id=by.user_id,
    )
    _tell(made, counts, by=by, at=at)
    bring_in_line([survivor, loser], at=at)
    return made


@transaction.atomic
def merge_all(*, survivor_id: int, loser_ids: Sequence[int], by: Viewer, at: datetime) -> uuid.UUID:
    """Let several deals become part of one, as one act that is undone as a whole; return it.

    Raises:
        Refused: as `merge` says; then nothing was merged.
        Invalid: there is nothing to merge.
    """
    losers = [pk for pk in dict.fromkeys(loser_ids) if pk != survivor_id]
    if not losers:
        raise Invalid(_("Choose at least two records to merge."))
    act = uuid.uuid4()
    for loser_id in losers:
        merge(survivor_id=survivor_id, loser_id=loser_id, by=by, at=at, act=act)
    return act


def taken(survivor: Deal, loser: Deal) -> dict[str, Any]:
    """Return the fields that the survivor takes from the loser, with their values."""
    found = {
        name: getattr(loser, name)
        for name in FILLED
        if getattr(survivor, name) is None and getattr(loser, name) is not None
    }
    if survivor.amount is None and loser.amount is not None:
        found |= {name: getattr(loser, name) for name in TOGETHER}
    return found


def bring_in_line(deals: Iterable[Deal], *, at: datetime) -> None:
    """Bring what is derived from deals in line with what they say now."""
    held = list(deals)
    ids = [one.pk for one in held]
    company_id = held[0].company_id
    recount_items("deal", ids, company_id=company_id)
    recount_about(*held)
    reindex("deal", ids, company_id=company_id, at=at)
    recount_told("deal", ids, company_id=company_id)


def _held(deal_id: int, *, by: Viewer) -> Deal:
    refuse_merged("deal", deal_id, company_id=by.company_id)
    return found_alive(deal_id, by=by)


def _move_everything(
    survivor: Deal, loser: Deal, journal: Journal, *, by: Viewer, at: datetime
) -> dict[str, int]:
    counts: dict[str, int] = {}
    for move in MOVES:
        moved = move_rows(move, loser.pk, survivor.pk, journal)
        if move.counted_as:
            counts[move.counted_as] = counts.get(move.counted_as, 0) + moved
    _unite_people(survivor, loser, journal)
    counts["conversation"] = _move_conversations(survivor, loser, journal, by=by, at=at)
    return {word: count for word, count in counts.items() if count}


def _unite_people(survivor: Deal, loser: Deal, journal: Journal) -> None:
    """Let the loser's main person take part, and the survivor's own not take part beside that."""
    lines = DealParticipant.objects.filter(company_id=survivor.company_id, deal=survivor)
    for line in lines.filter(person_id=survivor.person_id or 0):
        journal.drop(line)
    other_id = loser.person_id
    if other_id is None or other_id == survivor.person_id:
        return
    if not lines.filter(person_id=other_id).exists():
        mine = {"company_id": survivor.company_id, "deal_id": survivor.pk}
        journal.add(DealParticipant(**mine, person_id=other_id))


def _move_conversations(
    survivor: Deal, loser: Deal, journal: Journal, *, by: Viewer, at: datetime
) -> int:
    """Move the loser's conversations by the rule of merging, and remember how each stood."""
    links = ConversationLink.objects.filter(company_id=by.company_id, deal=loser)
    before = {one.pk: _standing(one) for one in links.select_related("conversation")}
    old, new = ItemRef(ItemKind.DEAL, loser.pk), ItemRef(ItemKind.DEAL, survivor.pk)
    merge_items(loser=old, survivor=new, by=by, at=at)
    moved = ConversationLink.objects.filter(company_id=by.company_id, pk__in=before)
    for link in moved.select_related("conversation").order_by("pk"):
        (was, choice), (now, chosen) = before[link.pk], _standing(link)
        _note(journal, ConversationLink, link.pk, was, now)
        _note(journal, Conversation, link.conversation_id, choice, chosen)
    return len(before)


def _standing(link: ConversationLink) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return how a link stands, and how its conversation remembers that."""
    return {name: getattr(link, name) for name in LINKED}, {"choice": link.conversation.choice}


def _note(
    journal: Journal,
    model: type[ConversationLink | Conversation],
    pk: int,
    was: dict[str, Any],
    now: dict[str, Any],
) -> None:
    """Write into the journal what linking changed."""
    differs = [name for name in was if was[name] != now[name]]
    if differs:
        step = {"do": "changed", "model": label(model), "id": pk}
        before = {name: stored(was[name]) for name in differs}
        after = {name: stored(now[name]) for name in differs}
        journal.steps.append(step | {"was": before, "now": after})


def _tell(made: Merge, counts: dict[str, int], *, by: Viewer, at: datetime) -> None:
    """Write it into the history of both."""
    # Who reads one of the two need not see the other, so each names it by its number too.
    survivor = {"name": made.loser_name, "deal_id": made.loser_id, "moved": counts}
    loser = {"name": made.survivor_name, "deal_id": made.survivor_id}
    record_all(
        [
            Event("deal.merged", "deal", made.survivor_id, survivor | {"merge": made.pk}),
            Event("deal.merged-away", "deal", made.loser_id, loser | {"merge": made.pk}),
        ],
        by=by,
        at=at,
    )
