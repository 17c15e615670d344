"""Types of activities: `/v1/activityTypes`."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kartotek.activities import operations, queries
from kartotek.activities.queries import TypeRow
from kartotek.activities.queries.types import type_row
from kartotek.api.answers import answer, one
from kartotek.api.formats import spaced
from kartotek.api.request import ApiRequest
from kartotek.api.v1.asked import Forgiving
from kartotek.api.v1.door import api
from kartotek.errors import Invalid


class TypeOut(msgspec.Struct):
    """A type as v1 shows it; `color` is kept for programs that look for it."""

    id: int
    order_nr: int
    name: str
    key_string: str
    icon_key: str
    active_flag: bool
    color: str | None
    is_custom_flag: bool
    add_time: str
    update_time: str


class TypeChanges(Forgiving):
    """What can be written on a type."""

    name: str = ""
    icon_key: str = ""
    order_nr: int | None = None


@api.get("/activityTypes", tags=["activities"])
def activity_types(request: ApiRequest) -> HttpResponse:
    """List the types, those laid aside too."""
    found = queries.types(viewer=request.viewer, with_inactive=True)
    return answer({"success": True, "data": [_out(row) for row in found]})


@api.post("/activityTypes", tags=["activities"])
def add_activity_type(request: ApiRequest, payload: TypeChanges) -> HttpResponse:
    """Add a type."""
    if not payload.icon_key:
        message = _("Choose an icon.")
        raise Invalid(message, {"icon_key": message})
    made = operations.create_type(by=request.viewer, at=timezone.now(), **_values(payload))
    return one(_out(type_row(made)))


@api.put("/activityTypes/{int:type_id}", tags=["activities"])
def change_activity_type(request: ApiRequest, type_id: int, payload: TypeChanges) -> HttpResponse:
    """Rename a type, draw it otherwise, or put it elsewhere in the order."""
    at = timezone.now()
    changed = operations.edit_type(type_id=type_id, by=request.viewer, at=at, **_values(payload))
    if payload.order_nr is not None:
        others = [one.id for one in queries.types(viewer=request.viewer, with_inactive=True)]
        others.remove(type_id)
        following = others[max(payload.order_nr - 1, 0) :]
        before = following[0] if following else None
        operations.move_type(type_id=type_id, before_id=before, by=request.viewer, at=at)
        changed.refresh_from_db()
    return one(_out(type_row(changed)))


@api.delete("/activityTypes/{int:type_id}", tags=["activities"])
def delete_activity_type(request: ApiRequest, type_id: int) -> HttpResponse:
    """Lay a type aside; what has it keeps it."""
    gone = operations.set_type_active(
        type_id=type_id, is_active=False, by=request.viewer, at=timezone.now()
    )
    return one(_out(type_row(gone)))


def _values(sent: TypeChanges) -> dict[str, Any]:
    words = {"name": "name", "icon_key": "icon"}
    given = sent.given()
    return {ours: given[theirs] for theirs, ours in words.items() if given.get(theirs)}


def _out(row: TypeRow) -> TypeOut:
    return TypeOut(
        id=row.id,
        order_nr=row.position + 1,
        name=row.name,
        key_string=row.key,
        icon_key=row.icon,
        active_flag=row.is_active,
        color=None,
        is_custom_flag=row.is_own,
        add_time=spaced(row.created_at),
        update_time=spaced(row.updated_at),
    )
