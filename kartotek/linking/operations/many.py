"""Linking many conversations in one go, unlinking them, and one Undo for all (linking.md 4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Refused
from kartotek.linking.access import Access, access_to_many, homes_of
from kartotek.linking.models import ConversationLink, Decision
from kartotek.linking.operations.by_hand import refuse_unseen
from kartotek.linking.operations.relinking import Turn, relink, restore
from kartotek.linking.rules import Code, ItemRef
from kartotek.mail.models import Conversation
from kartotek.users.viewer import Viewer

MOST_AT_ONCE: Final = 2_000


class TooMany(Refused):
    """More conversations were chosen than are linked in one go."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the chosen conversations.

    `ids` are those that stand as wanted now; `changed` those of them that did not before. `first`
    and `last` name the act for Undo: the span of its decisions, 0 where nothing changed.
    """

    asked: int
    ids: tuple[int, ...]
    changed: tuple[int, ...]
    first: int = 0
    last: int = 0


@transaction.atomic
def link_many(
    *, conversation_ids: Collection[int], item: ItemRef, by: Viewer, at: datetime
) -> Done:
    """Link conversations to one item; those that are not the user's to link are left out.

    Raises:
        NotFound: the item is gone or not theirs to see.
        TooMany: more were chosen than MOST_AT_ONCE.
    """
    refuse_unseen(item, by)
    return _done(conversation_ids, relink(_mine(conversation_ids, by), item, by=by, at=at))


@transaction.atomic
def unlink_many(*, conversation_ids: Collection[int], by: Viewer, at: datetime) -> Done:
    """Take conversations off their items; those that have none, or are not theirs, are left out.

    Raises:
        TooMany: more were chosen than MOST_AT_ONCE.
    """
    mine = {one.pk: one for one in _mine(conversation_ids, by)}
    linked = ConversationLink.objects.filter(
        company_id=by.company_id, conversation_id__in=mine
    ).exclude(deal=None, lead=None, project=None)
    held = [mine[pk] for pk in linked.values_list("conversation_id", flat=True)]
    return _done(conversation_ids, relink(held, None, by=by, at=at))


@transaction.atomic
def undo_many(*, first: int, last: int, by: Viewer, at: datetime) -> Done:
    """Bring back how each conversation of an act stood; what changed since stays as it is.

    Args:
        first: the act's first decision, as `Done` names it.
        last: its last one.
        by: who did it; nobody else undoes it.
        at: now.

    Raises:
        NotFound: there is no such act of theirs, or all of it was changed since.
    """
    own = Decision.objects.filter(company_id=by.company_id, user_id=by.own_id)
    started = own.filter(pk=first).first()
    if started is None or last - first > MOST_AT_ONCE * 10:
        raise NotFound(_("There is nothing to undo."))
    act = own.filter(
        pk__gte=first,
        pk__lte=last,
        decided_at=started.decided_at,
        code__in=(Code.MANUAL, Code.USER_UNLINKED),
    )
    links = list(
        ConversationLink.objects.select_for_update(of=("self",))
        .filter(company_id=by.company_id, decision__in=act)
        .select_related("decision", "conversation")
        .order_by("pk")
    )
    granted = access_to_many([one.conversation_id for one in links], viewer=by)
    mine = [one for one in links if granted.get(one.conversation_id) is Access.LINK]
    if not mine:
        raise NotFound(_("Somebody changed these links since. Nothing was undone."))
    turns = restore([(one.conversation, one) for one in mine], by=by, at=at)
    ids = tuple(turn.conversation.pk for turn in turns)
    return Done(act.count(), ids, ids)


def _mine(conversation_ids: Collection[int], by: Viewer) -> list[Conversation]:
    """Return those of the conversations that the user may link."""
    if len(conversation_ids) > MOST_AT_ONCE:
        raise TooMany(
            _("At most %(count)s conversations are linked in one go. Narrow the list by a filter.")
            % {"count": MOST_AT_ONCE}
        )
    homes = homes_of(conversation_ids, company_id=by.company_id)
    granted = access_to_many([one.pk for one in homes], viewer=by)
    return [one for one in homes if granted.get(one.pk) is Access.LINK]


def _done(asked: Collection[int], turns: Sequence[Turn]) -> Done:
    made = [turn.link.decision_id for turn in turns if turn.has_changed]
    return Done(
        asked=len(set(asked)),
        ids=tuple(turn.conversation.pk for turn in turns),
        changed=tuple(turn.conversation.pk for turn in turns if turn.has_changed),
        first=min(made, default=0),
        last=max(made, default=0),
    )
