"""The deleted records that can still be restored, of every kind, as far as the viewer sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kartotek.activities.models import Activity, File, Note
from kartotek.activities.queries.scopes import visible
from kartotek.contacts.models import Organization, Person
from kartotek.contacts.models.merge import Merge
from kartotek.history.deletions import deletions_of
from kartotek.lib.text import fold, shorten
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

KEPT_DAYS = 30
"""How long a deleted record can be restored (spec/contacts.md 9)."""

RECORDS: Mapping[str, type[OwnedRecord]] = {
    "person": Person,
    "organization": Organization,
    "deal": Deal,
    "lead": Lead,
    "project": Project,
}
HUNG: Mapping[str, type[Activity | Note | File]] = {
    "activity": Activity,
    "note": Note,
    "file": File,
}
KINDS = (*RECORDS, *HUNG)

LONGEST_TITLE = 120


@dataclass(frozen=True)
class DeletedRow:
    """A deleted record: what, by whom, when, and how many days it can still be restored."""

    kind: str
    id: int
    title: str
    who: str
    deleted_at: datetime
    days_left: int


def deleted(
    kind: str, *, viewer: Viewer, at: datetime, text: str = "", after: str = "", limit: int = 50
) -> Page[DeletedRow]:
    """Return a page of the deleted records of a kind, the last deleted first.

    Args:
        kind: one of KINDS.
        viewer: only what they may see is returned.
        at: now, from which the days left are counted.
        text: what the title holds.
        after: where the page starts.
        limit: how many at most.

    Raises:
        CursorLost: `after` cannot be read.
    """
    query = _named(kind, _deleted(kind, viewer), text)
    order = Order("deleted_at", is_descending=True)
    page = page_of(query, order=order, after=after, limit=limit)
    acts = deletions_of(kind, [one.pk for one in page.rows], viewer=viewer)
    who = {pk: act.who for pk, act in acts.items()}
    return Page([_row(kind, one, who.get(one.pk, ""), at) for one in page.rows], page.next)


def count_deleted(*, viewer: Viewer) -> dict[str, int]:
    """Return how many deleted records of each kind the viewer sees."""
    return {kind: _deleted(kind, viewer).count() for kind in KINDS}


def days_left(deleted_at: datetime, at: datetime) -> int:
    """Return how many days a record can still be restored; 0 on the last one."""
    return max(0, (deleted_at + timedelta(days=KEPT_DAYS) - at).days)


def _deleted(kind: str, viewer: Viewer) -> QuerySet[Any]:
    if kind in HUNG:
        return visible(HUNG[kind]._default_manager.filter(deleted_at__isnull=False), viewer)
    query: Any = RECORDS[kind]._default_manager.filter(deleted_at__isnull=False)
    seen: QuerySet[Any] = query.visible_to(viewer)
    if kind in {"person", "organization"}:
        # Who was merged comes back by undoing the merge.
        merged = Merge.objects.filter(company_id=viewer.company_id, on=kind, undone_at=None)
        return seen.exclude(pk__in=merged.values("loser_id"))
    return seen


def _named(kind: str, query: QuerySet[Any], text: str) -> QuerySet[Any]:
    for word in text.split():
        query = query.filter(_has(kind, word))
    return query


def _has(kind: str, word: str) -> Q:
    if kind in {"person", "organization"}:
        return Q(folded__contains=fold(word))
    return Q(**{f"{_title_field(kind)}__icontains": word})


def _title_field(kind: str) -> str:
    return {"note": "text", "file": "name"}.get(kind, "title")


def _row(kind: str, one: Any, who: str, at: datetime) -> DeletedRow:
    title = shorten(str(one), LONGEST_TITLE)
    return DeletedRow(kind, one.pk, title, who, one.deleted_at, days_left(one.deleted_at, at))
