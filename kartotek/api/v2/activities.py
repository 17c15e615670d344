"""Activities: `/api/v2/activities`. Times are in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from email.utils import parseaddr
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import BaseModel, BeforeValidator

from kartotek.activities.queries import listing
from kartotek.activities.queries.rows import due_of
from kartotek.api.answers import cursor_page, gone, one
from kartotek.api.formats import seconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.asked import MOST, Direction, Part
from kartotek.api.v2.door import api
from kartotek.api.values import Day, Id, IdList, Moment, Place, Strict
from kartotek.flows import activity_changes, at_once
from kartotek.pipeline.leads.queries.listing import lead_entry, lead_uuids
from kartotek.users.listing import Slice, Wanted

_CLOCK = re.compile(r"(\d{1,3}):(\d\d)(?::(\d\d))?")


def clock(text: object) -> object:
    """Return the time that `15:00` or `15:00:00` names.

    Raises:
        ValueError: it names none.
    """
    if text is None or text == "":
        return None
    found = _CLOCK.fullmatch(str(text))
    if not found:
        raise ValueError("expected a time, as 15:00")
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return time(hours, minutes, rest)


def minutes_of(text: object) -> object:
    """Return the minutes that `01:30` or `01:30:00` lasts.

    Raises:
        ValueError: it is no duration.
    """
    if text is None or text == "":
        return None
    found = _CLOCK.fullmatch(str(text))
    if not found or int(found[2]) > 59:
        raise ValueError("expected a duration, as 01:30")
    return int(found[1]) * 60 + int(found[2])


def lead_uuid(text: object) -> object:
    """Return the uuid of a lead; an empty text is none.

    Raises:
        ValueError: it is no uuid.
    """
    return UUID(str(text)) if text else None


LeadId = Annotated[UUID | None, BeforeValidator(lead_uuid)]
Clock = Annotated[time | None, BeforeValidator(clock)]
Duration = Annotated[int | None, BeforeValidator(minutes_of)]


class ParticipantOut(msgspec.Struct):
    """A person an activity is with."""

    person_id: int
    primary: bool


class PlaceOut(msgspec.Struct):
    """A place as it was typed; its parts are not told apart."""

    value: str
    country: str | None = None
    admin_area_level_1: str | None = None
    admin_area_level_2: str | None = None
    locality: str | None = None
    sublocality: str | None = None
    route: str | None = None
    street_number: str | None = None
    subpremise: str | None = None
    postal_code: str | None = None


class AttendeeOut(msgspec.Struct):
    """A guest; a name without an address has an empty one."""

    email: str
    name: str
    status: str
    is_organizer: bool
    person_id: int | None
    user_id: int | None


class ActivityOut(msgspec.Struct):
    """An activity as v2 shows it."""

    id: int
    subject: str
    type: str
    owner_id: int
    creator_user_id: int
    is_deleted: bool
    add_time: str
    update_time: str
    deal_id: int | None
    lead_id: UUID | None
    person_id: int | None
    org_id: int | None
    project_id: int | None
    due_date: str | None
    due_time: str | None
    duration: str | None
    busy: bool
    done: bool
    marked_as_done_time: str | None
    location: PlaceOut | None
    participants: list[ParticipantOut]
    conference_meeting_client: str | None
    conference_meeting_url: str | None
    conference_meeting_id: str | None
    public_description: str | None
    priority: int | None
    note: str | None
    attendees: list[AttendeeOut] | msgspec.UnsetType = msgspec.UNSET


class Participant(Strict):
    """A person as it is sent."""

    person_id: Id
    primary: bool = False


class Attendee(Strict):
    """A guest as it is sent."""

    email: str = ""
    name: str | None = None


class ActivityChanges(Strict):
    """What can be written on an activity."""

    subject: str = ""
    type: str = ""
    owner_id: Id = 0
    deal_id: Id | None = None
    lead_id: LeadId = None
    org_id: Id | None = None
    project_id: Id | None = None
    due_date: Day | None = None
    due_time: Clock = None
    duration: Duration = None
    busy: bool = True
    done: bool | None = None
    location: Place | None = None
    participants: list[Participant] | None = None
    attendees: list[Attendee] | None = None
    note: str | None = None


class ActivitiesAsked(Part):
    """Which activities, in which order."""

    sort_by: Literal["id", "update_time", "add_time", "due_date"] = "id"
    sort_direction: Direction = "asc"
    ids: IdList | None = None
    owner_id: Id | None = None
    deal_id: Id | None = None
    lead_id: LeadId = None
    person_id: Id | None = None
    org_id: Id | None = None
    done: bool | None = None
    updated_since: Moment | None = None
    updated_until: Moment | None = None
    include_fields: str = ""

    def slice(self) -> Slice:
        """Return the part as queries know it."""
        is_descending = self.sort_direction == "desc"
        return Slice(self.sort_by, is_descending, self.cursor, min(self.limit, MOST))

    def wanted(self) -> Wanted:
        """Return which records are asked for."""
        return Wanted(
            ids=self.ids,
            owner_id=self.owner_id,
            updated_since=self.updated_since,
            updated_until=self.updated_until,
        )


class Included(BaseModel):
    """What is to come beside an activity."""

    include_fields: str = ""


@api.get("/activities", tags=["activities"])
def activities(request: ApiRequest, asked: Query[ActivitiesAsked]) -> HttpResponse:
    """List activities, a part at a time."""
    which = listing.ActivitiesWanted(
        deal_id=asked.deal_id,
        lead_id=_lead(asked.lead_id, request) if asked.lead_id else None,
        person_id=asked.person_id,
        organization_id=asked.org_id,
        is_done=asked.done,
    )
    page = listing.activity_entries(
        viewer=request.viewer, to=asked.wanted(), which=which, part=asked.slice()
    )
    return cursor_page(_shown(request, page.rows, asked.include_fields), page.next)


@api.post("/activities", tags=["activities"])
def add_activity(request: ApiRequest, payload: ActivityChanges) -> HttpResponse:
    """Plan an activity."""
    made = at_once.open_activity(
        by=request.viewer,
        at=timezone.now(),
        is_done=bool(payload.done),
        **_values(payload, request),
    )
    return _answered(request, listing.written_activity(made, viewer=request.viewer), "attendees")


@api.get("/activities/{int:activity_id}", tags=["activities"])
def activity(request: ApiRequest, activity_id: int, asked: Query[Included]) -> HttpResponse:
    """Return an activity."""
    found = listing.activity_entry(activity_id, viewer=request.viewer)
    return _answered(request, found, asked.include_fields)


@api.patch("/activities/{int:activity_id}", tags=["activities"])
def change_activity(
    request: ApiRequest, activity_id: int, payload: ActivityChanges
) -> HttpResponse:
    """Change what is sent of an activity, and leave the rest: all of it, or nothing."""
    changed = at_once.set_activity(
        activity_id=activity_id,
        by=request.viewer,
        at=timezone.now(),
        is_done=payload.done,
        **_values(payload, request),
    )
    found = listing.written_activity(changed, viewer=request.viewer)
    return _answered(request, found, "attendees")


@api.delete("/activities/{int:activity_id}", tags=["activities"])
def delete_activity(request: ApiRequest, activity_id: int) -> HttpResponse:
    """Delete an activity; it can be read, and restored."""
    activity_changes.delete_activity(activity_id=activity_id, by=request.viewer, at=timezone.now())
    return gone(activity_id)


def _values(sent: ActivityChanges, request: ApiRequest) -> dict[str, Any]:
    """Return what was sent of the activity's values in the words of the house."""
    given = sent.given()
    words = {
        "subject": "title",
        "type": "type",
        "owner_id": "owner_id",
        "deal_id": "deal_id",
        "org_id": "organization_id",
        "project_id": "project_id",
        "due_date": "due_on",
        "due_time": "due_time",
        "duration": "duration_minutes",
        "busy": "is_busy",
    }
    values = {ours: given[theirs] for theirs, ours in words.items() if theirs in given}
    if "due_on" in values or "due_time" in values:
        values["time_zone"] = "UTC"
    if "lead_id" in given:
        values["lead_id"] = _lead(sent.lead_id, request) if sent.lead_id else None
    if "note" in given:
        values["note"] = sent.note or ""
    if "location" in given:
        values["location"] = (sent.location.value or "") if sent.location else ""
    if sent.participants is not None:
        ordered = sorted(sent.participants, key=lambda one: not one.primary)
        values["people_ids"] = [one.person_id for one in ordered]
    if sent.attendees is not None:
        values["guests"] = [_guest(one) for one in sent.attendees]
    return values


def _guest(sent: Attendee) -> str:
    if sent.name and sent.email:
        return f"{sent.name} <{sent.email}>"
    return sent.email or sent.name or ""


def _lead(known: UUID, request: ApiRequest) -> int:
    """Return the id of the lead that a program knows by its uuid.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
    """
    return lead_entry(known, viewer=request.viewer).record.pk


def _answered(request: ApiRequest, entry: listing.ActivityEntry, include: str) -> HttpResponse:
    [shown] = _shown(request, [entry], include)
    return one(shown)


def _shown(
    request: ApiRequest, entries: Iterable[listing.ActivityEntry], include: str
) -> list[ActivityOut]:
    found = list(entries)
    ids = [entry.record.lead_id for entry in found if entry.record.lead_id]
    leads = lead_uuids(ids, viewer=request.viewer)
    shown = [_out(entry, leads) for entry in found]
    if "attendees" not in include.split(","):
        return shown
    return [
        msgspec.structs.replace(out, attendees=[_attendee(one) for one in entry.record.guests])
        for out, entry in zip(shown, found, strict=True)
    ]


def _attendee(guest: str) -> AttendeeOut:
    name, address = parseaddr(guest) if "@" in guest else (guest, "")
    return AttendeeOut(address, name, "noreply", is_organizer=False, person_id=None, user_id=None)


def _out(entry: listing.ActivityEntry, leads: Mapping[int, UUID]) -> ActivityOut:
    activity = entry.record
    opener = entry.opening.user_id if entry.opening else None
    day, clock_text = _due(due_of(activity))
    return ActivityOut(
        id=activity.pk,
        subject=activity.title,
        type=activity.type,
        owner_id=activity.owner_id,
        creator_user_id=opener or activity.owner_id,
        is_deleted=activity.is_deleted,
        add_time=seconds(activity.created_at),
        update_time=seconds(activity.updated_at),
        deal_id=activity.deal_id,
        lead_id=leads.get(activity.lead_id or 0),
        person_id=activity.person_id,
        org_id=activity.organization_id,
        project_id=activity.project_id,
        due_date=day,
        due_time=clock_text,
        duration=_lasting(activity.duration_minutes),
        busy=activity.is_busy,
        done=activity.done_at is not None,
        marked_as_done_time=seconds(activity.done_at),
        location=PlaceOut(activity.location) if activity.location else None,
        participants=[
            ParticipantOut(pk, primary=index == 0) for index, pk in enumerate(entry.people_ids)
        ],
        conference_meeting_client=None,
        conference_meeting_url=None,
        conference_meeting_id=None,
        public_description=None,
        priority=None,
        note=activity.note or None,
    )


def _due(due: date | datetime | None) -> tuple[str | None, str | None]:
    if isinstance(due, datetime):
        there = due.astimezone(UTC)
        return there.date().isoformat(), there.strftime("%H:%M:%S")
    return (due.isoformat() if due else None), None


def _lasting(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}:00"
