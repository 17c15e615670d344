"""Making, changing, deleting and restoring custom fields."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kartotek.fields.models import CustomField, FieldOption
from kartotek.fields.operations.checks import (
    checked_currency,
    checked_group,
    checked_kind,
    checked_name,
    checked_type,
    field_to_change,
    refuse_twin,
)
from kartotek.fields.operations.options import OptionIn, write_options
from kartotek.fields.rules.types import CHOSEN
from kartotek.history.operations import changes, record
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

KEY_BYTES: Final = 20


class FieldSettings(TypedDict, total=False):
    """What can be set on a field at any time; `group_id` None takes it out of its group."""

    name: str
    group_id: int | None
    currency: str
    is_important: bool
    is_required: bool
    is_in_add_dialog: bool


@transaction.atomic
def create_field(
    *,
    on: str,
    field_type: str,
    by: Viewer,
    at: datetime,
    options: Iterable[str] = (),
    **given: Unpack[FieldSettings],
) -> CustomField:
    """Make a field for records of a kind, at the end of its group.

    Args:
        on: person, organization, deal (for deals and leads) or project.
        field_type: one of the sixteen types; it never changes.
        by: who makes it.
        at: when.
        options: the names of its options, where it has any.
        **given: its name, and whatever else is to be set.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such kind.
        Invalid: no name, or one that is taken; no such type, group or currency; no options.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    kind = checked_type(field_type)
    named: FieldSettings = {"name": "", **given}
    kept = _checked(named, on=checked_kind(on), by=by)
    field = CustomField.objects.create(
        company_id=by.company_id,
        on=on,
        key=secrets.token_hex(KEY_BYTES),
        type=kind,
        position=_last(on, by=by) + 1,
        created_at=at,
        updated_at=at,
        **kept,
    )
    if kind in CHOSEN:
        write_options(field, [OptionIn(name) for name in options], at=at)
    record("custom-field.created", subject=field, by=by, at=at, name=field.name, on=on, type=kind)
    return field


@transaction.atomic
def edit_field(
    *, field_id: int, by: Viewer, at: datetime, **given: Unpack[FieldSettings]
) -> CustomField:
    """Set what is given of a field, and leave the rest.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field.
        Invalid: a value cannot be used.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    field = field_to_change(field_id, by=by)
    kept = _checked(given, on=field.on, by=by, field_id=field_id)
    changed = changes(field, kept)
    if changed:
        _save(field, at=at, **{name: kept[name] for name in changed})
        record("custom-field.edited", subject=field, by=by, at=at, changes=changed)
    return field


@transaction.atomic
def move_field(
    *, field_id: int, group_id: int | None, before_id: int | None, by: Viewer, at: datetime
) -> CustomField:
    """Put a field into a group, before another field of it or at its end.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field.
        Invalid: there is no such group.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    field = field_to_change(field_id, by=by)
    group_id = checked_group(group_id, on=field.on, by=by)
    of_group = CustomField.objects.filter(
        company_id=by.company_id, on=field.on, group_id=group_id, deleted_at=None
    )
    order = [one for one in of_group.order_by("position", "id") if one.pk != field_id]
    place = next((n for n, one in enumerate(order) if one.pk == before_id), len(order))
    order.insert(place, field)
    field.group_id = group_id
    for position, one in enumerate(order):
        one.position, one.updated_at = position, at
    CustomField.objects.bulk_update(order, ["position", "group", "updated_at"])
    return field


@transaction.atomic
def delete_field(*, field_id: int, by: Viewer, at: datetime) -> CustomField:
    """Take a field off all records; what they say in it is kept until it is restored or purged.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    field = field_to_change(field_id, by=by)
    _save(field, at=at, deleted_at=at)
    record("custom-field.deleted", subject=field, by=by, at=at, name=field.name)
    return field


@transaction.atomic
def restore_field(*, field_id: int, by: Viewer, at: datetime) -> CustomField:
    """Bring a deleted field back with all it kept; a name that was taken meanwhile is numbered.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field, or it was purged.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    field = field_to_change(field_id, by=by, with_deleted=True)
    if field.deleted_at is None:
        return field
    _save(field, at=at, deleted_at=None, name=_free_name(field))
    record("custom-field.restored", subject=field, by=by, at=at, name=field.name)
    return field


@transaction.atomic
def purge_fields(*, before: datetime, company_id: int) -> int:
    """Remove fields and options that were deleted before a time, with all that records say there.

    Returns how many fields went.
    """
    FieldOption.objects.filter(company_id=company_id, deleted_at__lt=before).delete()
    gone = CustomField.objects.filter(company_id=company_id, deleted_at__lt=before)
    count = gone.count()
    gone.delete()
    return count


def _checked(
    given: FieldSettings, *, on: str, by: Viewer, field_id: int | None = None
) -> dict[str, Any]:
    """Return the settings as they are kept.

    Raises:
        Invalid: one cannot be used.
    """
    kept: dict[str, Any] = dict(given)
    if "name" in given:
        kept["name"] = checked_name(given["name"])
        refuse_twin(kept["name"], on=on, by=by, field_id=field_id)
    if "group_id" in given:
        kept["group_id"] = checked_group(given["group_id"], on=on, by=by)
    if "currency" in given:
        kept["currency"] = checked_currency(given["currency"])
    return kept


def _save(field: CustomField, *, at: datetime, **new: Any) -> None:
    for name, value in {**new, "updated_at": at}.items():
        setattr(field, name, value)
    field.save(update_fields=[*new, "updated_at"])


def _last(on: str, *, by: Viewer) -> int:
    of_kind = CustomField.objects.filter(company_id=by.company_id, on=on)
    return of_kind.aggregate(last=Max("position"))["last"] or 0


def _free_name(field: CustomField) -> str:
    """Return the field's name, or the name with the first number that makes it the only one."""
    others = CustomField.objects.filter(
        company_id=field.company_id, on=field.on, deleted_at=None
    ).exclude(pk=field.pk)
    taken = set(others.values_list("name", flat=True))
    name, number = field.name, 2
    while name in taken:
        name = _("%(name)s (%(number)s)") % {"name": field.name[:120], "number": number}
        number += 1
    return name
