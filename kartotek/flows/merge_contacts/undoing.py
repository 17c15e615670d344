"""Two records that became one are two again: everything goes back to where it was.

    refuse -> take back the journal, the last step first -> tell -> count, match and index anew

What somebody changed after the merge stays as they left it, and is named.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Merge, Organization, Person, PersonAddress
from kartotek.contacts.queries import survivor_of
from kartotek.contacts.queries.merges import UNDONE_WITHIN
from kartotek.errors import NotFound, Refused
from kartotek.flows.merge_contacts.after import bring_in_line
from kartotek.flows.merge_contacts.follow import people_of
from kartotek.flows.merge_contacts.journal import Left, take_back
from kartotek.history.operations import Event, record_all
from kartotek.linking.operations import rematch
from kartotek.users.permissions import Permission, refuse_unless, refuse_unless_editable
from kartotek.users.viewer import Viewer


class MergeStays(Refused):
    """A merge can no longer be undone."""


@dataclass(frozen=True)
class Undone:
    """What an undo brought back, and what it left as it is because somebody changed it since."""

    kind: str
    survivor_id: int
    loser_ids: tuple[int, ...]
    left: tuple[Left, ...]

    @property
    def left_count(self) -> int:
        """How many rows stay as somebody left them after the merge."""
        return sum(len(one.ids) for one in self.left)


@transaction.atomic
def undo_merge(*, merge_id: int, by: Viewer, at: datetime) -> Undone:
    """Make a merge, and those made together with it, undone.

    Raises:
        NotFound: there is no such merge, or one of its records is gone or not theirs to see.
        MergeStays: it was undone already, is older than 30 days, or the survivor was merged on.
        NotPermitted: they may not merge, and so not undo it, or not change one of the two.
    """
    merge = Merge.objects.filter(company_id=by.company_id, pk=merge_id).defer("journal").first()
    if merge is None:
        raise NotFound(_("This merge is gone."))
    return undo_act(act=merge.act, by=by, at=at)


@transaction.atomic
def undo_act(*, act: uuid.UUID, by: Viewer, at: datetime) -> Undone:
    """Make everything undone that was merged as one act, the last merge first.

    Raises:
        NotFound: there is no such act, or one of its records is gone or not theirs to see.
        MergeStays: it was undone already, is older than 30 days, or the survivor was merged on.
        NotPermitted: they may not merge, and so not undo it, or not change one of the two.
    """
    refuse_unless(by, Permission.MERGE)
    merges = Merge.objects.select_for_update().filter(company_id=by.company_id, act=act)
    made = list(merges.order_by("-pk"))
    if not made:
        raise NotFound(_("This merge is gone."))
    left: list[Left] = []
    for merge in made:
        _refuse_unless_possible(merge, by=by, at=at)
        left += _undo(merge, by=by, at=at)
    losers = tuple(merge.loser_id for merge in made)
    return Undone(made[0].on, made[0].survivor_id, losers, tuple(left))


def forget_old_merges(*, at: datetime) -> int:
    """Forget how merges that can no longer be undone were made, and return how many.

    That they were made is kept: addresses of what was merged still lead on.
    """
    old = Merge.objects.filter(merged_at__lte=at - UNDONE_WITHIN).exclude(journal=[])
    return old.update(journal=[])


@transaction.atomic
def undo_one(*, merge_id: int, by: Viewer, at: datetime) -> list[Left]:
    """Make one merge undone, and leave those made together with it; return what stays changed.

    Raises:
        NotFound: there is no such merge, or one of its records is gone or not theirs to see.
        MergeStays: it was undone already, is older than 30 days, or the survivor was merged on.
        NotPermitted: they may not merge, and so not undo it, or not change one of the two.
    """
    refuse_unless(by, Permission.MERGE)
    merges = Merge.objects.select_for_update().filter(company_id=by.company_id, pk=merge_id)
    merge = merges.first()
    if merge is None:
        raise NotFound(_("This merge is gone."))
    _refuse_unless_possible(merge, by=by, at=at)
    return _undo(merge, by=by, at=at)


def _refuse_unless_possible(merge: Merge, *, by: Viewer, at: datetime) -> None:
    if merge.undone_at is not None:
        raise MergeStays(_("This merge was undone already."))
    if merge.merged_at <= at - UNDONE_WITHIN:
        raise MergeStays(_("A merge can be undone for 30 days. This one is older."))
    if survivor_of(merge.on, merge.survivor_id, company_id=by.company_id) is not None:
        message = _("%(name)s was itself merged since. Undo that merge first.")
        raise MergeStays(message % {"name": merge.survivor_name})
    owners = _owners_seen(merge, by=by)
    if len(owners) < 2:
        raise NotFound(_("One of the two is gone."))
    for owner_id in owners:
        refuse_unless_editable(by, owner_id)


def _owners_seen(merge: Merge, *, by: Viewer) -> list[int]:
    """Return whose the two records are, without those that are not theirs to see."""
    ids = (merge.survivor_id, merge.loser_id)
    if merge.on == "person":
        seen = Person.objects.visible_to(by).filter(pk__in=ids)
        return list(seen.values_list("owner_id", flat=True))
    known = Organization.objects.visible_to(by).filter(pk__in=ids)
    return list(known.values_list("owner_id", flat=True))


def _undo(merge: Merge, *, by: Viewer, at: datetime) -> list[Left]:
    ids = [merge.survivor_id, merge.loser_id]
    keys = _keys(merge, ids)
    left = take_back(merge.journal, company_id=merge.company_id)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    _touch(merge.on, ids, company_id=merge.company_id, at=at)
    if keys:
        rematch(keys=keys, by=by, at=at)
    people: list[int] = []
    if merge.on == "organization":
        people = people_of(merge.loser_id, company_id=merge.company_id)
    bring_in_line(merge.on, ids, people, company_id=merge.company_id, at=at)
    _tell(merge, left, by=by, at=at)
    return left


def _keys(merge: Merge, ids: Iterable[int]) -> list[str]:
    """Return the addresses that mail since the merge came from and went to."""
    if merge.on != "person":
        return []
    rows = PersonAddress.objects.filter(company_id=merge.company_id, person_id__in=ids)
    dropped = {
        step["row"]["key"]
        for step in merge.journal
        if step["do"] == "dropped" and step["model"] == "contacts.PersonAddress"
    }
    return sorted((set(rows.values_list("key", flat=True)) | dropped) - {""})


def _touch(kind: str, ids: Iterable[int], *, company_id: int, at: datetime) -> None:
    if kind == "person":
        Person.objects.filter(company_id=company_id, pk__in=ids).update(updated_at=at)
    else:
        Organization.objects.filter(company_id=company_id, pk__in=ids).update(updated_at=at)


def _tell(merge: Merge, left: list[Left], *, by: Viewer, at: datetime) -> None:
    count = sum(len(one.ids) for one in left)
    sides = (
        (merge.survivor_id, merge.loser_id, merge.loser_name),
        (merge.loser_id, merge.survivor_id, merge.survivor_name),
    )
    told = {"merge": merge.pk, "left": count}
    record_all(
        [
            Event(
                f"{merge.on}.merge-undone",
                merge.on,
                pk,
                {"name": name, f"{merge.on}_id": other_id, **told},
            )
            for pk, other_id, name in sides
        ],
        by=by,
        at=at,
    )
