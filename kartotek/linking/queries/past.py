"""Mail from before an item was there: what would be linked to it if time did not count."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from kartotek.linking.access import Access, access_to_many
from kartotek.linking.facts import Batch
from kartotek.linking.models import ConversationLink
from kartotek.linking.queries.of_record import seen_of_record
from kartotek.linking.queries.rows import ConversationRow, rows_by_ids
from kartotek.linking.rules import Action, ItemRef, decide_link
from kartotek.users.viewer import Viewer

MOST: Final = 200
_AFTER_ALL: Final = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Past:
    """A conversation of an item's people that has no item; `fits`: it would be linked."""

    row: ConversationRow
    fits: bool


def past_conversations(item: ItemRef, *, viewer: Viewer) -> list[Past]:
    """Return the unlinked conversations of an item's people, those that fit first, newest first.

    A conversation fits where the rules would link it to the item, were its mail of today. What
    somebody unlinked is left out, and what is not the viewer's to link. The caller has checked
    that the viewer may see the item.
    """
    seen = seen_of_record(item.kind, item.id, viewer=viewer)
    granted = access_to_many(seen, viewer=viewer)
    mine = {pk for pk, access in granted.items() if access is Access.LINK}
    links = ConversationLink.objects.filter(
        company_id=viewer.company_id, conversation_id__in=mine
    ).exclude(deal=None, lead=None, project=None, is_vetoed=False)
    free = sorted(mine - set(links.values_list("conversation_id", flat=True)), reverse=True)[:MOST]
    fitting = _fitting(free, item, viewer)
    rows = [row for row in rows_by_ids(free, viewer=viewer) if row.may_link]
    return sorted(
        (Past(row, row.id in fitting) for row in rows),
        key=lambda one: (one.fits, one.row.last_at),
        reverse=True,
    )


def _fitting(conversation_ids: Collection[int], item: ItemRef, viewer: Viewer) -> set[int]:
    """Return which conversations the rules would link to the item if time did not count."""
    batch = Batch(conversation_ids, company_id=viewer.company_id)
    # None of them has a link that counts, and looking at them must lock none.
    batch.links = {}
    fitting = set()
    for pk in conversation_ids:
        letters = batch.letters.get(pk)
        if not letters:
            continue
        facts = replace(
            batch.facts(letters[-1]),
            at=_AFTER_ALL,
            conversation_first_at=_AFTER_ALL,
            is_automatic_linking_on=True,
        )
        outcome = decide_link(facts).outcome
        if outcome.action is Action.LINK and outcome.item == item:
            fitting.add(pk)
    return fitting
