"""What a program asks a list for: which records, in what order, from where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import models

from kartotek.users.paging import Order, Page, page_of
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord

R = TypeVar("R", bound=OwnedRecord)

ORDERS: Mapping[str, str] = {"id": "id", "update_time": "updated_at", "add_time": "created_at"}


@dataclass(frozen=True)
class Wanted:
    """Which records a program asks for, whatever their kind; what is empty does not narrow.

    `updated_since` is the first moment that counts, `updated_until` the first that does not.
    """

    ids: Collection[int] | None = None
    owner_id: int | None = None
    updated_since: datetime | None = None
    updated_until: datetime | None = None


@dataclass(frozen=True)
class Slice:
    """Which part of a list: its order by name (`ORDERS`), where it starts, how much at most."""

    sort: str = "id"
    is_descending: bool = False
    after: str = ""
    limit: int = 100

    @property
    def order(self) -> Order:
        """The order as pages know it."""
        return Order(ORDERS.get(self.sort, "id"), self.is_descending)


ANY = Wanted()
START = Slice()


def narrowed(query: OwnedQuerySet[R], to: Wanted) -> OwnedQuerySet[R]:
    """Return those of the records that are wanted."""
    if to.ids is not None:
        query = query.filter(pk__in=to.ids)
    if to.owner_id is not None:
        query = query.filter(owner_id=to.owner_id)
    if to.updated_since is not None:
        query = query.filter(updated_at__gte=to.updated_since)
    if to.updated_until is not None:
        query = query.filter(updated_at__lt=to.updated_until)
    return query


def sliced(query: models.QuerySet[R], part: Slice) -> Page[R]:
    """Return the asked part of a list.

    Raises:
        CursorLost: where it starts cannot be read, or was made for another order.
    """
    return page_of(query, order=part.order, after=part.after, limit=part.limit)
