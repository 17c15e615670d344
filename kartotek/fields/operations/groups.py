"""Making, naming, ordering and removing the groups that fields stand in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.fields.models import FieldGroup
from kartotek.fields.operations.checks import checked_kind, checked_name, group_to_change
from kartotek.history.operations import record
from kartotek.lib.text import fold
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

NAME_LENGTH = 64


@transaction.atomic
def create_group(*, on: str, name: str, by: Viewer, at: datetime) -> FieldGroup:
    """Make a group for fields of a kind, below the others; one of the same name is that one.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such kind.
        Invalid: the name is empty or too long.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    kept = checked_name(name, longest=NAME_LENGTH)
    others = list(FieldGroup.objects.filter(company_id=by.company_id, on=checked_kind(on)))
    for one in others:
        if fold(one.name) == fold(kept):
            return one
    last = max((one.position for one in others), default=-1)
    group = FieldGroup.objects.create(company_id=by.company_id, on=on, name=kept, position=last + 1)
    record("field-group.created", subject=group, by=by, at=at, name=kept, on=on)
    return group


@transaction.atomic
def rename_group(*, group_id: int, name: str, by: Viewer, at: datetime) -> FieldGroup:
    """Give a group another name.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such group.
        Invalid: the name is empty, too long, or another group has it.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    group = group_to_change(group_id, by=by)
    kept = checked_name(name, longest=NAME_LENGTH)
    others = FieldGroup.objects.filter(company_id=by.company_id, on=group.on).exclude(pk=group_id)
    if fold(kept) in map(fold, others.values_list("name", flat=True)):
        text = _("There is a group of this name already.")
        raise Invalid(text, {"name": text})
    if kept != group.name:
        before, group.name = group.name, kept
        group.save(update_fields=["name"])
        changed = {"name": [before, kept]}
        record("field-group.edited", subject=group, by=by, at=at, changes=changed)
    return group


@transaction.atomic
def move_group(*, group_id: int, before_id: int | None, by: Viewer) -> FieldGroup:
    """Put a group before another one, or below all.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such group.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    group = group_to_change(group_id, by=by)
    others = FieldGroup.objects.filter(company_id=by.company_id, on=group.on)
    order = list(others.exclude(pk=group_id).order_by("position", "id"))
    place = next((n for n, one in enumerate(order) if one.pk == before_id), len(order))
    order.insert(place, group)
    for position, one in enumerate(order):
        one.position = position
    FieldGroup.objects.bulk_update(order, ["position"])
    return group


@transaction.atomic
def delete_group(*, group_id: int, by: Viewer, at: datetime) -> None:
    """Remove a group; its fields stay, and stand in no group.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such group.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    group = group_to_change(group_id, by=by)
    record("field-group.deleted", subject=group, by=by, at=at, name=group.name)
    group.delete()
