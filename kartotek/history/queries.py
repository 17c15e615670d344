"""Reading history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from kartotek.history.models import Entry
from kartotek.users.before import Before
from kartotek.users.prepared import prepared
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
    shape, ids = _apart(wanted)
    if not shape:
        return []
    found = _newest(shape, limit, company_id=viewer.company_id, before=before, **ids)
    return [Line(*one) for one in found]


def count_lines(wanted: Iterable[Wanted], *, viewer: Viewer) -> int:
    """Return how many lines there are, of records the caller has checked are visible."""
    shape, ids = _apart(wanted)
    # A record whose history began before it was written has no row to count.
    return sum(_counted(shape, company_id=viewer.company_id, **ids)) if shape else 0


# Of each type of record, the kinds of lines.
_Shape = tuple[tuple[str, frozenset[str]], ...]


def _apart(wanted: Iterable[Wanted]) -> tuple[_Shape, dict[str, Collection[int]]]:
    """Return what is wanted as what shapes a query, and the ids by which it is asked."""
    asked = [one for one in wanted if one.ids and one.kinds]
    shape = tuple((one.subject_type, frozenset(one.kinds)) for one in asked)
    return shape, {f"of_{place}": one.ids for place, one in enumerate(asked)}


@prepared
def _newest(
    shape: _Shape, limit: int, /, *, company_id: int, before: Before | None, **ids: Collection[int]
) -> QuerySet[Entry, Any]:
    entries = _of(shape, company_id, ids)
    if before is not None:
        entries = entries.filter(before.condition("at"))
    return _as_lines(entries, limit)


@prepared
def _counted(shape: _Shape, /, *, company_id: int, **ids: Collection[int]) -> QuerySet[Entry, int]:
    found = _of(shape, company_id, ids).values("company_id").annotate(found=Count("pk"))
    return found.values_list("found", flat=True)


def _of(shape: _Shape, company_id: int, ids: Mapping[str, Collection[int]]) -> QuerySet[Entry]:
    condition = Q()
    for (subject_type, kinds), wanted in zip(shape, ids.values(), strict=True):
        condition |= Q(subject_type=subject_type, subject_id__in=wanted, kind__in=kinds)
    return Entry.objects.filter(condition, company_id=company_id)


def _as_lines(entries: QuerySet[Entry], limit: int) -> QuerySet[Entry, Any]:
    """Return entries as what a line holds, newest first."""
    who = Coalesce("user__name", Value(""))
    ordered = entries.annotate(who=who).order_by("-at", "-id")[:limit]
    return ordered.values_list(*(one.name for one in fields(Line)))


def _lines(entries: QuerySet[Entry], limit: int) -> list[Line]:
    return [Line(*one) for one in _as_lines(entries, limit)]


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
