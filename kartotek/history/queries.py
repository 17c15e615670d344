"""Reading history."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kartotek.history.models import Entry
from kartotek.users.before import Before
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Line:
    """One line of history, ready to be told."""

    id: int
    kind: str
    subject_type: str
    subject_id: int
    at: datetime
    who: str
    source: str
    data: dict[str, Any]


def of_records(
    subjects: Iterable[tuple[str, int]], *, viewer: Viewer, limit: int = 100
) -> list[Line]:
    """Return the newest lines of the records, which the caller has checked are visible.

    Args:
        subjects: pairs of type and id.
        viewer: who is asking; only the company is used here.
        limit: how many lines at most.
    """
    wanted = Q()
    for kind, record_id in subjects:
        wanted |= Q(subject_type=kind, subject_id=record_id)
    if not wanted:
        return []
    return _lines(Entry.objects.filter(wanted, company_id=viewer.company_id), limit)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines of these kinds, of these records of one type."""

    subject_type: str
    ids: Collection[int]
    kinds: Collection[str]


def newest(
    wanted: Iterable[Wanted], *, viewer: Viewer, before: Before | None = None, limit: int = 100
) -> list[Line]:
    """Return the newest lines, of records that the caller has checked are visible.

    Args:
        wanted: of which records, and which kinds of lines.
        viewer: who is asking; only the company is used here.
        before: where to read on; the newest of all without.
        limit: how many lines at most.
    """
    entries = _wanted(wanted, viewer)
    if before is not None:
        entries = entries.filter(before.condition("at"))
    return _lines(entries, limit)


def count_lines(wanted: Iterable[Wanted], *, viewer: Viewer) -> int:
    """Return how many lines there are, of records the caller has checked are visible."""
    return _wanted(wanted, viewer).count()


def _wanted(wanted: Iterable[Wanted], viewer: Viewer) -> QuerySet[Entry]:
    condition = Q(pk__in=[])
    for one in wanted:
        if one.ids and one.kinds:
            condition |= Q(
                subject_type=one.subject_type,
                subject_id__in=list(one.ids),
                kind__in=list(one.kinds),
            )
    return Entry.objects.filter(condition, company_id=viewer.company_id)


def _lines(entries: QuerySet[Entry], limit: int) -> list[Line]:
    ordered = entries.select_related("user").order_by("-at", "-id")[:limit]
    return [
        Line(
            id=entry.pk,
            kind=entry.kind,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
            at=entry.at,
            who=entry.user.name if entry.user else "",
            source=entry.source,
            data=entry.data,
        )
        for entry in ordered
    ]


def of_kinds(
    kinds: Iterable[str], *, viewer: Viewer, before: int | None = None, limit: int = 50
) -> list[Line]:
    """Return the newest lines of all records of some kinds, for who may read about every one.

    Args:
        kinds: the types of record, such as `group`.
        viewer: who is asking; only the company is used here.
        before: the id of the last line of the page before.
        limit: how many lines at most.
    """
    entries = Entry.objects.filter(company_id=viewer.company_id, subject_type__in=list(kinds))
    if before is not None:
        entries = entries.filter(pk__lt=before)
    return _lines(entries, limit)


def touched_by(user_id: int, subject_type: str, *, company_id: int, limit: int = 10) -> list[int]:
    """Return the ids of the records of a type that a user did something to, the last one first.

    Args:
        user_id: who did it.
        subject_type: the type of record, such as `deal`.
        company_id: whose records.
        limit: how many ids at most; only the user's last 20 times as many acts are looked at.
    """
    acts = Entry.objects.filter(company_id=company_id, user_id=user_id, subject_type=subject_type)
    ids = acts.order_by("-pk").values_list("subject_id", flat=True)[: limit * 20]
    return list(dict.fromkeys(ids))[:limit]


def last_touched(
    user_id: int, subject_type: str, *, company_id: int, limit: int = 10
) -> dict[int, datetime]:
    """Return when a user last did something to records of a type, by their ids, newest first.

    Args:
        user_id: who did it.
        subject_type: the type of record, such as `deal`.
        company_id: whose records.
        limit: how many records at most; only the user's last 20 times as many acts count.
    """
    acts = Entry.objects.filter(company_id=company_id, user_id=user_id, subject_type=subject_type)
    found: dict[int, datetime] = {}
    for record_id, at in acts.order_by("-pk").values_list("subject_id", "at")[: limit * 20]:
        found.setdefault(record_id, at)
    return dict(list(found.items())[:limit])


@dataclass(frozen=True, slots=True)
class Opening:
    """Who brought a record in, None for the engine, and by which door."""

    user_id: int | None
    source: str


def openings(kind: str, ids: Iterable[int], *, company_id: int) -> dict[int, Opening]:
    """Return who brought in each of the records of a kind, as far as history knows.

    Args:
        kind: the type of the records, such as `deal`.
        ids: of records the caller has checked are visible.
        company_id: whose records.
    """
    first = Entry.objects.filter(
        company_id=company_id, subject_type=kind, subject_id__in=list(ids)
    ).filter(Q(kind=f"{kind}.created") | Q(kind__startswith=f"{kind}.made-from-"))
    # The newest comes first and is overwritten: what counts is the first entry of each.
    rows = first.order_by("-pk").values_list("subject_id", "user_id", "source")
    return {pk: Opening(user_id, source) for pk, user_id, source in rows}
