"""A page of a list, how many records it has, and what its numbers add up to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.lookups import Exact, IsNull

from kartotek.contacts.models import Organization, Person
from kartotek.fields.models import LabelUse
from kartotek.fields.queries import CountedLabel, labels
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.pipeline.shown import Money, sums
from kartotek.search.lists.asking import Asking
from kartotek.search.lists.column import Column
from kartotek.search.lists.columns import STANDARD, columns_of
from kartotek.search.lists.conditions import ConditionGone, condition_on
from kartotek.search.lists.orders import (
    Segment,
    Unindexed,
    by_urgency,
    opening_page,
    ordered_page,
    segments_of,
    sort_state,
    with_custom_order,
)
from kartotek.search.lists.rules import NEGATIVE, Condition, Filter
from kartotek.search.lists.text import typed_in
from kartotek.users.paging import Page, ordered
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by

Record = Person | Organization | Deal | Lead | Project

MODELS: Final[Mapping[str, type[Record]]] = {
    "person": Person,
    "organization": Organization,
    "deal": Deal,
    "lead": Lead,
    "project": Project,
}
# A lead that became a deal is found as that deal.
NOT_LISTED: Final[Mapping[str, Q]] = {"lead": Q(deal__isnull=False)}
WITH_WORTH: Final = frozenset({"deal", "lead"})
# Nearly two screens; the rest follows while one scrolls.
FIRST_PAGE: Final = 40
LARGEST_PAGE: Final = 200
# What a row needs, whichever columns are shown.
ROW_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "person": frozenset({"name", "picture", "owner_id", "organization_id"}),
    "organization": frozenset({"name", "picture", "owner_id", "industry"}),
}
# So few records are looked up one by one and sorted, whatever index there is.
SMALL: Final = 2000
# Counting further takes longer than anybody waits for.
LARGEST_COUNT: Final = 10_000
LARGEST_LABEL_COUNT: Final = 1_000
# Conditions whose records an index names at once, if they are few.
POINTED: Final = frozenset({"labels", "address", "phone", "organization", "person"})


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see: which records, in what order, with which columns.

    `columns` may name some that are gone; what is left of them is shown. `ids` narrows to a
    selection of records.
    """

    kind: str
    filter: Filter = field(default_factory=Filter)
    text: str = ""
    sort: str = "name"
    columns: tuple[str, ...] = ()
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Capped:
    """How many there are, as far as was counted."""

    count: int
    is_more: bool = False


@dataclass(frozen=True)
class GoneCondition:
    """A condition that cannot be asked any more, and why."""

    condition: Condition
    sentence: str


class Listing:
    """A list that somebody wants, read for one asker: rows, counts and totals as they are asked."""

    def __init__(self, wanted: Wanted, asking: Asking) -> None:
        """Note what is wanted; nothing is read before it is asked for."""
        self.wanted = wanted
        self.asking = asking
        self.kind = wanted.kind
        self.viewer = asking.viewer
        self.gone: list[GoneCondition] = []

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Every column there is, by name."""
        return columns_of(self.kind, viewer=self.viewer)

    @cached_property
    def shown(self) -> list[Column]:
        """The columns that are shown, in order; the name is always among them."""
        known = [
            self.columns[name]
            for name in dict.fromkeys(self.wanted.columns or STANDARD[self.kind])
            if name in self.columns and not self.columns[name].is_asked_only
        ]
        has_name = any(column.name == "name" for column in known)
        return known if has_name else [self.columns["name"], *known]

    @cached_property
    def sort(self) -> str:
        """The order that is really meant."""
        return sort_state(self.wanted.sort, self.columns)

    def page(self, *, after: str = "", limit: int = FIRST_PAGE) -> Page[Any]:
        """Return the records of a page.

        Raises:
            CursorLost: where the page starts cannot be read.
        """
        limit = min(limit, LARGEST_PAGE)
        if self.kind == "lead" and self.sort == "next-activity":
            segments = by_urgency(self.asking.today)
        else:
            segments = segments_of(self.sort, self.columns, viewer=self.viewer)
        if self._is_plain and not after:
            rows = self._first_rows(segments, limit)
            if len(rows) > limit:
                return opening_page(rows, segments[0], limit=limit)
        query, is_small = self._narrowed
        query = with_custom_order(query, self.sort, self.columns, viewer=self.viewer)
        query = query.only(*self._fields(segments)) if self.kind in ROW_FIELDS else query
        return ordered_page(query, segments, after=after, limit=limit, is_small=is_small)

    @property
    def _is_plain(self) -> bool:
        """Whether everything is wanted, in an order of the records' own."""
        column = self.columns.get(self.sort.removeprefix("-"))
        is_own = column is not None and column.custom is None and column.sort != "owner"
        is_all = not self.wanted.filter.conditions and not self.wanted.text.strip()
        return self.kind in ROW_FIELDS and is_own and is_all and self.wanted.ids is None

    def _first_rows(self, segments: Sequence[Segment], limit: int) -> list[Any]:
        """Return the first rows of all, one more than wanted: what lists are opened with."""
        fields = tuple(sorted(self._fields(segments)))
        return _of_all(self.kind, segments[0], fields, limit + 1, viewer=self.viewer)

    def _fields(self, segments: Sequence[Segment]) -> frozenset[str]:
        """Return the fields of a record that its row shows, and those it is sorted by."""
        known = {one.attname for one in MODELS[self.kind]._meta.concrete_fields}
        shown = {column.field for column in self.shown if not column.of}
        return ROW_FIELDS[self.kind] | (shown | {one.order.field for one in segments}) & known

    def count(self) -> Capped:
        """Return how many records the list has, as far as that is quickly counted."""
        query, _is_small = self._narrowed
        return capped(query, LARGEST_COUNT)

    def total(self) -> Capped:
        """Return how many records the viewer sees without any filter."""
        return capped(seen(self.kind, self.viewer), LARGEST_COUNT)

    def ids(self) -> QuerySet[Any, int]:
        """Return the ids of all records of the list, in no order."""
        query, _is_small = self._narrowed
        return query.order_by("pk").values_list("pk", flat=True)

    def condition(self) -> Q:
        """Return what the filter asks, for records that are read elsewhere."""
        query, _is_small = self._narrowed
        return Q(pk__in=query.order_by().values("pk"))

    def worth(self) -> tuple[Money, ...]:
        """Return what the deals or leads of the list are worth, one sum a currency."""
        query, _is_small = self._narrowed
        groups = query.order_by().values("currency").annotate(worth=Sum("amount"))
        return sums(groups.values_list("currency", "worth"))

    def sums(self) -> dict[str, Decimal]:
        """Return what the numbers of each shown column add up to, by the name of the column."""
        query, _is_small = self._narrowed
        summed = {one.name: one.field for one in self.shown if one.can_be_summed}
        if self.kind in WITH_WORTH:
            # Money of several currencies is not added up: `worth` tells it.
            summed.pop("amount", None)
            if not summed:
                return {}
        found = query.aggregate(**{field: Sum(field) for field in summed.values()})
        return {name: Decimal(found[field] or 0) for name, field in summed.items()}

    @cached_property
    def _narrowed(self) -> tuple[QuerySet[Any], bool]:
        """Return the records, and whether they are known to be few."""
        every = [(one, self._asked(one)) for one in self.wanted.filter.all_of]
        some = [self._asked(one) for one in self.wanted.filter.any_of]
        conditions = [q for _one, q in every if q is not None]
        offered = [q for q in some if q is not None]
        if offered:
            either = Q()
            for q in offered:
                either |= q
            conditions.append(either)
        pointed = [q for one, q in every if q is not None and self._is_pointed(one)]
        if self.wanted.text.strip():
            conditions.append(typed_in(self.kind, self.wanted.text, viewer=self.viewer))
            pointed.append(conditions[-1])
        if self.wanted.ids is not None:
            conditions.append(Q(pk__in=self.wanted.ids))
            pointed.append(conditions[-1])
        return self._planned(conditions, pointed)

    def _planned(self, conditions: list[Q], pointed: list[Q]) -> tuple[QuerySet[Any], bool]:
        """Let few records lead the way where a condition names them; else the order's index."""
        for one in pointed:
            few = self._few(one)
            if few is not None:
                rest = [other for other in conditions if other is not one]
                return _by_id(self.kind, few, self.viewer).filter(*rest), True
        return seen(self.kind, self.viewer).filter(*conditions), False

    def _few(self, condition: Q) -> list[int] | None:
        """Return the ids a condition names, or None where they are many."""
        model = MODELS[self.kind]
        plain = model._default_manager.filter(condition).values_list("pk", flat=True)
        ids = list(plain.order_by()[: SMALL + 1])
        return ids if len(ids) <= SMALL else None

    def _is_pointed(self, condition: Condition) -> bool:
        column = self.columns[condition.field]
        is_linked = column.of == "deal" or column.type in POINTED
        return is_linked and condition.comparison not in NEGATIVE

    def _asked(self, condition: Condition) -> Q | None:
        """Return what a condition asks; one that is gone is kept to be told of."""
        try:
            return condition_on(self.kind, condition, self.columns, self.asking)
        except ConditionGone as refusal:
            self.gone.append(GoneCondition(condition, str(refusal)))
            return None


def seen(kind: str, viewer: Viewer) -> QuerySet[Any]:
    """Return the living records of a kind that the viewer sees."""
    found = MODELS[kind]._default_manager.filter(seen_by(viewer), deleted_at=None)
    return found.exclude(NOT_LISTED[kind]) if kind in NOT_LISTED else found


@prepared
def _of_all(
    kind: str, segment: Segment, fields: tuple[str, ...], limit: int, /, *, viewer: Viewer
) -> QuerySet[Any]:
    found = seen(kind, viewer).filter(segment.condition).only(*fields)
    return ordered(found, segment.order)[:limit]


def capped(query: QuerySet[Any], most: int) -> Capped:
    """Return how many records a query has, counting no further than `most`."""
    count = query.order_by().values("pk")[: most + 1].count()
    return Capped(min(count, most), count > most)


def labels_counted(kind: str, *, viewer: Viewer) -> list[tuple[CountedLabel, bool]]:
    """Return the labels of a kind with how many records seen have each, and whether it is more."""
    counted = []
    for one in labels(kind, viewer=viewer):
        uses = LabelUse.objects.filter(company_id=viewer.company_id, label_id=one.id)
        those = seen(kind, viewer).filter(pk=OuterRef("subject_id"))
        found = capped(uses.filter(Exists(those)), LARGEST_LABEL_COUNT)
        counted.append((CountedLabel(one.id, one.name, one.tone, found.count), found.is_more))
    return counted


def _by_id(kind: str, ids: Collection[int], viewer: Viewer) -> QuerySet[Any]:
    """Return living records that the viewer sees, by their ids alone: no other index is used."""
    company = Exact(Unindexed(F("company_id")), viewer.company_id)
    alive = IsNull(Unindexed(F("deleted_at")), True)  # noqa: FBT003
    records = MODELS[kind]._default_manager.filter(company, alive, pk__in=ids)
    if kind in NOT_LISTED:
        records = records.exclude(NOT_LISTED[kind])
    return records if viewer.is_admin else records.filter(seen_by(viewer))
