"""What the dialog of an activity shows: one that is there, a new one, or one that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils import timezone

from kartotek.activities import queries
from kartotek.activities.queries import ActivityRow
from kartotek.activities.rules import unreachable
from kartotek.contacts import queries as contacts
from kartotek.linking import queries as linking
from kartotek.users import queries as users
from kartotek.users.viewer import Viewer
from kartotek.web.activities.options import contacts_context
from kartotek.web.numbers import record_number, record_numbers
from kartotek.web.records.activity_form import COMPARED, ITEMS, TimeForm
from kartotek.web.records.kinds import record_of
from kartotek.web.viewer import KartotekRequest

Pair = tuple[Any, str]


@dataclass(frozen=True)
class Shown:
    """What stands in the dialog before anything is typed; times are in the viewer's zone."""

    title: str = ""
    type: str = "task"
    due_on: date | None = None
    due_time: time | None = None
    duration_minutes: int | None = None
    location: str = ""
    note: str = ""
    owner_id: int = 0
    is_busy: bool = True
    people: tuple[Pair, ...] = ()
    organization: Pair = ("", "")
    item: Pair = ("", "")
    guests: tuple[str, ...] = ()


def edit_context(request: KartotekRequest, activity_id: int | None = None) -> dict[str, object]:
    """Return what the dialog of an activity takes; without an id, of a new one."""
    viewer = request.viewer
    row = queries.activity(activity_id, viewer=viewer) if activity_id is not None else None
    there = _of_row(row) if row else _new(request)
    shown = _typed(request, there) if request.method == "POST" else there
    people = users.users_of(viewer=viewer)
    active = queries.types(viewer=viewer)
    return {
        "row": row,
        "shown": shown,
        "people": shown.people,
        "organization": shown.organization,
        "guests": _marked(shown.guests),
        "was": {name: getattr(there, name) for name in COMPARED} if row else {},
        "on": request.GET.get("on", ""),
        "types": [*active, *_kept_type(row, viewer, {one.key for one in active})],
        "owners": [(user.id, user.name) for user in people if user.is_active],
    }


def _kept_type(row: ActivityRow | None, viewer: Viewer, known: set[str]) -> list[queries.TypeRow]:
    """Return the type of an activity that was laid aside, so that it can stay."""
    if row is None or row.type in known:
        return []
    every = queries.types(viewer=viewer, with_inactive=True)
    return [one for one in every if one.key == row.type]


def _of_row(row: ActivityRow) -> Shown:
    day, clock = row.due_here
    held = {one.kind: (one.id, one.title) for one in row.on}
    items = [(f"{kind}-{held[kind][0]}", held[kind][1]) for kind in ITEMS if kind in held]
    return Shown(
        title=row.title,
        type=row.type,
        due_on=day,
        due_time=clock,
        duration_minutes=row.duration_minutes,
        location=row.location,
        note=row.note,
        owner_id=row.owner_id,
        is_busy=row.is_busy,
        people=tuple((one.id, one.title) for one in row.people),
        organization=held.get("organization", ("", "")),
        item=next(iter(items), ("", "")),
        guests=row.guests,
    )


def _new(request: KartotekRequest) -> Shown:
    """Return a new activity: on a day and time, on a record, or after another one, if said."""
    viewer = request.viewer
    after = record_number(request.GET.get("after", ""))
    if after is not None:
        done = _of_row(queries.activity(after, viewer=viewer))
        kept = {name: getattr(done, name) for name in ("type", "people", "organization", "item")}
        return Shown(due_on=timezone.localdate(), owner_id=viewer.own_id, **kept)
    conversation = record_number(request.GET.get("conversation", ""))
    if conversation is not None:
        return _about_mail(conversation, viewer)
    said = TimeForm(request.GET)
    when = said.cleaned_data if said.is_valid() else {}
    return Shown(
        due_on=when.get("due_on") or timezone.localdate(),
        due_time=when.get("due_time"),
        duration_minutes=when.get("duration_minutes"),
        owner_id=viewer.own_id,
        **_around(request.GET.get("on", ""), viewer),
    )


def _about_mail(conversation_id: int, viewer: Viewer) -> Shown:
    """Return an activity that comes from a conversation: called as it, with its people and item.

    Raises:
        NotFound: the conversation is gone or not theirs to see.
    """
    view = linking.conversation(conversation_id, viewer=viewer)
    row = linking.row(view.id, viewer=viewer)
    item = row.item if row else None
    firms = view.organizations
    return Shown(
        title=view.subject,
        due_on=timezone.localdate(),
        owner_id=viewer.own_id,
        people=tuple((one.id, one.name) for one in view.people[:20]),
        organization=(firms[0].id, firms[0].name) if firms else ("", ""),
        item=(f"{item.kind}-{item.id}", item.title) if item else ("", ""),
    )


def _around(word: str, viewer: Viewer) -> dict[str, Any]:
    """Return whom an activity on a record such as `deal-4` is with."""
    kind, _dash, text = word.partition("-")
    number = record_number(text)
    if number is None:
        return {}
    record = record_of(kind, number, viewer=viewer)
    if kind == "person":
        return {"people": ((record.pk, str(record)),)}
    if kind == "organization":
        return {"organization": (record.pk, str(record))}
    found = contacts_context(word, viewer=viewer)
    return {**found, "item": (word, str(record))}


def _typed(request: KartotekRequest, shown: Shown) -> Shown:
    """Return what was chosen in a form that is drawn again; texts are drawn from its values."""
    if "has_details" not in request.POST:
        return shown
    ids = record_numbers(request.POST.getlist("people_ids"))
    names: Mapping[int, str] = contacts.person_names(ids, viewer=request.viewer)
    guests = [*request.POST.getlist("guests"), request.POST.get("guest", "")]
    return Shown(
        people=tuple(names.items()),
        organization=(request.POST.get("organization_id"), request.POST.get("organization", "")),
        item=(request.POST.get("item_id"), request.POST.get("item", "")),
        guests=tuple(filter(None, guests)),
        is_busy="is_busy" in request.POST,
        due_on=shown.due_on,
        owner_id=shown.owner_id,
    )


def _marked(guests: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """Return guests as they are picked, with a mark on what is no address."""
    odd = set(unreachable(guests))
    return [(one, one, one in odd) for one in guests]
