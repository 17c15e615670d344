"""What a merge would make of deals, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kartotek.activities.models import Activity, File, Note
from kartotek.activities.queries.scopes import visible
from kartotek.contacts.queries import survivor_of
from kartotek.errors import NotFound
from kartotek.flows.merge_contacts.follow import pointing
from kartotek.flows.merge_deals.merging import taken
from kartotek.flows.merge_deals.registry import MOVES
from kartotek.linking.queries import of_record
from kartotek.pipeline.deals import queries
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.queries import DealPage
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord

MOST_CONVERSATIONS = 100
# What may hang on further records, each of which the viewer has to see.
HUNG = frozenset({Activity, Note, File})


@dataclass(frozen=True)
class Preview:
    """What would become of deals; the survivor comes first in `deals`.

    `origins` says by field which deal a value comes from. `moves` counts what would move, by
    word, as far as the viewer sees it.
    """

    deals: list[DealPage]
    origins: dict[str, int]
    moves: dict[str, int]


def preview(*, survivor_id: int, loser_ids: Sequence[int], viewer: Viewer) -> Preview:
    """Return what would become of deals that the viewer sees.

    Raises:
        NotFound: one of them is gone, merged already, or not theirs to see.
    """
    ids = [survivor_id, *(pk for pk in dict.fromkeys(loser_ids) if pk != survivor_id)]
    records = Deal.objects.alive().visible_to(viewer).in_bulk(ids)
    if len(records) < len(ids):
        merged = any(survivor_of("deal", pk, company_id=viewer.company_id) for pk in ids)
        gone = _("One of the two is gone.")
        raise NotFound(_("This record was merged into another one already.") if merged else gone)
    survivor, origins = records[survivor_id], {}
    for pk in ids[1:]:
        for name, value in taken(survivor, records[pk]).items():
            setattr(survivor, name, value)
            origins[name] = pk
    pages = [queries.deal(pk, viewer=viewer) for pk in ids]
    return Preview(pages, origins, _moves(ids[1:], viewer))


def _moves(loser_ids: Sequence[int], viewer: Viewer) -> dict[str, int]:
    counts: dict[str, int] = {}
    for pk in loser_ids:
        found = of_record("deal", pk, viewer=viewer, limit=MOST_CONVERSATIONS)
        counts["conversation"] = counts.get("conversation", 0) + len(found)
        for move in MOVES:
            if move.counted_as:
                rows: Any = pointing(move, pk, company_id=viewer.company_id)
                if rows.model in HUNG:
                    rows = visible(rows.alive(), viewer)
                elif isinstance(rows, OwnedQuerySet) and issubclass(rows.model, OwnedRecord):
                    rows = rows.alive().visible_to(viewer)
                counts[move.counted_as] = counts.get(move.counted_as, 0) + rows.count()
    return {word: count for word, count in counts.items() if count}
