"""How many records say something in a field, and how many have an option."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from kartotek.fields.models import FieldChoice, FieldGroup, FieldOption, FieldValue
from kartotek.fields.queries.fields import CustomFieldRow, kind_of
from kartotek.fields.rules.types import CHOSEN
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class GroupRow:
    """A group of fields."""

    id: int
    name: str


@dataclass(frozen=True)
class OptionUse:
    """An option, with how many records have it; deleted ones can be restored."""

    id: int
    name: str
    count: int
    is_deleted: bool


def field_groups(on: str, *, viewer: Viewer) -> list[GroupRow]:
    """Return the groups of a kind's fields, in order."""
    found = FieldGroup.objects.filter(company_id=viewer.company_id, on=kind_of(on))
    return [GroupRow(one.pk, one.name) for one in found.order_by("position", "id")]


def use_counts(fields: Collection[CustomFieldRow], *, viewer: Viewer) -> dict[int, int]:
    """Return how many records say something in each field, by its id."""
    plain = [one.id for one in fields if one.type not in CHOSEN]
    chosen = [one.id for one in fields if one.type in CHOSEN]
    values = FieldValue.objects.filter(company_id=viewer.company_id, field_id__in=plain)
    choices = FieldChoice.objects.filter(
        company_id=viewer.company_id, field_id__in=chosen, option__deleted_at=None
    )
    found = dict.fromkeys([*plain, *chosen], 0)
    found |= dict(
        values.order_by().values("field_id").annotate(n=Count("id")).values_list("field_id", "n")
    )
    # A record with three options is one record.
    for field_id, count in (
        choices.order_by()
        .values("on", "field_id")
        .annotate(n=Count("subject_id", distinct=True))
        .values_list("field_id", "n")
    ):
        found[field_id] += count
    return found


def option_uses(field_id: int, *, viewer: Viewer) -> list[OptionUse]:
    """Return the options of a field with how many records have each, deleted ones last."""
    found = (
        FieldOption.objects.filter(company_id=viewer.company_id, field_id=field_id)
        .annotate(use_count=Count("choices"))
        .order_by("position", "id")
    )
    rows = [OptionUse(one.pk, one.name, one.use_count, one.deleted_at is not None) for one in found]
    return sorted(rows, key=lambda row: row.is_deleted)
