"""Two records become one: a person into a person, an organization into an organization.

refuse -> lock both -> take values -> unite -> follow -> delete the loser
-> keep the journal -> tell -> count, match and index anew
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Merge, Organization, Person
from kartotek.contacts.operations.find import organization_to_change, person_to_change
from kartotek.contacts.operations.values import lookups
from kartotek.contacts.queries import survivor_of
from kartotek.contacts.rules.merge import FILLED, NAMES, TOGETHER, taken
from kartotek.errors import Invalid, Refused
from kartotek.flows.merge_contacts.after import bring_in_line
from kartotek.flows.merge_contacts.follow import follow, people_of, tidy, unite
from kartotek.flows.merge_contacts.journal import Journal
from kartotek.flows.merge_contacts.relations import move_relations
from kartotek.history.operations import Event, record_all
from kartotek.users.permissions import Permission, refuse_unless, refuse_unless_editable
from kartotek.users.viewer import Viewer

R = TypeVar("R", Person, Organization)
Contact = Person | Organization


class MergedAlready(Refused):
    """One of the two is part of another record by now."""


@transaction.atomic
def merge(
    *,
    kind: str,
    survivor_id: int,
    loser_id: int,
    by: Viewer,
    at: datetime,
    act: uuid.UUID | None = None,
) -> Merge:
    """Let the loser become part of the survivor, with everything that hangs on it.

    Args:
        kind: person or organization.
        survivor_id: of the record that stays; its values win.
        loser_id: of the record that goes; its address leads to the survivor.
        by: who merges; they see both.
        at: when.
        act: common to merges that are undone together.

    Raises:
        NotFound: one of the two is gone or not theirs to see.
        MergedAlready: one of the two is part of another record by now.
        WasDeleted: one of the two was deleted.
        NotPermitted: they may not merge, or not change one of the two.
        Invalid: both are the same record.
    """
    refuse_unless(by, Permission.MERGE)
    if survivor_id == loser_id:
        raise Invalid(_("A record cannot be merged with itself."))
    # In the order of ids, so that two who merge the same pair wait for one another.
    held = {pk: _held(kind, pk, by=by) for pk in sorted((survivor_id, loser_id))}
    survivor, loser = held[survivor_id], held[loser_id]
    journal = Journal(by.company_id)
    people = people_of(loser_id, company_id=by.company_id) if kind == "organization" else []
    journal.change(survivor, _values(kind, survivor, loser))
    counts = _move_everything(kind, loser_id, survivor_id, journal)
    journal.change(loser, {"deleted_at": at})
    for one in (survivor, loser):
        one.save(update_fields=one.touch(at))
    made = Merge.objects.create(
        company_id=by.company_id,
        on=kind,
        survivor_id=survivor_id,
        loser_id=loser_id,
        survivor_name=survivor.name,
        loser_name=loser.name,
        act=act or uuid.uuid4(),
        journal=journal.steps,
        merged_at=at,
        user_id=by.user_id,
    )
    _tell(made, counts, by=by, at=at)
    bring_in_line(kind, [survivor_id, loser_id], people, company_id=by.company_id, at=at)
    return made


@transaction.atomic
def merge_all(
    *, kind: str, survivor_id: int, loser_ids: Sequence[int], by: Viewer, at: datetime
) -> uuid.UUID:
    """Let several records become part of one, as one act that is undone as a whole; return it.

    Raises:
        Refused: as `merge` says; then nothing was merged.
        Invalid: there is nothing to merge.
    """
    losers = [pk for pk in dict.fromkeys(loser_ids) if pk != survivor_id]
    if not losers:
        raise Invalid(_("Choose at least two records to merge."))
    act = uuid.uuid4()
    for loser_id in losers:
        merge(kind=kind, survivor_id=survivor_id, loser_id=loser_id, by=by, at=at, act=act)
    return act


def refuse_merged(kind: str, record_id: int, *, company_id: int) -> None:
    """Do nothing unless a record is part of another one.

    Raises:
        MergedAlready: it is.
    """
    if survivor_of(kind, record_id, company_id=company_id) is not None:
        raise MergedAlready(_("This record was merged into another one already."))


def values_of(kind: str, record: Contact) -> dict[str, object]:
    """Return the fields of a record that a merge looks at."""
    names = [*FILLED[kind], *(name for group in TOGETHER[kind] for name in group), "name"]
    if kind == "person":
        names += NAMES
    return {name: getattr(record, name) for name in names}


def _held(kind: str, record_id: int, *, by: Viewer) -> Contact:
    refuse_merged(kind, record_id, company_id=by.company_id)
    held: Contact
    if kind == "person":
        held = person_to_change(record_id, by=by)
    else:
        held = organization_to_change(record_id, by=by)
    refuse_unless_editable(by, held.owner_id)
    return held


def _values(kind: str, survivor: Contact, loser: Contact) -> dict[str, object]:
    values = taken(kind, values_of(kind, survivor), values_of(kind, loser))
    if "name" in values:
        values |= lookups(type(survivor), values["name"])
    return values


def _move_everything(
    kind: str, loser_id: int, survivor_id: int, journal: Journal
) -> dict[str, int]:
    if kind == "person":
        unite(loser_id, survivor_id, journal)
    counts = follow(kind, loser_id, survivor_id, journal)
    if kind == "organization":
        counts["relation"] = move_relations(loser_id, survivor_id, journal)
    tidy(kind, survivor_id, journal)
    return {word: count for word, count in counts.items() if count}


def _tell(made: Merge, counts: dict[str, int], *, by: Viewer, at: datetime) -> None:
    """Write it into the history of both."""
    # Who reads one of the two need not see the other, so each names it by its number too.
    other = f"{made.on}_id"
    survivor = {"name": made.loser_name, other: made.loser_id, "merge": made.pk, "moved": counts}
    loser = {"name": made.survivor_name, other: made.survivor_id, "merge": made.pk}
    record_all(
        [
            Event(f"{made.on}.merged", made.on, made.survivor_id, survivor),
            Event(f"{made.on}.merged-away", made.on, made.loser_id, loser),
        ],
        by=by,
        at=at,
    )
