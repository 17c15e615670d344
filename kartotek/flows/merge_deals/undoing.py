"""Deals that became one are two again: everything goes back to where it was.

What somebody changed after the merge stays as they left it, and is named.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Merge
from kartotek.contacts.queries import survivor_of
from kartotek.contacts.queries.merges import UNDONE_WITHIN
from kartotek.errors import NotFound
from kartotek.flows.merge_contacts.journal import Left, take_back
from kartotek.flows.merge_contacts.undoing import MergeStays, Undone
from kartotek.flows.merge_deals.merging import bring_in_line
from kartotek.history.operations import Event, record_all
from kartotek.pipeline.deals.models import Deal
from kartotek.users.permissions import Permission, refuse_unless, refuse_unless_editable
from kartotek.users.viewer import Viewer


@transaction.atomic
def undo_act(*, act: uuid.UUID, by: Viewer, at: datetime) -> Undone:
    """Make everything undone that was merged as one act, the last merge first.

    Raises:
        NotFound: there is no such act, or one of its deals is gone or not theirs to see.
        MergeStays: it was undone already, is older than 30 days, or the survivor was merged on.
        NotPermitted: they may not merge, and so not undo it, or not change one of the two.
    """
    refuse_unless(by, Permission.MERGE)
    merges = Merge.objects.select_for_update().filter(company_id=by.company_id, on="deal", act=act)
    made = list(merges.order_by("-pk"))
    if not made:
        raise NotFound(_("This merge is gone."))
    left: list[Left] = []
    for merge in made:
        _refuse_unless_possible(merge, by=by, at=at)
        left += _undo(merge, by=by, at=at)
    losers = tuple(merge.loser_id for merge in made)
    return Undone("deal", made[0].survivor_id, losers, tuple(left))


def _refuse_unless_possible(merge: Merge, *, by: Viewer, at: datetime) -> None:
    if merge.undone_at is not None:
        raise MergeStays(_("This merge was undone already."))
    if merge.merged_at <= at - UNDONE_WITHIN:
        raise MergeStays(_("A merge can be undone for 30 days. This one is older."))
    if survivor_of("deal", merge.survivor_id, company_id=by.company_id) is not None:
        message = _("%(name)s was itself merged since. Undo that merge first.")
        raise MergeStays(message % {"name": merge.survivor_name})
    seen = Deal.objects.visible_to(by).filter(pk__in=(merge.survivor_id, merge.loser_id))
    owner_ids = list(seen.values_list("owner_id", flat=True))
    if len(owner_ids) < 2:
        raise NotFound(_("One of the two is gone."))
    for owner_id in owner_ids:
        refuse_unless_editable(by, owner_id)


def _undo(merge: Merge, *, by: Viewer, at: datetime) -> list[Left]:
    ids = [merge.survivor_id, merge.loser_id]
    mine = Deal.objects.filter(company_id=merge.company_id, pk__in=ids)
    merged = list(mine.select_for_update(of=("self",)).order_by("pk"))
    left = take_back(merge.journal, company_id=merge.company_id)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    mine.update(updated_at=at)
    # Whoever the merged deal was about is counted anew too.
    bring_in_line([*merged, *mine.all()], at=at)
    _tell(merge, left, by=by, at=at)
    return left


def _tell(merge: Merge, left: list[Left], *, by: Viewer, at: datetime) -> None:
    told = {"merge": merge.pk, "left": sum(len(one.ids) for one in left)}
    sides = (
        (merge.survivor_id, merge.loser_id, merge.loser_name),
        (merge.loser_id, merge.survivor_id, merge.survivor_name),
    )
    record_all(
        [
            Event("deal.merge-undone", "deal", pk, {"name": name, "deal_id": other, **told})
            for pk, other, name in sides
        ],
        by=by,
        at=at,
    )
