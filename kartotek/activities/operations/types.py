"""The types of activities of a company: adding, renaming, drawing, ordering, and laying aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kartotek.activities.models import ActivityType, Icon
from kartotek.errors import Invalid, NotFound, Refused
from kartotek.history.operations import changes, record
from kartotek.lib.text import fold, one_line
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

LONGEST_NAME = 100
MOST_TYPES = 100


class LastType(Refused):
    """Somebody would lay the last type aside; nothing could be planned any more."""

    status = 409


class TypeFields(TypedDict, total=False):
    """What can be said of a type."""

    name: str
    icon: str


@transaction.atomic
def create_type(*, by: Viewer, at: datetime, **given: Unpack[TypeFields]) -> ActivityType:
    """Add a type of activity after the others, and return it.

    Raises:
        NotPermitted: `by` may not change the settings of the company.
        Invalid: the name cannot be used, there is no such icon, or there are very many types.
    """
    refuse_unless(by, Permission.MANAGE_COMPANY)
    kept = _checked({"name": "", **given}, by=by)
    others = ActivityType.objects.select_for_update().filter(company_id=by.company_id)
    keys = set(others.values_list("key", flat=True))
    if len(keys) >= MOST_TYPES:
        _refuse("name", _("A company has at most %(count)s types.") % {"count": MOST_TYPES})
    last = others.aggregate(last=Max("position"))["last"]
    made = ActivityType.objects.create(
        company_id=by.company_id,
        key=_new_key(kept["name"], keys),
        position=0 if last is None else last + 1,
        created_at=at,
        updated_at=at,
        **kept,
    )
    record("activity-type.created", subject=made, by=by, at=at, name=made.name)
    return made


@transaction.atomic
def edit_type(
    *, type_id: int, by: Viewer, at: datetime, **given: Unpack[TypeFields]
) -> ActivityType:
    """Rename a type or draw it otherwise, and return it; its key stays.

    Raises:
        NotPermitted: `by` may not change the settings of the company.
        NotFound: there is no such type.
        Invalid: the name cannot be used, or there is no such icon.
    """
    found = _to_change(type_id, by=by)
    kept = _checked(given, by=by, besides=type_id)
    differs = changes(found, kept)
    if differs:
        _save(found, at=at, **kept)
        record(
            "activity-type.edited", subject=found, by=by, at=at, name=found.name, changes=differs
        )
    return found


@transaction.atomic
def set_type_active(*, type_id: int, is_active: bool, by: Viewer, at: datetime) -> ActivityType:
    """Let a type be chosen, or lay it aside; what has it keeps it. Twice is once.

    Raises:
        NotPermitted: `by` may not change the settings of the company.
        NotFound: there is no such type.
        LastType: it is the only one left.
    """
    # All of them: two that are laid aside at once count each other.
    list(ActivityType.objects.select_for_update().filter(company_id=by.company_id).order_by("pk"))
    found = _to_change(type_id, by=by)
    if found.is_active == is_active:
        return found
    others = ActivityType.objects.filter(company_id=by.company_id, is_active=True)
    if not is_active and not others.exclude(pk=type_id).exists():
        raise LastType(_("This is the only type left. Add another one first."))
    _save(found, at=at, is_active=is_active)
    kind = "activity-type.restored" if is_active else "activity-type.deleted"
    record(kind, subject=found, by=by, at=at, name=found.name)
    return found


@transaction.atomic
def move_type(*, type_id: int, before_id: int | None, by: Viewer, at: datetime) -> None:
    """Put a type before another one; before none, or one that is gone, is last.

    Raises:
        NotPermitted: `by` may not change the settings of the company.
        NotFound: there is no such type.
    """
    moved = _to_change(type_id, by=by)
    known = ActivityType.objects.filter(company_id=by.company_id).exclude(pk=type_id)
    others = list(known.order_by("position", "id"))
    place = next((index for index, one in enumerate(others) if one.pk == before_id), len(others))
    others.insert(place, moved)
    for position, one in enumerate(others):
        if one.position != position:
            _save(one, at=at, position=position)


def _to_change(type_id: int, *, by: Viewer) -> ActivityType:
    refuse_unless(by, Permission.MANAGE_COMPANY)
    known = ActivityType.objects.select_for_update().filter(company_id=by.company_id)
    found = known.filter(pk=type_id).first()
    if found is None:
        raise NotFound(_("There is no such type of activity."))
    return found


def _save(one: ActivityType, *, at: datetime, **kept: Any) -> None:
    for name, value in kept.items():
        setattr(one, name, value)
    one.updated_at = at
    one.save(update_fields=[*kept, "updated_at"])


def _checked(given: TypeFields, *, by: Viewer, besides: int = 0) -> dict[str, Any]:
    kept: dict[str, Any] = dict(given)
    if "name" in kept:
        kept["name"] = one_line(kept["name"])
        _refuse_name(kept["name"], by=by, besides=besides)
    if "icon" in kept and kept["icon"] not in Icon.values:
        _refuse("icon", _("There is no such icon."))
    return kept


def _refuse_name(name: str, *, by: Viewer, besides: int) -> None:
    if not name:
        _refuse("name", _("Give the type a name."))
    if len(name) > LONGEST_NAME:
        _refuse("name", _("At most %(count)s characters fit here.") % {"count": LONGEST_NAME})
    others = ActivityType.objects.filter(company_id=by.company_id).exclude(pk=besides)
    if fold(name) in {fold(one) for one in others.values_list("name", flat=True)}:
        _refuse("name", _("Another type has this name."))


def _new_key(name: str, taken: set[str]) -> str:
    """Return a key that no type of the company has, after the first name of the type."""
    stem = slugify(fold(name)).replace("-", "_")[:50] or "type"
    return next(
        key
        for key in (stem, *(f"{stem}_{number}" for number in range(2, MOST_TYPES + 3)))
        if key not in taken
    )


def _refuse(name: str, message: str) -> None:
    raise Invalid(message, {name: message})
