"""Activities, notes and files as rows: who, when, and on which records."""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kartotek.activities.models import Activity, ActivityPerson, File, Note, OnRecords
from kartotek.activities.queries.scopes import KINDS
from kartotek.activities.queries.types import Look, look_of, looks
from kartotek.contacts.models import Person
from kartotek.users.prepared import prepared


@dataclass(frozen=True)
class OnRecord:
    """A record that an activity or note hangs on."""

    kind: str
    id: int
    title: str


@dataclass(frozen=True)
class ActivityRow:
    """An activity ready to be shown; `due` is a date, or a moment where there is a time."""

    id: int
    type: str
    type_text: str
    icon: str
    title: str
    note: str
    due: date | datetime | None
    due_on: date | None
    due_time: time | None
    duration_minutes: int | None
    done_at: datetime | None
    owner_id: int
    owner_name: str
    on: list[OnRecord]
    location: str
    guests: tuple[str, ...]
    is_busy: bool
    time_zone: str
    people: tuple[OnRecord, ...]
    created_at: datetime
    updated_at: datetime

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.done_at is not None

    @property
    def due_here(self) -> tuple[date | None, time | None]:
        """The day and time in the zone that is active, the viewer's; a day alone has none."""
        if not isinstance(self.due, datetime):
            return self.due_on, None
        here = timezone.localtime(self.due)
        return here.date(), here.time()

    @property
    def ends_at(self) -> datetime | None:
        """When it ends, where both a time and a duration are known."""
        if not isinstance(self.due, datetime) or not self.duration_minutes:
            return None
        # Minutes pass in UTC: an hour that is put forward or back is not one of them.
        return self.due.astimezone(UTC) + timedelta(minutes=self.duration_minutes)


@dataclass(frozen=True)
class CommentRow:
    """A comment ready to be shown; `html` is empty where the text is plain."""

    id: int
    note_id: int
    text: str
    html: str
    created_at: datetime
    edited_at: datetime | None
    owner_id: int
    owner_name: str


@dataclass(frozen=True)
class NoteRow:
    """A note ready to be shown; `html` is empty where the text is plain.

    `comments` are there where a query says so, the oldest first.
    """

    id: int
    text: str
    html: str
    is_pinned: bool
    created_at: datetime
    updated_at: datetime
    edited_at: datetime | None
    owner_id: int
    owner_name: str
    on: list[OnRecord]
    comment_count: int
    comments: tuple[CommentRow, ...] = ()

    @property
    def seen(self) -> list[str]:
        """What an editor of its words sees; compared when they are written anew."""
        return [self.text, self.html]


@dataclass(frozen=True)
class FileRow:
    """A file ready to be shown; `sha256` names its bytes."""

    id: int
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    created_at: datetime
    owner_id: int
    owner_name: str
    on: list[OnRecord]


def activity_rows(found: Iterable[Activity]) -> list[ActivityRow]:
    """Return activities of one company as rows; their owners and records were read with them."""
    held = list(found)
    if not held:
        return []
    company_id = held[0].company_id
    known = looks(company_id)
    people: defaultdict[int, list[Person]] = defaultdict(list)
    for further in _further(company_id=company_id, ids=[one.pk for one in held]):
        people[further.activity_id].append(further.person)
    return [_activity_row(one, look_of(known, one.type), people[one.pk]) for one in held]


@prepared
def _further(*, company_id: int, ids: Sequence[int]) -> QuerySet[ActivityPerson]:
    found = ActivityPerson.objects.filter(company_id=company_id, activity_id__in=ids)
    return found.select_related("person").order_by("pk")


def _activity_row(activity: Activity, look: Look, further: Sequence[Person]) -> ActivityRow:
    return ActivityRow(
        id=activity.pk,
        type=activity.type,
        type_text=look.name,
        icon=look.icon,
        title=activity.title,
        note=activity.note,
        due=due_of(activity),
        due_on=activity.due_on,
        due_time=activity.due_time,
        duration_minutes=activity.duration_minutes,
        done_at=activity.done_at,
        owner_id=activity.owner_id,
        owner_name=activity.owner.name,
        on=_records(activity),
        location=activity.location,
        guests=tuple(activity.guests),
        is_busy=activity.is_busy,
        time_zone=activity.time_zone,
        people=_people(activity, further),
        updated_at=activity.updated_at,
        created_at=activity.created_at,
    )


def note_row(note: Note) -> NoteRow:
    """Return a note as a row; its author and records were read with it."""
    return NoteRow(
        id=note.pk,
        text=note.text,
        html=note.html,
        is_pinned=note.is_pinned,
        created_at=note.created_at,
        updated_at=note.updated_at,
        edited_at=note.edited_at,
        owner_id=note.owner_id,
        owner_name=note.owner.name,
        on=_records(note),
        comment_count=note.comment_count,
    )


def file_row(file: File) -> FileRow:
    """Return a file as a row; its owner and records were read with it."""
    return FileRow(
        id=file.pk,
        name=file.name,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        created_at=file.created_at,
        owner_id=file.owner_id,
        owner_name=file.owner.name,
        on=_records(file),
    )


def due_of(activity: Activity) -> date | datetime | None:
    """Return when it is due: its day, or the moment in the zone it was planned in."""
    if activity.due_on is None or activity.due_time is None:
        return activity.due_on
    zone = zoneinfo.ZoneInfo(activity.time_zone)
    return datetime.combine(activity.due_on, activity.due_time, zone)


def _people(activity: Activity, further: Sequence[Person]) -> tuple[OnRecord, ...]:
    """Return the living people it is with, the primary one first, each once."""
    held = [activity.person, *further]
    living = [one for one in held if one is not None and not one.is_deleted]
    return tuple({one.pk: OnRecord("person", one.pk, str(one)) for one in living}.values())


def _records(subject: OnRecords) -> list[OnRecord]:
    """Return the living records it hangs on, deals first."""
    held = [(kind, getattr(subject, kind)) for kind in KINDS]
    return [
        OnRecord(kind, record.pk, str(record))
        for kind, record in held
        if record is not None and not record.is_deleted
    ]
