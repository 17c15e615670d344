"""What a merge would make of records, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.queries import survivor_of
from kartotek.contacts.rules.merge import taken
from kartotek.errors import NotFound
from kartotek.flows.merge_contacts.follow import pointing
from kartotek.flows.merge_contacts.merging import Contact, values_of
from kartotek.flows.merge_contacts.registry import MOVES, Move
from kartotek.linking.queries import of_record
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord, sees

MOST_CONVERSATIONS = 100


@dataclass(frozen=True)
class Reader:
    """A user who sees more, or less, after the merge."""

    name: str


@dataclass(frozen=True)
class Preview:
    """What would become of records.

    `values` is what the survivor would say, by field; `origins` the id of the record each value
    comes from. `moves` counts what would move, by word, as far as the viewer sees it. `losing`
    sees a loser and not the survivor; `gaining` the survivor and not a loser.
    """

    survivor_id: int
    loser_ids: list[int]
    values: dict[str, Any]
    origins: dict[str, int]
    moves: dict[str, int] = field(default_factory=dict)
    losing: list[Reader] = field(default_factory=list)
    gaining: list[Reader] = field(default_factory=list)


def preview(*, kind: str, survivor_id: int, loser_ids: Sequence[int], viewer: Viewer) -> Preview:
    """Return what would become of records that the viewer sees.

    Raises:
        NotFound: one of them is gone, merged already, or not theirs to see.
    """
    ids = [survivor_id, *(pk for pk in dict.fromkeys(loser_ids) if pk != survivor_id)]
    records = _records(kind, ids, viewer)
    survivor = records[survivor_id]
    values = values_of(kind, survivor)
    origins = dict.fromkeys(values, survivor_id)
    for loser_id in ids[1:]:
        found = taken(kind, values, values_of(kind, records[loser_id]))
        values |= found
        origins |= dict.fromkeys(found, loser_id)
    losers = [records[pk] for pk in ids[1:]]
    losing, gaining = _readers(survivor, losers, viewer)
    return Preview(
        survivor_id,
        ids[1:],
        values,
        origins,
        _moves(kind, ids[1:], viewer),
        losing,
        gaining,
    )


def _records(kind: str, ids: Sequence[int], viewer: Viewer) -> dict[int, Contact]:
    records: dict[int, Contact]
    if kind == "person":
        people = Person.objects.alive().visible_to(viewer)
        records = dict(people.select_related("owner", "organization").in_bulk(ids))
    else:
        known = Organization.objects.alive().visible_to(viewer)
        records = dict(known.select_related("owner").in_bulk(ids))
    if len(records) < len(set(ids)):
        merged = any(survivor_of(kind, pk, company_id=viewer.company_id) for pk in ids)
        gone = _("One of the two is gone.")
        raise NotFound(_("This record was merged into another one already.") if merged else gone)
    return records


def _moves(kind: str, loser_ids: Sequence[int], viewer: Viewer) -> dict[str, int]:
    counts: dict[str, int] = {}
    for move in MOVES[kind]:
        if move.counted_as:
            for loser_id in loser_ids:
                count = _count(move, kind, loser_id, viewer)
                counts[move.counted_as] = counts.get(move.counted_as, 0) + count
    return {word: count for word, count in counts.items() if count}


def _count(move: Move, kind: str, loser_id: int, viewer: Viewer) -> int:
    """Return how many rows of a table would move, as far as the viewer sees them."""
    if move.counted_as == "conversation":
        return len(of_record(kind, loser_id, viewer=viewer, limit=MOST_CONVERSATIONS))
    rows = pointing(move, loser_id, company_id=viewer.company_id)
    if move.counted_as == "project":
        shown: QuerySet[Any] = apps.get_model("projects.Project")._default_manager.filter(
            pk__in=rows.values("project_id")
        )
        rows = shown
    if isinstance(rows, OwnedQuerySet) and issubclass(rows.model, OwnedRecord):
        rows = rows.alive().visible_to(viewer)
    return rows.count()


def _readers(
    survivor: Contact, losers: Sequence[Contact], viewer: Viewer
) -> tuple[list[Reader], list[Reader]]:
    """Return who sees a loser and not the survivor, and the other way round."""
    losing: list[Reader] = []
    gaining: list[Reader] = []
    users = User.objects.filter(company_id=viewer.company_id, is_active=True, is_admin=False)
    for user in users.select_related("group").order_by("name", "pk"):
        reader = Viewer.of(user)
        sees_it = _sees(reader, survivor)
        if any(_sees(reader, loser) != sees_it for loser in losers):
            (gaining if sees_it else losing).append(Reader(user.name))
    return losing, gaining


def _sees(reader: Viewer, record: Contact) -> bool:
    return sees(
        reader,
        owner_id=record.owner_id,
        owner_group_id=record.owner.group_id,
        visibility=record.visibility,
    )
