"""Which custom fields records of a kind have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.fields.models import CustomField, FieldKind, FieldOption
from kartotek.fields.rules.types import CHOSEN, FieldType
from kartotek.fields.rules.values import Option
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class CustomFieldRow:
    """A custom field; `deleted_at` tells one that waits to be restored.

    `group` is the heading it stands under, empty for none.
    """

    id: int
    on: str
    key: str
    name: str
    type: FieldType
    options: tuple[Option, ...]
    group: str
    group_id: int | None
    currency: str
    is_important: bool
    is_required: bool
    is_in_add_dialog: bool
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    option_names: dict[int, str] = field(default_factory=dict, compare=False)

    @property
    def word(self) -> str:
        """Return what the field is called in lists, filters, forms and addresses: `field-7`."""
        return word_of(self.id)


def word_of(field_id: int) -> str:
    """Return what a custom field is called in lists, filters, forms and addresses: `field-7`."""
    return f"field-{field_id}"


def id_in(word: str) -> int | None:
    """Return the id in `field-7`, or None for the name of something else."""
    number = word.removeprefix("field-")
    is_one = word.startswith("field-") and number.isascii() and number.isdecimal()
    return int(number) if is_one and len(number) < 19 else None


def kind_of(on: str) -> str:
    """Return whose fields records of a kind have: leads have those of deals."""
    return FieldKind.DEAL if on == "lead" else on


def custom_fields(on: str, *, viewer: Viewer) -> list[CustomFieldRow]:
    """Return the custom fields of records of a kind, in the order of their groups.

    Args:
        on: person, organization, deal, lead or project; leads have the fields of deals.
        viewer: of which company.
    """
    found = _alive(on=kind_of(on), company_id=viewer.company_id)
    return rows_of(found, company_id=viewer.company_id)


@prepared
def _alive(*, on: str, company_id: int) -> QuerySet[CustomField]:
    fields = CustomField.objects.filter(company_id=company_id, on=on, deleted_at=None)
    return fields.select_related("group")


@prepared
def _options(*, field_ids: Collection[int], company_id: int) -> QuerySet[FieldOption]:
    alive = FieldOption.objects.filter(company_id=company_id, deleted_at=None)
    return alive.filter(field_id__in=field_ids).order_by("position", "id")


def deleted_fields(on: str, *, viewer: Viewer) -> list[CustomFieldRow]:
    """Return the fields of a kind that can be restored, the last deleted first."""
    found = CustomField.objects.filter(
        company_id=viewer.company_id, on=kind_of(on), deleted_at__isnull=False
    ).select_related("group")
    rows = rows_of(found, company_id=viewer.company_id)
    return sorted(rows, key=lambda row: str(row.deleted_at), reverse=True)


def custom_field(field_id: int, *, viewer: Viewer) -> CustomFieldRow:
    """Return a custom field, also a deleted one: its `deleted_at` tells.

    Raises:
        NotFound: there is no such field in the company, or it was purged.
    """
    [*found] = custom_fields_by_id([field_id], viewer=viewer).values()
    if not found:
        raise NotFound(_("There is no such field."))
    return found[0]


def custom_fields_by_id(ids: Iterable[int], *, viewer: Viewer) -> dict[int, CustomFieldRow]:
    """Return the fields of these ids, deleted ones too."""
    found = CustomField.objects.filter(company_id=viewer.company_id, pk__in=list(ids))
    rows = rows_of(found.select_related("group"), company_id=viewer.company_id)
    return {row.id: row for row in rows}


def rows_of(found: Iterable[CustomField], *, company_id: int) -> list[CustomFieldRow]:
    """Return fields as rows with their options: those without group first, then by group."""
    fields = sorted(found, key=_place)
    chosen = [one.pk for one in fields if one.type in CHOSEN]
    options: defaultdict[int, list[Option]] = defaultdict(list)
    if chosen:
        for one in _options(field_ids=chosen, company_id=company_id):
            options[one.field_id].append(Option(one.pk, one.name, one.created_at, one.updated_at))
    return [_row(one, options[one.pk]) for one in fields]


def _place(one: CustomField) -> tuple[int, int, int, int]:
    group = one.group
    return (group.position if group else -1, group.pk if group else 0, one.position, one.pk)


def _row(one: CustomField, options: list[Option]) -> CustomFieldRow:
    return CustomFieldRow(
        id=one.pk,
        on=one.on,
        key=one.key,
        name=one.name,
        type=FieldType(one.type),
        options=tuple(options),
        group=one.group.name if one.group else "",
        group_id=one.group_id,
        currency=one.currency,
        is_important=one.is_important,
        is_required=one.is_required,
        is_in_add_dialog=one.is_in_add_dialog,
        created_at=one.created_at,
        updated_at=one.updated_at,
        deleted_at=one.deleted_at,
        option_names={option.id: option.name for option in options},
    )
