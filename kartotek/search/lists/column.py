"""What a column of a list is, and what columns of several kinds of records share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kartotek.fields.queries import CustomFieldRow
from kartotek.search.lists.rules import ColumnType

C = ColumnType
Words = str | Promise


@dataclass(frozen=True)
class Column:
    """One column, by the name it has in addresses and saved views.

    `field` is the record's own field behind it, empty where it has none. `sort` is the field that
    lists are sorted by, empty where they cannot be; `is_sparse` where most records have nothing
    there. `edit` is the fact that is edited in the cell. `of` names the linked record a column is
    about: an organization, or the open deals. `custom` is the custom field behind it. A column
    with `is_asked_only` is for filters alone. `width` is in pixels.
    """

    name: str
    label: Words
    type: ColumnType
    group: Words
    field: str = ""
    sort: str = ""
    is_sparse: bool = False
    edit: str = ""
    of: str = ""
    custom: CustomFieldRow | None = None
    is_asked_only: bool = False
    width: int = 140

    @property
    def is_number(self) -> bool:
        """Whether its values stand at the end of the cell and can be added up."""
        return self.type in {C.COUNT, C.NUMBER, C.MONEY}

    @property
    def can_be_summed(self) -> bool:
        """Whether a total can be asked for."""
        return self.is_number and bool(self.field) and not self.of


PERSON: Final = _("Person")
ORGANIZATION: Final = _("Organization")
NUMBERS: Final = _("Deals, activities and mail")
DEALS: Final = _("Open deals")
DEAL: Final = _("Deal")
LEAD: Final = _("Lead")
PROJECT: Final = _("Project")


def kept(group: Words) -> tuple[Column, ...]:
    """Return the columns of what is kept of every record."""
    return (
        Column("owner", _("Owner"), C.USER, group, "owner_id", "owner", edit="owner_id", width=96),
        Column("visibility", _("Visible to"), C.CHOICE, group, "visibility", edit="visibility"),
        Column("created", _("Added"), C.MOMENT, group, "created_at", "created_at"),
        Column("updated", _("Last changed"), C.MOMENT, group, "updated_at", "updated_at"),
    )


def text_column(name: str, label: Words, group: Words, *, is_sorted: bool = False) -> Column:
    """Return the column of a field that is plain text."""
    sort = name if is_sorted else ""
    return Column(
        name.replace("_", "-"),
        label,
        C.TEXT,
        group,
        name,
        sort,
        is_sparse=True,
        edit=name,
        width=240 if name == "address" else 140,
    )
