"""A list as rows of text: the columns that are shown, and a column for every address and phone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import PersonAddress, PersonPhone
from kartotek.contacts.models.address import AddressLabel
from kartotek.search.lists.cells import Cell, rows_of
from kartotek.search.lists.column import Column
from kartotek.search.lists.queries import MODELS, Listing
from kartotek.search.lists.rules import ColumnType

BATCH: Final = 500
_BEGINS_FORMULA: Final = frozenset("=@+-\t\r\n＝＠＋－")
# Signs and digits alone; a letter after them may call a program.
_NUMBER: Final = re.compile(r"[+-][\d\s().,/-]*", re.ASCII)
TABLES: Final[Mapping[ColumnType, type[PersonAddress | PersonPhone]]] = {
    ColumnType.ADDRESS: PersonAddress,
    ColumnType.PHONE: PersonPhone,
}


@dataclass(frozen=True)
class Reached:
    """The columns of all addresses or phones: how many there are of each label."""

    column: Column
    counts: Mapping[str, int]


def exported(listing: Listing) -> Iterator[list[str]]:
    """Return the heads, then a row for each record of a list, in the order of their ids."""
    reached = {
        one.name: Reached(one, _most_of(one, listing))
        for one in listing.shown
        if one.type in TABLES and not one.of
    }
    yield _heads(listing, reached)
    ids: list[int] = []
    for pk in listing.ids().iterator(chunk_size=BATCH):
        ids.append(pk)
        if len(ids) == BATCH:
            yield from _rows(ids, listing, reached)
            ids = []
    yield from _rows(ids, listing, reached)


def _heads(listing: Listing, reached: Mapping[str, Reached]) -> list[str]:
    heads = [_("ID")]
    for column in listing.shown:
        if column.name not in reached:
            heads.append(str(column.label))
            continue
        for label, count in reached[column.name].counts.items():
            words = {"field": column.label, "label": AddressLabel(label).label}
            heads.append(_("%(field)s - %(label)s") % words)
            heads += [
                _("%(field)s - %(label)s %(number)s") % {**words, "number": number}
                for number in range(2, count + 1)
            ]
    return heads


def _rows(
    ids: Sequence[int], listing: Listing, reached: Mapping[str, Reached]
) -> Iterator[list[str]]:
    if not ids:
        return
    these: QuerySet[Any] = MODELS[listing.kind]._default_manager.filter(pk__in=ids)
    records = list(these.order_by("pk"))
    values = {name: _values_of(one.column, ids, listing) for name, one in reached.items()}
    for row in rows_of(listing.kind, records, listing.shown, viewer=listing.viewer):
        written = [str(row.id)]
        for cell in row.cells:
            name = cell.column.name
            if name not in reached:
                written.append(_safe(_text(cell, listing.asking.zone)))
                continue
            of_label: Mapping[str, list[str]] = values[name].get(row.id, {})
            for label, count in reached[name].counts.items():
                found = of_label.get(label, [])[:count]
                written += [_safe(one) for one in found] + [""] * (count - len(found))
        yield written


def _most_of(column: Column, listing: Listing) -> dict[str, int]:
    """Return how many values of each label one record has at most, at least one of the first."""
    rows: QuerySet[Any] = TABLES[column.type]._default_manager.filter(
        company_id=listing.viewer.company_id, person_id__in=listing.ids().order_by()
    )
    each = rows.values("person_id", "label").annotate(found=Count("pk")).order_by()
    most: dict[str, int] = {}
    for label, count in each.values_list("label", "found").distinct():
        most[label] = max(count, most.get(label, 0))
    return {one: most[one] for one in AddressLabel.values if most.get(one)} or {"work": 1}


def _values_of(
    column: Column, ids: Sequence[int], listing: Listing
) -> dict[int, defaultdict[str, list[str]]]:
    rows: QuerySet[Any] = TABLES[column.type]._default_manager.filter(
        company_id=listing.viewer.company_id, person_id__in=ids
    )
    found: dict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("-is_primary", "pk"):
        found[row.person_id][row.label].append(str(row))
    return found


def _text(cell: Cell, zone: tzinfo) -> str:
    value = cell.value
    if isinstance(value, datetime):
        # As spreadsheets read it: the asker's clock, to the minute.
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if cell.column.type is ColumnType.LABELS:
        return ", ".join(one.name for one in value)
    return "" if value is None else str(value)


def _safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; numbers and phones stay as they are."""
    if text[:1] not in _BEGINS_FORMULA or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"
