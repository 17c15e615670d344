"""Writing the options of a field: new ones, other names, another order, and fewer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.fields.models import CustomField, FieldOption
from kartotek.fields.operations.checks import checked_options, field_to_change
from kartotek.fields.rules.reading import one_line
from kartotek.fields.rules.types import CHOSEN
from kartotek.history.operations import record
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class OptionIn:
    """An option as somebody says it is to be; without an id it is a new one."""

    name: str
    id: int | None = None


@transaction.atomic
def set_options(
    *, field_id: int, options: Sequence[OptionIn], by: Viewer, at: datetime
) -> CustomField:
    """Let a field have exactly these options, in this order.

    One that keeps its id keeps its records, whatever it is called; one that is left out goes off
    all records, and comes back to them when it is restored.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field, or it has no options.
        Invalid: none is left, two have the same name, or one of the ids is not the field's.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    field = field_to_change(field_id, by=by)
    if field.type not in CHOSEN:
        raise NotFound(_("This field has no options."))
    before = _names(field)
    write_options(field, options, at=at)
    after = _names(field)
    if before != after:
        field.updated_at = at
        field.save(update_fields=["updated_at"])
        changed = {"options": [before, after]}
        record("custom-field.edited", subject=field, by=by, at=at, changes=changed)
    return field


@transaction.atomic
def restore_options(*, option_ids: Collection[int], by: Viewer, at: datetime) -> None:
    """Bring deleted options back to the records that had them.

    Raises:
        NotPermitted: they may not change fields.
    """
    refuse_unless(by, Permission.MANAGE_FIELDS)
    FieldOption.objects.filter(
        company_id=by.company_id, pk__in=option_ids, deleted_at__isnull=False
    ).update(deleted_at=None, updated_at=at)


def write_options(field: CustomField, options: Sequence[OptionIn], *, at: datetime) -> None:
    """Let a field have exactly these options.

    Raises:
        Invalid: none is left, two have the same name, or one of the ids is not the field's.
    """
    wanted = [one for one in options if one_line(one.name)]
    names = checked_options(one.name for one in wanted)
    known = {one.pk: one for one in FieldOption.objects.filter(field=field, deleted_at=None)}
    if not {one.id for one in wanted if one.id is not None} <= known.keys():
        text = _("One of the options was deleted meanwhile. Look at them again.")
        raise Invalid(text, {"options": text})
    for position, (one, name) in enumerate(zip(wanted, names, strict=True)):
        option = known.pop(one.id, None) if one.id is not None else None
        if option is None:
            option = FieldOption(company_id=field.company_id, field=field, created_at=at)
        if option.pk is None or (option.name, option.position) != (name, position):
            option.name, option.position, option.updated_at = name, position, at
            option.save()
    gone = FieldOption.objects.filter(pk__in=known)
    gone.update(deleted_at=at, updated_at=at)


def _names(field: CustomField) -> list[str]:
    alive = FieldOption.objects.filter(field=field, deleted_at=None)
    return list(alive.order_by("position", "id").values_list("name", flat=True))
