"""In which order a list runs: through segments that an index serves one after the other.

Most columns are empty on most records. A list sorted by one shows the filled ones in order, then
the empty ones by name, whichever way it runs; sorted by owner it shows each owner's records by
name. However deep a page lies, it starts where the one before ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import F, Func, Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.fields.queries import sorted_by
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.queries.urgency import stretches
from kartotek.pipeline.projects.models import Project
from kartotek.search.lists.column import Column
from kartotek.users.models import User
from kartotek.users.paging import CursorLost, Order, Page, page_from, page_of
from kartotek.users.seals import Unsealed, opened, sealed
from kartotek.users.viewer import Viewer

R = TypeVar("R", Person, Organization, Deal, Lead, Project)

BY_NAME: Final = "sort_key"
_FILLED: Final = "filled"
_EMPTY: Final = "empty"
_CUSTOM: Final = "custom_value"


@dataclass(frozen=True)
class Segment:
    """A stretch of a list: which records, in which order; `key` names it in cursors."""

    key: str
    condition: Q
    order: Order


class Unindexed(Func):
    """A field that no index is used for: a few records are sorted faster than an index is walked.

    Source: https://www.sqlite.org/optoverview.html, section 7.4 (unary plus).
    """

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Return the field with a plus before it."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def segments_of(sort: str, columns: Mapping[str, Column], *, viewer: Viewer) -> list[Segment]:
    """Return the segments of an order; of an unknown one those of the order by name.

    Args:
        sort: the name of a column, with a leading minus to turn it round.
        columns: of the list.
        viewer: whose colleagues the owners are.
    """
    is_down = sort.startswith("-")
    column = columns.get(sort.removeprefix("-"))
    if column is None or not column.sort:
        return [Segment(_FILLED, Q(), Order(BY_NAME))]
    if column.sort == "owner":
        return _by_owner(is_down=is_down, viewer=viewer)
    if column.custom is not None:
        return [Segment(_FILLED, Q(), Order(_CUSTOM, is_down))]
    if not column.is_sparse:
        return [Segment(_FILLED, Q(), Order(column.sort, is_down))]
    filled = _is_filled(column)
    return [
        Segment(_FILLED, filled, Order(column.sort, is_down)),
        Segment(_EMPTY, ~filled, Order(BY_NAME)),
    ]


def by_urgency(today: date) -> list[Segment]:
    """Return the segments of leads from the most urgent on, as seen on a day."""
    return [Segment(one.key, one.condition, one.order) for one in stretches(today)]


def sort_state(sort: str, columns: Mapping[str, Column]) -> str:
    """Return the order that is really meant: the order by name for one that is gone."""
    column = columns.get(sort.removeprefix("-"))
    return sort if column is not None and column.sort else "name"


def ordered_page(
    query: QuerySet[R],
    segments: Sequence[Segment],
    *,
    after: str,
    limit: int,
    is_small: bool = False,
) -> Page[R]:
    """Return up to `limit` records that follow the cursor `after`.

    Args:
        query: not sorted, not cut.
        segments: of the order.
        after: the `next` of the page before; empty for the first page.
        limit: how many records at most.
        is_small: the query leaves so few records that sorting them is cheap.

    Raises:
        CursorLost: the cursor is not one of ours, or of another order.
    """
    key, _dot, inner = _opened(after).partition(".")
    start = _place(segments, key) if after else 0
    rows: list[R] = []
    for place, segment in enumerate(segments[start:], start):
        stretch = query.filter(segment.condition)
        order = segment.order
        if is_small:
            stretch = stretch.annotate(small=Unindexed(F(order.field)))
            order = Order("small", order.is_descending)
        page = page_of(stretch, order=order, after=inner, limit=limit - len(rows))
        inner = ""
        rows += page.rows
        if page.next:
            return Page(rows, sealed(f"{segment.key}.{page.next}"))
        if len(rows) == limit:
            return Page(rows, _next(query, segments, place))
    return Page(rows)


def opening_page(found: list[R], segment: Segment, *, limit: int) -> Page[R]:
    """Return a page of the first records of a segment, of which more than it holds were read."""
    page = page_from(found, order=segment.order, limit=limit)
    return Page(page.rows, sealed(f"{segment.key}.{page.next}"))


def with_custom_order(
    query: QuerySet[R], sort: str, columns: Mapping[str, Column], *, viewer: Viewer
) -> QuerySet[R]:
    """Return the query with the value of the custom field it is sorted by, if it is one."""
    column = columns.get(sort.removeprefix("-"))
    if column is None or column.custom is None or column.of:
        return query
    value = sorted_by(column.custom.id, viewer=viewer, is_descending=sort.startswith("-"))
    return query.annotate(**{_CUSTOM: value})


def _next(query: QuerySet[R], segments: Sequence[Segment], place: int) -> str:
    """Return the start of the next segment that holds anything."""
    for segment in segments[place + 1 :]:
        if query.filter(segment.condition).exists():
            return sealed(f"{segment.key}.")
    return ""


def _opened(after: str) -> str:
    """Return a cursor as it was made.

    It is sealed: a list of people sorted by organization names in it the last one's organization,
    which its reader need not see.
    """
    try:
        return opened(after) if after else ""
    except Unsealed as error:
        raise CursorLost(_("This page of the list is gone. Start from the top.")) from error


def _place(segments: Sequence[Segment], key: str) -> int:
    for place, segment in enumerate(segments):
        if segment.key == key:
            return place
    raise CursorLost(_("This page of the list is gone. Start from the top."))


def _is_filled(column: Column) -> Q:
    # The condition is that of the column's index, word for word.
    kind = column.type
    if column.sort.endswith(("_key", "_title")) or kind in {"text", "link"}:
        return Q(**{f"{column.sort}__gt": ""})
    if kind == "count":
        return Q(**{f"{column.sort}__gt": 0})
    return Q(**{f"{column.sort}__isnull": False})


def _by_owner(*, is_down: bool, viewer: Viewer) -> list[Segment]:
    """Return a segment for each colleague, in the order of their names."""
    users = User.objects.filter(company_id=viewer.company_id).order_by("name", "pk")
    ids = list(users.values_list("pk", flat=True))
    return [
        Segment(str(pk), Q(owner_id=pk), Order(BY_NAME))
        for pk in (reversed(ids) if is_down else ids)
    ]
