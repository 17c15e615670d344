"""What the address of a v2 list asks for; what is not known here is let pass."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from kartotek.api.refusals import refuse_filter
from kartotek.api.values import Id, IdList, Moment
from kartotek.users.listing import Slice, Wanted

MOST = 500

Limit = Annotated[int, Field(ge=1)]
Direction = Literal["asc", "desc"]


class Part(BaseModel):
    """Which part of a list."""

    cursor: str = ""
    limit: Limit = 100

    def slice(self) -> Slice:
        """Return the part as queries know it; more than 500 rows are 500."""
        return Slice(after=self.cursor, limit=min(self.limit, MOST))


class SortedPart(Part):
    """Which part of a list, in which order."""

    sort_by: Literal["id", "update_time", "add_time"] = "id"
    sort_direction: Direction = "asc"

    def slice(self) -> Slice:
        """Return the part as queries know it."""
        return Slice(
            sort=self.sort_by,
            is_descending=self.sort_direction == "desc",
            after=self.cursor,
            limit=min(self.limit, MOST),
        )


class Labelled(BaseModel):
    """Whether labels and options are to come with their names, and which custom fields."""

    include_labels: bool = False
    include_option_labels: bool = False
    custom_fields: str = ""


class Records(SortedPart, Labelled):
    """What the lists of owned records have in common."""

    ids: IdList | None = None
    owner_id: Id | None = None
    updated_since: Moment | None = None
    updated_until: Moment | None = None
    filter_id: Id | None = None

    def wanted(self) -> Wanted:
        """Return which records are asked for.

        Raises:
            NoSuchFilter: a filter is named, and there are none yet.
        """
        refuse_filter(self.filter_id)
        return Wanted(
            ids=self.ids,
            owner_id=self.owner_id,
            updated_since=self.updated_since,
            updated_until=self.updated_until,
        )
