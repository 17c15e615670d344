"""Pages by key: each page starts after the last row of the one before, however deep it lies."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from kartotek.errors import Invalid

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")


# How a value that JSON has no form for is written in a cursor.
_FORMS: Mapping[str, Callable[[str], Any]] = {
    "at": datetime.fromisoformat,
    "on": date.fromisoformat,
    "number": Decimal,
}


class CursorLost(Invalid):
    """Where a page starts cannot be read, or was made for another order."""


@dataclass(frozen=True)
class Order:
    """What a list is sorted by: a field or annotation that is never NULL, then the id."""

    field: str
    is_descending: bool = False


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list; `next` is where the following page starts, empty at the end."""

    rows: list[T]
    next: str = ""


def page_of(query: models.QuerySet[M], *, order: Order, after: str, limit: int) -> Page[M]:
    """Return up to `limit` records of a query that follow the cursor `after`, in order.

    Args:
        query: not sorted, not cut.
        order: what to sort by.
        after: the `next` of the page before; empty for the first page.
        limit: how many records at most.

    Raises:
        CursorLost: the cursor is not one of ours, or of another order.
    """
    if after:
        query = query.filter(_following(order, *_read(after, order)))
    found = list(ordered(query, order)[: limit + 1])
    return page_from(found, order=order, limit=limit)


def page_from(found: list[M], *, order: Order, limit: int) -> Page[M]:
    """Return a page of records that were read in order, one more than it may hold."""
    rows = found[:limit]
    return Page(rows, _cursor(rows[-1], order) if len(found) > limit else "")


def ordered(query: models.QuerySet[M], order: Order) -> models.QuerySet[M]:
    """Return a query in the order of a list."""
    sign = "-" if order.is_descending else ""
    return query.order_by(f"{sign}{order.field}", f"{sign}id")


def cursor_after(row: models.Model, order: Order) -> str:
    """Return the cursor of the page that follows a record."""
    return _cursor(row, order)


def chosen(orders: Mapping[str, Order], sort: str) -> Order:
    """Return the order of this name, else the first one; a leading minus turns it round."""
    name = sort.removeprefix("-")
    if name not in orders:
        return next(iter(orders.values()))
    order = orders[name]
    return Order(order.field, order.is_descending != sort.startswith("-"))


def _following(order: Order, value: Any, last_id: int) -> Q:
    """Return the condition for rows after (value, id), written so that an index can serve it."""
    word = "lt" if order.is_descending else "gt"
    beyond = Q(**{f"{order.field}__{word}": value}) | Q(**{f"id__{word}": last_id})
    return Q(**{f"{order.field}__{word}e": value}) & beyond


def _cursor(row: models.Model, order: Order) -> str:
    value: Any = row
    for step in order.field.split("__"):
        value = getattr(value, step)
    if isinstance(value, date):
        value = {"at": value.isoformat()} if isinstance(value, datetime) else {"on": str(value)}
    elif isinstance(value, Decimal):
        value = {"number": str(value)}
    text = json.dumps([order.field, value, row.pk], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, order: Order) -> tuple[Any, int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        field, value, last_id = json.loads(base64.urlsafe_b64decode(padded.encode()))
        if isinstance(value, dict):
            [(form, written)] = value.items()
            value = _FORMS[form](written)
    except (binascii.Error, ArithmeticError, ValueError, TypeError, KeyError) as error:
        raise CursorLost(_("This page of the list is gone. Start from the top.")) from error
    if field != order.field or not isinstance(last_id, int):
        raise CursorLost(_("This page of the list is gone. Start from the top."))
    return value, last_id
